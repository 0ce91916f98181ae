using System.Data;
using NodaTime;
using SmartCity.Projections.Shared.Following;
using SmartCity.Projections.Supervision.Cards;

namespace SmartCity.Projections.Supervision;

/// <summary>The figures of one unit in a period (单位绩效); formulas and their sources stand in docs/supervision.md.</summary>
public sealed record UnitFigures
{
    public long Received { get; init; }
    public long Returned { get; init; }
    public long Reworked { get; init; }
    public long Reopened { get; init; }
    public long Corrected { get; init; }
    public long Responded { get; init; }

    /// <summary>Minutes from the opening to the first word, natural time.</summary>
    public double? MedianResponseMinutes { get; init; }

    public long Handled { get; init; }
    public long Promised { get; init; }
    public long OnTime { get; init; }
    public long Limited { get; init; }
    public long InLegalTime { get; init; }

    /// <summary>Working days that the handling took.</summary>
    public double? AverageDays { get; init; }

    /// <inheritdoc cref="AverageDays"/>
    public double? MedianDays { get; init; }

    public long Rated { get; init; }
    public long Satisfied { get; init; }
    public long Bad { get; init; }
    public long Open { get; init; }
    public long Overdue { get; init; }

    /// <summary>Null where the choice asks for what no card knows.</summary>
    public ConfirmedCards? Cards { get; init; }
}

/// <summary>The figures of all units together, and of each by its code.</summary>
public sealed record Units(Instant At, Instant From, Instant To, UnitFigures All, IReadOnlyDictionary<string, UnitFigures> ByUnit)
{
    internal static async Task<Units> Read(Snapshot snapshot, MatterChoice choice, CancellationToken stop)
    {
        var (from, to) = choice.Period(snapshot.At);
        var mark = await DayMark.Of(snapshot, stop);
        var units = new SortedDictionary<string, UnitFigures>(StringComparer.Ordinal) { [""] = new() };
        await Count(DaySet.Opened, (u, n, values) => u with
        {
            Received = n(0), Returned = n(1), Reworked = n(2), Reopened = n(3), Corrected = n(4), Responded = n(5),
            MedianResponseMinutes = Rounded(values.Median / DaySet.PerMinute),
        });
        await Count(DaySet.Finished, (u, n, values) => u with
        {
            Handled = n(0), Promised = n(1), OnTime = n(2), Limited = n(3), InLegalTime = n(4), Rated = n(5), Satisfied = n(6), Bad = n(7),
            AverageDays = n(0) == 0 ? null : Rounded((double)values.Sum / DaySet.PerWorkingDay / n(0)),
            MedianDays = Rounded(values.Median / DaySet.PerWorkingDay),
        });
        await CountOpen();
        if (CardFigures.FilterOf(choice with { From = from, To = to }) is { } filter)
        {
            var cards = await CardFigures.Read(snapshot, filter, stop);
            units[""] = units[""] with { Cards = new(cards.Values.Sum(c => c.Yellow), cards.Values.Sum(c => c.Red)) };
            foreach (var unit in cards.Keys.Union(units.Keys.Where(key => key.Length > 0)).ToList())
                units[unit] = (units.GetValueOrDefault(unit) ?? new()) with { Cards = cards.GetValueOrDefault(unit) ?? new(0, 0) };
        }
        var all = units[""];
        units.Remove("");
        return new(snapshot.At, from, to, all, units);

        async Task Count(DaySet set, Func<UnitFigures, Func<int, long>, DayValues, UnitFigures> with)
        {
            var parts = new DayParts(snapshot, mark, choice, set, from, to);
            await using var query = snapshot.Query(
                $"select unit, sum(n){DayParts.Sums(set)}, string_agg(plus, ''), string_agg(minus, '') from {parts.Sql} group by unit having sum(n) > 0",
                parts.Values);
            await using var row = await query.ExecuteReaderAsync(CommandBehavior.SequentialAccess, stop);
            var (all, together) = (new long[set.Figures.Count + 1], new DayValues());
            while (await row.ReadAsync(stop))
            {
                var unit = row.GetString(0);
                var counts = Enumerable.Range(1, all.Length).Select(row.GetInt64).ToArray();
                var values = new DayValues();
                values.Add(row, all.Length + 1);
                for (var i = 0; i < all.Length; i++) all[i] += counts[i];
                together.Add(values);
                units[unit] = with(units.GetValueOrDefault(unit) ?? new(), i => counts[i], values);
            }
            units[""] = with(units[""], i => all[i], together);
        }

        async Task CountOpen()
        {
            var open = ChosenMatters.Of(snapshot, choice with { Figure = MatterFigures.Open });
            await using var query = snapshot.Query(
                $"select unit, count(*), count(*) filter (where {MatterFigures.All[MatterFigures.Overdue].And}) from {open.Sql} group by unit", open.Values);
            await using var row = await query.ExecuteReaderAsync(stop);
            while (await row.ReadAsync(stop))
                foreach (var unit in new[] { "", row.GetString(0) })
                {
                    var figures = units.GetValueOrDefault(unit) ?? new();
                    units[unit] = figures with { Open = figures.Open + row.GetInt64(1), Overdue = figures.Overdue + row.GetInt64(2) };
                }
        }
    }

    private static double? Rounded(double? figure) => figure is { } number ? Math.Round(number, 2) : null;
}

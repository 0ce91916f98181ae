using NodaTime;
using Npgsql;
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
    private static readonly string[] OfReceived =
        [MatterFigures.Received, MatterFigures.Returned, MatterFigures.Reworked, MatterFigures.Reopened, MatterFigures.Corrected, MatterFigures.Responded];

    private static readonly string[] OfFinished =
        [MatterFigures.Handled, MatterFigures.Promised, MatterFigures.OnTime, MatterFigures.Limited, MatterFigures.InLegalTime,
            MatterFigures.Rated, MatterFigures.Satisfied, MatterFigures.Bad];

    private static readonly string[] OfOpen = [MatterFigures.Open, MatterFigures.Overdue];

    internal static async Task<Units> Read(Snapshot snapshot, MatterChoice choice, CancellationToken stop)
    {
        var units = new SortedDictionary<string, UnitFigures>(StringComparer.Ordinal) { [""] = new() };
        await Count(MatterFigures.Received, OfReceived,
            "extract(epoch from percentile_cont(0.5) within group (order by responded_at - opened_at)) / 60", (u, n, row) => u with
            {
                Received = n(0), Returned = n(1), Reworked = n(2), Reopened = n(3), Corrected = n(4), Responded = n(5),
                MedianResponseMinutes = Number(row, 7),
            });
        await Count(MatterFigures.Handled, OfFinished,
            "sum((working_days * 10000)::int) / 10000.0, percentile_cont(0.5) within group (order by working_days)", (u, n, row) => u with
            {
                Handled = n(0), Promised = n(1), OnTime = n(2), Limited = n(3), InLegalTime = n(4), Rated = n(5), Satisfied = n(6),
                Bad = n(7), AverageDays = Mean(Number(row, 9), n(0)), MedianDays = Number(row, 10),
            });
        await Count(MatterFigures.Open, OfOpen, "1", (u, n, _) => u with { Open = n(0), Overdue = n(1) });
        var (from, to) = choice.Period(snapshot.At);
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

        async Task Count(
            string set, string[] figures, string more, Func<UnitFigures, Func<int, long>, NpgsqlDataReader, UnitFigures> with)
        {
            var chosen = ChosenMatters.Of(snapshot, choice with { Figure = set });
            var counts = string.Join(", ", figures.Select(figure => $"count(*) filter (where {MatterFigures.All[figure].And})"));
            await using var query = snapshot.Query(
                $"select unit, {counts}, {more} from {chosen.Sql} group by grouping sets ((), (unit))", chosen.Values);
            await using var row = await query.ExecuteReaderAsync(stop);
            while (await row.ReadAsync(stop))
            {
                var unit = row.IsDBNull(0) ? "" : row.GetString(0);
                units[unit] = with(units.GetValueOrDefault(unit) ?? new(), i => row.GetInt64(i + 1), row);
            }
        }
    }

    private static double? Mean(double? sum, long count) => sum is { } whole ? Math.Round(whole / count, 2) : null;

    private static double? Number(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Math.Round(Convert.ToDouble(row.GetValue(column), null), 2);
}

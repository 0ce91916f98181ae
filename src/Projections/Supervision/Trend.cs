using System.Data;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision;

/// <summary>One day, week, month or season of a trend, which may be cut off by the period; it ends before <paramref name="To"/>.</summary>
/// <param name="Start">Its first day, also where the period begins later.</param>
/// <param name="MedianDays">Working days; null where nothing was finished.</param>
public sealed record TrendBucket(
    LocalDate Start, Instant From, Instant To, long Opened, long Finished, long Promised, long OnTime, double? MedianDays);

/// <summary>How many matters came and went over time (趋势), by the district's calendar; weeks begin on Monday (ISO 8601).</summary>
public sealed record Trend(Instant At, Instant From, Instant To, IReadOnlyList<TrendBucket> Buckets)
{
    /// <summary>Widths of a bucket: the word of PostgreSQL, and how much is shown where nobody says it.</summary>
    public static IReadOnlyDictionary<string, (string Sql, Period Width, Period Usual)> Widths { get; } =
        new Dictionary<string, (string, Period, Period)>
        {
            ["day"] = ("day", Period.FromDays(1), Period.FromDays(29)),
            ["week"] = ("week", Period.FromWeeks(1), Period.FromWeeks(11)),
            ["month"] = ("month", Period.FromMonths(1), Period.FromMonths(11)),
            ["season"] = ("quarter", Period.FromMonths(3), Period.FromMonths(21)),
        };

    /// <summary>The period of a trend: where nobody names one 30 days, 12 weeks, 12 months or 8 seasons, the present one included.</summary>
    public static (Instant From, Instant To) PeriodOf(MatterChoice choice, string by, Instant at)
    {
        var to = choice.To ?? at;
        var last = Begin(by, (to - Duration.Epsilon).InZone(WorkingCalendar.Zone).Date);
        return (choice.From ?? Midnight(last.Minus(Widths[by].Usual)), to);
    }

    internal static async Task<Trend> Read(Snapshot snapshot, DayMark? mark, MatterChoice choice, string by, CancellationToken stop)
    {
        var (from, to) = PeriodOf(choice, by, snapshot.At);
        var opened = await Counts(new DayParts(snapshot, mark, choice, DaySet.Opened, from, to), false);
        var finished = await Counts(new DayParts(snapshot, mark, choice, DaySet.Finished, from, to), true);
        return new(snapshot.At, from, to, [.. Starts(by, from, to).Select(Bucket)]);

        TrendBucket Bucket(LocalDate start)
        {
            var (came, went) = (opened.GetValueOrDefault(start), finished.GetValueOrDefault(start));
            return new(
                start, Instant.Max(from, Midnight(start)), Instant.Min(to, Midnight(start + Widths[by].Width)), came.Count, went.Count,
                went.Promised, went.OnTime, went.Median);
        }

        async Task<Dictionary<LocalDate, (long Count, long Promised, long OnTime, double? Median)>> Counts(DayParts parts, bool times)
        {
            var figures = times ? "sum(promised), sum(on_time), string_agg(plus, ''), string_agg(minus, '')" : "0::bigint, 0::bigint, null::bytea, null::bytea";
            await using var query = snapshot.Query(
                $"select date_trunc('{Widths[by].Sql}', day::timestamp)::date, sum(n), {figures} from {parts.Sql} group by 1", parts.Values);
            await using var row = await query.ExecuteReaderAsync(CommandBehavior.SequentialAccess, stop);
            var counts = new Dictionary<LocalDate, (long, long, long, double?)>();
            while (await row.ReadAsync(stop))
            {
                var (start, count, promised, onTime) = (row.GetFieldValue<LocalDate>(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
                var days = new DayValues();
                days.Add(row, 4);
                counts[start] = (
                    count, promised, onTime,
                    days.Median is { } median ? Math.Round(median / DaySet.PerWorkingDay, 2) : null);
            }
            return counts;
        }
    }

    /// <summary>The first days of the buckets that a period touches.</summary>
    public static IEnumerable<LocalDate> Starts(string by, Instant from, Instant to)
    {
        for (var day = Begin(by, from.InZone(WorkingCalendar.Zone).Date); Midnight(day) < to; day += Widths[by].Width) yield return day;
    }

    private static LocalDate Begin(string by, LocalDate day) => by switch
    {
        "week" => day.PlusDays(1 - (int)day.DayOfWeek),
        "month" => new(day.Year, day.Month, 1),
        "season" => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
        _ => day,
    };

    internal static Instant Midnight(LocalDate day) => WorkingCalendar.Zone.AtStartOfDay(day).ToInstant();
}

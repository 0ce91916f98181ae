using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision;

/// <summary>How many matters came on each whole day up to a moment: what a forecast is made from.</summary>
public sealed record Inflow(LocalDate First, IReadOnlyList<double> Days)
{
    /// <summary>12 weeks: enough for the week's shape, and not so much that last season still counts.</summary>
    public const int Most = 84;

    internal static async Task<Inflow> Read(Snapshot snapshot, DayMark? mark, MatterChoice choice, CancellationToken stop)
    {
        var today = snapshot.At.InZone(WorkingCalendar.Zone).Date;
        var first = today.PlusDays(-Most);
        var parts = new DayParts(snapshot, mark, choice, DaySet.Opened, Trend.Midnight(first), Trend.Midnight(today));
        await using var query = snapshot.Query($"select day, sum(n) from {parts.Sql} group by 1", parts.Values);
        await using var row = await query.ExecuteReaderAsync(stop);
        var counts = new double[Most];
        while (await row.ReadAsync(stop))
            counts[Period.DaysBetween(first, row.GetFieldValue<LocalDate>(0))] = row.GetInt64(1);
        // Before the first matter there was nothing to count, not a quiet time.
        var begin = Array.FindIndex(counts, count => count > 0);
        return begin < 0 ? new(today, []) : new(first.PlusDays(begin), counts[begin..]);
    }
}

using NodaTime;
using Npgsql;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Shared;

/// <summary>An indicator that a capability computes from what the ledger knows; neither side knows the other.</summary>
internal interface IComputesIndicator
{
    /// <summary>Code of the indicator, such as <c>P1</c>.</summary>
    string Code { get; }

    /// <summary>What it comes to as of the snapshot's moment; the same snapshot gives the same.</summary>
    Task<IndicatorFigures> Compute(Snapshot snapshot, CancellationToken stop);
}

/// <summary>What an indicator comes to.</summary>
/// <param name="Numerator">Of the whole period; null where there is nothing to count.</param>
/// <param name="Months">The last twelve months, the one that runs included, oldest first.</param>
/// <param name="Parts">Figures beside it, such as the times of each step.</param>
internal sealed record IndicatorFigures(
    decimal? Numerator, decimal? Denominator, IReadOnlyList<IndicatorMonth> Months, IReadOnlyList<IndicatorPart>? Parts = null)
{
    /// <summary>A share out of a query's rows: month, the part, and all.</summary>
    public static async Task<IndicatorFigures> Share(Snapshot snapshot, NpgsqlCommand query, CancellationToken stop)
    {
        var counts = new Dictionary<string, (long Part, long All)>();
        await using var row = await query.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop)) counts[row.GetString(0)] = (row.GetInt64(1), row.GetInt64(2));
        var months = IndicatorMonths.Shares(snapshot.At, counts);
        return counts.Count == 0
            ? new(null, null, months)
            : new(counts.Values.Sum(count => count.Part), counts.Values.Sum(count => count.All), months);
    }
}

/// <param name="Month">Such as <c>2026-10</c>.</param>
/// <param name="Value">Null where there was nothing to count.</param>
internal sealed record IndicatorMonth(string Month, decimal? Value, decimal Numerator, decimal Denominator);

/// <summary>Times of one step, in minutes; null where no case knows both of its ends.</summary>
internal sealed record IndicatorPart(string Code, long Count, decimal? MedianMinutes, decimal? P95Minutes);

/// <summary>The months that indicators are counted by, in Beijing time.</summary>
internal static class IndicatorMonths
{
    public const int Count = 12;

    /// <summary>The first moment of the eleventh month before the one that the moment lies in.</summary>
    public static Instant Start(Instant at) =>
        WorkingCalendar.Zone.AtStartOfDay(First(at).ToDateInterval().Start).ToInstant();

    /// <summary>Each month, and the moment at which it ended, or the moment itself for the one that runs.</summary>
    public static IEnumerable<(string Month, Instant End)> Of(Instant at)
    {
        var first = First(at).ToDateInterval().Start;
        for (var i = 0; i < Count; i++)
        {
            var month = first.PlusMonths(i);
            var end = WorkingCalendar.Zone.AtStartOfDay(month.PlusMonths(1)).ToInstant();
            yield return (NodaTime.Text.YearMonthPattern.Iso.Format(month.ToYearMonth()), Instant.Min(end, at));
        }
    }

    /// <summary>Shares by month out of counts by month.</summary>
    public static IReadOnlyList<IndicatorMonth> Shares(Instant at, IReadOnlyDictionary<string, (long Part, long All)> counts) =>
        [.. Of(at).Select(month => counts.GetValueOrDefault(month.Month) is var (part, all) && all > 0
            ? new IndicatorMonth(month.Month, decimal.Round((decimal)part / all, 4), part, all)
            : new IndicatorMonth(month.Month, null, 0, 0))];

    private static YearMonth First(Instant at) =>
        at.InZone(WorkingCalendar.Zone).Date.PlusMonths(1 - Count).ToYearMonth();
}

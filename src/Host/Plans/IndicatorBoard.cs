using NodaTime;
using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Shared;
using SmartCity.Projections.Plans;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Plans;

/// <summary>One indicator with what it comes to.</summary>
/// <param name="Unit"><c>share</c>, <c>yes-no</c> or <c>minutes</c>.</param>
/// <param name="How"><c>computed</c> or <c>reported</c>.</param>
/// <param name="Actual">To four decimals; null where there is nothing to say, and <paramref name="Why"/> says why.</param>
/// <param name="Met">Exactly, and not as rounded; null without a figure to reach or to compare.</param>
/// <param name="Period">The months it is of: one, or the first and the last.</param>
/// <param name="Version">Version of its stream, for <c>If-Match</c> of a report; 0 before the first.</param>
internal sealed record IndicatorView(
    string Code, string Name, string NameZh, string Unit, IndicatorTarget Target, string How, LocalizedText Formula, string Source,
    IReadOnlyList<string> Items, int Definition, decimal? Actual, decimal? Numerator, decimal? Denominator, LocalizedText? Why,
    bool? Met, string? Period, IReadOnlyList<IndicatorMonth> Trend, IReadOnlyList<IndicatorPart> Parts,
    IReadOnlyList<IndicatorReport> Reports, long Version);

/// <param name="At">Asked for again as <c>asOf</c>, it gives the same.</param>
internal sealed record IndicatorList(Instant At, IReadOnlyList<IndicatorView> Items, string? NextCursor);

/// <summary>Brings the definitions, what is computed and what was reported together, as of one moment.</summary>
internal sealed class IndicatorBoard(PlanBook book, Snapshots snapshots, IEnumerable<IComputesIndicator> computed)
{
    private static readonly LocalizedText Uncounted = new("没有可计算的数据。", "There is nothing to count."),
        Unreported = new("尚未报送。", "Nobody has reported it yet."),
        Durations = new("见各环节时长。", "See the times of its steps.");

    private readonly Dictionary<string, IComputesIndicator> _computed = computed.ToDictionary(one => one.Code);

    public Task<IndicatorList> Read(Instant? asOf, CancellationToken stop) => snapshots.Read(asOf, async snapshot =>
    {
        var reports = await IndicatorRow.Read(snapshot, stop);
        var views = new List<IndicatorView>();
        foreach (var definition in book.Indicators.On(snapshot.At.InZone(WorkingCalendar.Zone).Date))
            views.Add(definition.How == PlanIndicator.Computed && _computed.GetValueOrDefault(definition.Code) is { } computes
                ? Of(definition, await computes.Compute(snapshot, stop), snapshot.At)
                : Of(definition, reports.GetValueOrDefault(definition.Code, (0, [])), snapshot.At));
        return new IndicatorList(snapshot.At, views, null);
    }, stop);

    private static IndicatorView Of(PlanIndicator definition, IndicatorFigures figures, Instant at)
    {
        var months = IndicatorMonths.Of(at).ToList();
        var why = definition.Measure == "durations" ? Durations : figures.Numerator is null ? Uncounted : null;
        return View(
            definition, figures.Numerator, figures.Denominator, why, $"{months[0].Month}/{months[^1].Month}", figures.Months,
            figures.Parts ?? [], [], 0);
    }

    /// <summary>The last month that was reported, by its newest report.</summary>
    private static IndicatorView Of(
        PlanIndicator definition, (long Version, IReadOnlyList<IndicatorReport> Reports) known, Instant at)
    {
        var byMonth = known.Reports.GroupBy(report => report.Period).ToDictionary(month => month.Key, month => month.Last());
        var last = byMonth.Count == 0 ? null : byMonth.MaxBy(month => month.Key, StringComparer.Ordinal).Value;
        var trend = byMonth.OrderBy(month => month.Key, StringComparer.Ordinal).Select(month => new IndicatorMonth(
            month.Key, Share(month.Value.Numerator, month.Value.Denominator), month.Value.Numerator, month.Value.Denominator));
        return View(
            definition, last?.Numerator, last?.Denominator, last is null ? Unreported : null, last?.Period, [.. trend], [],
            known.Reports, known.Version);
    }

    private static IndicatorView View(
        PlanIndicator d, decimal? numerator, decimal? denominator, LocalizedText? why, string? period,
        IReadOnlyList<IndicatorMonth> trend, IReadOnlyList<IndicatorPart> parts, IReadOnlyList<IndicatorReport> reports, long version) =>
        new(d.Code, d.Name.En, d.Name.Zh, d.Measure == "durations" ? "minutes" : d.Measure, d.Target, d.How, d.Formula, d.Source,
            d.Items ?? [], d.Version, Share(numerator, denominator), numerator, denominator, why,
            numerator is { } part && denominator is { } all ? d.Target.Met(part, all) : null, period, trend, parts, reports, version);

    private static decimal? Share(decimal? numerator, decimal? denominator) =>
        numerator is { } part && denominator is > 0 and var all ? decimal.Round(part / all, 4) : null;
}

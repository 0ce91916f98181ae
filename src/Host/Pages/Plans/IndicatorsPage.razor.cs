using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.Plans;

namespace SmartCity.Host.Pages.Plans;

/// <summary>The indicators of the plan: target, actual, trend, now or as of a moment.</summary>
public sealed partial class IndicatorsPage
{
    private IndicatorList? _list;
    private DateTime? _asOf;

    [Inject] private IndicatorBoard Board { get; set; } = default!;
    [Inject] private IClock Clock { get; set; } = default!;

    protected override Task Open() => Search();

    private async Task Search() => _list = await Board.Read(PlanPage.Moment(_asOf, Clock), Gone);

    private static string Target(IndicatorView item) =>
        item.Target is { Comparison: { } comparison, Value: { } value } ? $"{(comparison == ">=" ? "≥" : ">")} {Percent(value)}" : "—";

    private static string Percent(decimal share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Number(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "—";

    private static LocalizedText Step(string code) => code switch
    {
        "occurrence-to-discovery" => new("发生→发现（分钟）", "occurrence to discovery, min"),
        "discovery-to-response" => new("发现→响应", "discovery to response"),
        "response-to-disposal" => new("响应→处置", "response to disposal"),
        _ => new("处置→反馈", "disposal to feedback"),
    };
}

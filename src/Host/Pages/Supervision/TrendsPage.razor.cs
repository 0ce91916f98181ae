using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using NodaTime;
using SmartCity.Host.Supervision;
using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Pages.Supervision;

/// <summary>Lines over time, what is to be expected, and what rises.</summary>
public sealed partial class TrendsPage
{
    private const int MostLabels = 12;

    private static readonly (string By, string Zh, string En)[] Widths =
        [("day", "日", "Days"), ("week", "周", "Weeks"), ("month", "月", "Months"), ("season", "季", "Seasons")];

    private TrendView? _trend;
    private RisingView? _rising;
    private List<ChartSeries<double>> _lines = [], _expected = [];
    private string[] _labels = [], _days = [];

    [SupplyParameterFromQuery] public string? By { get; set; }
    [SupplyParameterFromQuery] public string? Kind { get; set; }

    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private SupervisionFigures Figures { get; set; } = default!;
    [Inject] private SupervisionWords Names { get; set; } = default!;

    protected override async Task Read(Instant? asOf)
    {
        var by = SupervisionQuery.Width(By);
        var choice = (Asked with { Kind = Kind }).BoundedChoice(by, asOf ?? Clock.GetCurrentInstant());
        var (trend, forecast) = await Figures.Trend(choice, by, asOf, Gone);
        _rising = RisingView.Of(await Figures.Rising(choice, asOf, Gone), choice, Names);
        _trend = TrendView.Of(trend, forecast, choice, by, TrendView.Measures);
        _lines =
        [
            Line(T("收件", "Received"), trend.Buckets.Select(b => (double)b.Opened)),
            Line(T("办结", "Handled"), trend.Buckets.Select(b => (double)b.Finished)),
        ];
        _labels = Labels([.. trend.Buckets.Select(b => b.Start)], by is "month" or "season" ? "yyyy-MM" : "MM-dd");
        _expected =
        [
            Line(T("预计", "Expected"), forecast.Days.Select(d => d.Expected)), Line(T("下限", "Low"), forecast.Days.Select(d => d.Low)),
            Line(T("上限", "High"), forecast.Days.Select(d => d.High)),
        ];
        _days = Labels([.. forecast.Days.Select(d => d.Day)], "MM-dd");
    }

    private string With(string by) =>
        Navigation.GetUriWithQueryParameter("by", by);

    private static ChartSeries<double> Line(string name, IEnumerable<double> values) => new() { Name = name, Data = values.ToArray() };

    private static string[] Labels(IReadOnlyList<LocalDate> days, string pattern) =>
        [.. days.Select((day, i) => i % ((days.Count + MostLabels - 1) / MostLabels) == 0 ? day.ToString(pattern, CultureInfo.InvariantCulture) : "")];

    private static string Text(SeriesView series, int at) => series.Points[at].Value switch
    {
        null => "—",
        { } rate when series.Measure == "on-time" => rate.ToString("P0", CultureInfo.InvariantCulture),
        { } value => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}

using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;
using SmartCity.Host.GridCases.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.Pages.GridCases;

/// <summary>The towns of a month by response, resolution and satisfaction.</summary>
public sealed partial class TownsPage
{
    private TownsView? _view;

    /// <summary>A time with its offset; nothing for now.</summary>
    [SupplyParameterFromQuery] public string? AsOf { get; set; }

    [Inject] private IClock Clock { get; set; } = default!;
    [Inject] private TownBoard Board { get; set; } = default!;

    protected override Task Open() => Show(null);

    private Task Choose(ChangeEventArgs e) =>
        Show(YearMonthPattern.Iso.Parse((string?)e.Value ?? "") is { Success: true, Value: var month } ? month : null);

    private async Task Show(YearMonth? month)
    {
        var asOf = QueryTimes.Moment("asOf", string.IsNullOrEmpty(AsOf) ? null : AsOf);
        _view = await Board.Of(month, asOf > Clock.GetCurrentInstant() ? null : asOf, Gone);
    }

    private string Back => AsOf is null ? "/supervision" : "/supervision?asOf=" + Uri.EscapeDataString(AsOf);

    private static string Text(CaseRate rate) =>
        rate.Value is { } value ? $"{value.ToString("P0", CultureInfo.InvariantCulture)} ({rate.Counted}/{rate.Of})" : "—";
}

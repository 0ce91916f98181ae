using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;
using SmartCity.Host.GridCases.Catalogue;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.Pages.GridCases;

/// <summary>The towns of a month by response, resolution and satisfaction.</summary>
public sealed partial class TownsPage
{
    private TownsView? _view;

    [Inject] private TownBoard Board { get; set; } = default!;

    protected override Task Open() => Show(null);

    private Task Choose(ChangeEventArgs e) =>
        Show(YearMonthPattern.Iso.Parse((string?)e.Value ?? "") is { Success: true, Value: var month } ? month : null);

    private async Task Show(YearMonth? month) => _view = await Board.Of(month, null, Gone);

    private static string Text(CaseRate rate) =>
        rate.Value is { } value ? $"{value.ToString("P0", CultureInfo.InvariantCulture)} ({rate.Counted}/{rate.Of})" : "—";
}

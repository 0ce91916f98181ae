using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Host.Supervision;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Pages.Supervision;

/// <summary>The matters behind a number, a page at a time; the address is that of the API's list.</summary>
public sealed partial class MatterListPage
{
    private const int Size = 50;
    private IReadOnlyList<SupervisedLine> _lines = [];
    private MatterChoice _choice = new();
    private Instant? _asOf;
    private bool _more;

    [SupplyParameterFromQuery] public string? Kind { get; set; }
    [SupplyParameterFromQuery] public string? Item { get; set; }
    [SupplyParameterFromQuery] public string? Stage { get; set; }
    [SupplyParameterFromQuery] public string? Unit { get; set; }
    [SupplyParameterFromQuery] public string? Town { get; set; }
    [SupplyParameterFromQuery] public string? Light { get; set; }
    [SupplyParameterFromQuery] public string? Figure { get; set; }
    [SupplyParameterFromQuery] public string? Tile { get; set; }

    [Inject] private SupervisionFigures Figures { get; set; } = default!;
    [Inject] private SupervisionWords Names { get; set; } = default!;

    protected override Task Read(Instant? asOf)
    {
        _choice = new SupervisionQuery(Kind, Item, Stage, Unit, Town, Light, Figure, Tile, From, To, null).Choice();
        (_asOf, _lines) = (asOf, []);
        return More();
    }

    private async Task More()
    {
        var after = _lines.Count == 0 ? null : new MatterPlace(_lines[^1].OpenedAt, _lines[^1].Id);
        var page = await Figures.List(_choice, _asOf, after, Size + 1, Gone);
        (_lines, _more) = ([.. _lines, .. page.Take(Size)], page.Count > Size);
    }
}

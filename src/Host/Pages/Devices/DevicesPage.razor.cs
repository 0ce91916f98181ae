using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.Devices;

namespace SmartCity.Host.Pages.Devices;

/// <summary>The devices that the reader may know of, by their codes, a page at a time.</summary>
public sealed partial class DevicesPage
{
    private const int Size = 50;
    private static readonly string[] Connectivities = ["online", "offline", "unknown"];
    private List<DeviceLine> _rows = [];
    private string _text = "", _kind = "", _connectivity = "";
    private bool _alarms, _read, _more;

    [Inject] private DeviceList List { get; set; } = default!;
    [Inject] private DeviceKinds Kinds { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;
    [Inject] private IClock Clock { get; set; } = default!;

    protected override Task Open() => Search();

    private async Task Search()
    {
        _rows = [];
        await More();
    }

    private async Task More()
    {
        var filter = new DeviceFilter(
            Sight.SeesAll(Me) ? null : Me.Unit, Empty(_kind), null, Empty(_connectivity), _alarms ? "any" : null, null, Empty(_text.Trim()));
        var page = await List.Page(filter, _rows.Count == 0 ? null : _rows[^1].Code, Size + 1, Gone);
        _rows = [.. _rows, .. page.Take(Size)];
        (_more, _read) = (page.Count > Size, true);
    }

    private static string? Empty(string text) => text.Length == 0 ? null : text;
}

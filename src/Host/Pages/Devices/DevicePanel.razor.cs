using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Host.Devices;
using SmartCity.Projections.Devices;

namespace SmartCity.Host.Pages.Devices;

/// <summary>The twin of a device: what it is, how it is, its alarms and its newest values.</summary>
public sealed partial class DevicePanel
{
    private IReadOnlyList<PointView> _latest = [];
    private LastContact? _contact;

    [Parameter, EditorRequired] public Matter Matter { get; set; } = default!;

    [Inject] private DeviceSignals Signals { get; set; } = default!;
    [Inject] private DeviceKinds Kinds { get; set; } = default!;

    private Device Device => (Device)Matter;

    private DeviceKind? Kind => Kinds.Find(Device.DeviceKind) ?? Kinds.Newest(Device.DeviceKind);

    private string Connectivity => DeviceWords.Of(Device.Connectivity);

    /// <summary>Read again whenever the page reads the matter again.</summary>
    protected override async Task OnParametersSetAsync()
    {
        _contact = await Signals.Contact(Device.Id, Gone);
        _latest = [.. (await Signals.Latest(Device.Id, null, Gone)).Select(value => PointView.Of(value, Kind))];
    }

    private static string Degrees(double degrees) => degrees.ToString("0.00000", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}

using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Devices;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices;

/// <summary>Finds devices for people and programs: by their codes, and only for those who may know of them.</summary>
internal sealed class DeviceDesk(DeviceDirectory directory, DeviceKinds kinds, DeviceSignals signals, MatterReader reader)
{
    /// <summary>The id of a code; null for one that no device has.</summary>
    public async Task<Guid?> Id(string code, CancellationToken stop)
    {
        if (directory.ByCode(code) is { } known) return known.Id;
        await directory.Follow(stop);
        return directory.ByCode(code)?.Id;
    }

    /// <summary>The kind of the device in force, or its newest; null for no device.</summary>
    public DeviceKind? KindOf(Guid device) =>
        directory.ById(device) is { } card ? kinds.Find(card.Kind) ?? kinds.Newest(card.Kind) : null;

    public Task Follow(CancellationToken stop) => directory.Follow(stop);

    /// <summary>The device, where the actor may know of it.</summary>
    public async Task<Device?> Visible(Actor actor, string code, CancellationToken stop) =>
        await Id(code, stop) is { } id && await reader.Find(id, null, null, stop) is Device device && Sight.Sees(actor, device)
            ? device
            : null;

    /// <summary>Its twin now, or as it was known at the moment; null where there was none, or the actor may not know of it.</summary>
    public async Task<DeviceView?> Twin(Actor actor, string code, Instant? asOf, CancellationToken stop)
    {
        // Who may see the device now may see what it was.
        if (await Visible(actor, code, stop) is not { } device) return null;
        if (asOf is { } moment)
        {
            if (await reader.Find(device.Id, null, moment, stop) is not Device then) return null;
            return DeviceView.Of(then, KindOf(device.Id), await signals.Latest(device.Id, moment, stop), null);
        }
        return DeviceView.Of(
            device, KindOf(device.Id), await signals.Latest(device.Id, null, stop), await signals.Contact(device.Id, stop));
    }

    /// <summary>One of its commands with what became of it; null when there is none.</summary>
    public async Task<SentCommandView?> Command(Actor actor, string code, Guid command, CancellationToken stop) =>
        await Visible(actor, code, stop) is { } device
            ? SentCommandView.Of(command, await reader.Events(device.Id, null, null, stop))
            : null;
}

using SmartCity.Application.Devices;
using SmartCity.Application.Shared;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices;

/// <summary>Finds devices for people and programs: by their codes, and only for those who may know of them.</summary>
internal sealed class DeviceDesk(DeviceDirectory directory, MatterReader reader)
{
    /// <summary>The id of a code; null for one that no device has.</summary>
    public async Task<Guid?> Id(string code, CancellationToken stop)
    {
        if (directory.ByCode(code) is { } known) return known.Id;
        await directory.Follow(stop);
        return directory.ByCode(code)?.Id;
    }

    /// <summary>The device, where the actor may know of it.</summary>
    public async Task<Device?> Visible(Actor actor, string code, CancellationToken stop) =>
        await Id(code, stop) is { } id && await reader.Find(id, null, null, stop) is Device device && Sight.Sees(actor, device)
            ? device
            : null;
}

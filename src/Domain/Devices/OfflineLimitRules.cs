using NodaTime;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices;

/// <summary>
/// How long a device may be offline (离线时限): counted while it is in service, from when it fell silent or from when it went
/// back into service, whichever came last. The kind says how many hours, else 24 [P].
/// </summary>
public static class OfflineLimitRules
{
    /// <summary>What supervision calls it; each time has the moment since when it is offline as its key.</summary>
    public const string DeviceOffline = "device-offline";

    /// <summary>What the kind says, where that is not what holds without it.</summary>
    internal static IEnumerable<object> OfKind(DeviceKind kind) =>
        kind.OfflineLimitHours is { } hours and not Device.UsualOfflineLimit
            ? [new DeviceOfflineLimitSet(hours, kind.Code, kind.Version)]
            : [];

    /// <summary>When it will have been offline for too long; null where nobody waits for it, and once it is said.</summary>
    internal static Instant? DueAt(Device device) =>
        device is { Connectivity: Connectivity.Offline, LifeCycle: LifeCycle.InService, OfflineTooLong: false, ConnectivitySince: { } since }
            ? Instant.Max(since, device.InServiceSince ?? since) + Duration.FromHours(device.OfflineLimitHours)
            : null;

    internal static Decision Elapse(Device device, Instant now) =>
        DueAt(device) is { } due && due <= now
            ? Decision.Of(new DeviceOfflineTooLong(device.ConnectivitySince!.Value, device.OfflineLimitHours))
            : Decision.Nothing;
}

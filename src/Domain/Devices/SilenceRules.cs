using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices;

/// <summary>
/// Whether a device is heard of (在线判定), by the time of what is known and never by the order in which it became known.
/// With <c>M</c> the newest message and <c>N</c> the time in which another is due, it is offline if and only if
/// <c>now ≥ M + N</c>, since then. A message at that very moment is in time.
/// </summary>
public static class SilenceRules
{
    public const string Silence = "silence", Will = "will", Disconnected = "disconnected";

    /// <summary>What follows from the newest message that is known, at this moment; nothing where the state says so already.</summary>
    /// <param name="heard">When the newest message arrived; null when none is known.</param>
    public static Decision Observe(Device device, Instant? heard, Instant now)
    {
        if (!device.IsOut || Newest(heard, device.HeardAt) is not { } newest) return Decision.Nothing;
        var due = newest + Duration.FromSeconds(device.ReportsEverySeconds);
        var offline = device.Connectivity == Connectivity.Offline;
        // It said itself that it goes: only a later message speaks against that.
        if (offline && device.OfflineCause != Silence && newest <= device.HeardAt) return Decision.Nothing;
        if (now < due)
            return device.Connectivity == Connectivity.Online ? Decision.Nothing : Decision.Of(new DeviceCameOnline(newest));
        if (!offline) return Decision.Of(new DeviceWentOffline(due, newest, Silence));
        return device.ConnectivitySince == due ? Decision.Nothing : Decision.Of(new DeviceSilenceMoved(due, newest));
    }

    /// <summary>It goes, or was seen to go: offline at once. One that was heard of later, or is offline already, does not.</summary>
    public static Decision Gone(Device device, Instant at, string cause) =>
        !device.IsOut || device.Connectivity == Connectivity.Offline || device.HeardAt > at
            ? Decision.Nothing
            : Decision.Of(new DeviceWentOffline(at, at, cause));

    private static Instant? Newest(Instant? one, Instant? other) =>
        one is { } a && other is { } b ? Instant.Max(a, b) : one ?? other;
}

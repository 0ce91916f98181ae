using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Devices;

/// <summary>
/// What becomes due in a device: a command without an answer, the calibration, the end of the time that it may be offline.
/// Silence is watched where contacts are kept.
/// </summary>
public static class DeviceTimers
{
    private const string CommandPrefix = "command/", Calibration = "calibration", Offline = "offline";

    internal static IEnumerable<(string Timer, Instant DueAt)> Of(Device device)
    {
        foreach (var command in device.Commands.Values) yield return (CommandPrefix + command.Id.ToString("N"), command.TimeoutAt);
        if (device is { CalibrationDue: { } due, CalibrationLapsed: false, LifeCycle: not LifeCycle.Retired })
            yield return (Calibration, due.PlusDays(1).AtStartOfDayInZone(WorkingCalendar.Zone).ToInstant());
        if (OfflineLimitRules.DueAt(device) is { } limit) yield return (Offline, limit);
    }

    /// <summary>What the moment means to the device, which may have answered meanwhile.</summary>
    public static Decision Elapse(Device device, string timer, Instant now) => timer switch
    {
        Calibration when device is { CalibrationDue: { } due, CalibrationLapsed: false }
            && due.PlusDays(1).AtStartOfDayInZone(WorkingCalendar.Zone).ToInstant() <= now
            => Decision.Of(new DeviceCalibrationLapsed(due)),
        Offline => OfflineLimitRules.Elapse(device, now),
        _ when timer.StartsWith(CommandPrefix, StringComparison.Ordinal)
            && Guid.TryParseExact(timer[CommandPrefix.Length..], "N", out var id)
            && device.Commands.TryGetValue(id, out var command) && command.TimeoutAt <= now
            => Decision.Of(new DeviceCommandTimedOut(id)),
        _ => Decision.Nothing,
    };
}

using System.Collections.Concurrent;
using NodaTime;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>
/// How much one device may bring (设备限流): an average rate, and a store of values for when it has been away. Kept as the
/// moment until which a device has used up its rate (the generic cell rate algorithm of ITU-T I.371): eight bytes a device.
/// </summary>
public sealed class DeviceRate(TelemetryOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, long> _usedUntil = new();

    /// <summary>
    /// Null: welcome, and counted. Else how long the device must wait before it may bring as much; nothing is counted then.
    /// A message of more than may come at once is welcome when the device has been quiet long enough.
    /// </summary>
    public Duration? Admit(Guid device, int points)
    {
        var each = time.TimestampFrequency / options.MostPerDeviceAndSecond;
        var cost = (long)(points * each);
        var store = Math.Max((long)(options.MostPerDeviceAtOnce * each), cost);
        var now = time.GetTimestamp();
        while (true)
        {
            var known = _usedUntil.GetOrAdd(device, now);
            var used = Math.Max(known, now) + cost;
            if (used - now > store) return Duration.FromSeconds((used - now - store) / (double)time.TimestampFrequency);
            if (_usedUntil.TryUpdate(device, used, known)) return null;
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace SmartCity.DeviceGateway.Messages;

/// <summary>
/// Messages of devices that were refused: counted (metric <c>smartcity.gateway.refused</c> of the meter
/// <c>SmartCity.DeviceGateway</c>), and logged with the reason, once in ten seconds a device.
/// </summary>
public sealed partial class RefusedMessages(IMeterFactory meters, TimeProvider time, ILogger<RefusedMessages> log)
{
    public const string Meter = "SmartCity.DeviceGateway";

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);
    private readonly Counter<long> _refused = meters.Create(Meter).CreateCounter<long>("smartcity.gateway.refused");
    private readonly ConcurrentDictionary<string, long> _logged = new();
    private long _total;

    /// <summary>Since the start of this program.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <param name="device">Code of a device that is known.</param>
    public void Count(string protocol, string device, string reason)
    {
        Interlocked.Increment(ref _total);
        _refused.Add(1, new KeyValuePair<string, object?>("protocol", protocol));
        var now = time.GetTimestamp();
        var last = _logged.GetOrAdd(device, long.MinValue);
        if (last != long.MinValue && time.GetElapsedTime(last, now) < Between || !_logged.TryUpdate(device, now, last)) return;
        LogRefused(device, protocol, reason);
    }

    [LoggerMessage(LogLevel.Warning, "A message of device {Device} ({Protocol}) was refused: {Reason}")]
    private partial void LogRefused(string device, string protocol, string reason);
}

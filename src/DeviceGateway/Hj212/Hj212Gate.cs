using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Telemetry;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>What every connection works with.</summary>
internal sealed class Hj212Gate(
    Hj212Options options, StationIntake intake, IDeviceDirectory directory, IDeviceReports reports, IClock clock,
    TimeProvider time, ILogger log) : IDisposable
{
    private static readonly Duration Calm = Duration.FromMinutes(1);

    private readonly SemaphoreSlim _inFlight = new(options.WindowOfAll, options.WindowOfAll);
    private readonly ConcurrentDictionary<Guid, Instant> _flooding = new();

    public Hj212Options Options => options;

    public StationIntake Intake => intake;

    public IDeviceDirectory Directory => directory;

    public IDeviceReports Reports => reports;

    public TimeProvider Time => time;

    public ILogger Log => log;

    public Hj212Totals Totals { get; } = new();

    public Instant Now => clock.GetCurrentInstant();

    /// <summary>Waits for room among all packets on their way to the disk, then starts to keep message and reports.</summary>
    public async ValueTask<Task> Keep(
        DeviceMessage message, IReadOnlyList<DeviceReport> more, CancellationToken stop)
    {
        await _inFlight.WaitAsync(stop);
        return KeepWithRoom(message, more, stop);
    }

    /// <summary>Whether the values are welcome, if need be after a pause in which nothing more is read from the connection.</summary>
    public async ValueTask<bool> Admit(Guid device, int values, CancellationToken stop)
    {
        var held = TimeSpan.Zero;
        while (intake.Admit(device, values) is { } wait)
        {
            await TellOfFlood(device, stop);
            var delay = wait.ToTimeSpan();
            if (held + delay > options.LongestHold) return false;
            await Task.Delay(delay, time, stop);
            held += delay;
        }

        if (!_flooding.IsEmpty && _flooding.TryGetValue(device, out var since) && Now - since > Calm
            && _flooding.TryRemove(device, out _))
            await reports.Report(device, [new DeviceReport.FaultGone("flooding", Now)], stop);
        return true;
    }

    /// <summary>Counts a packet that differs from the standard, and tells each difference of a station once a connection.</summary>
    public void Meet(Station station, DeviceCard card, Deviations deviations)
    {
        if (deviations == Deviations.None) return;
        Totals.OddOne();
        if (station.Meet(deviations) is var news and not Deviations.None)
            log.LogInformation("The station {Code} differs from the standard and is understood: {Deviations}.", card.Code, news);
    }

    public void Dispose() => _inFlight.Dispose();

    private async Task KeepWithRoom(DeviceMessage message, IReadOnlyList<DeviceReport> more, CancellationToken stop)
    {
        try
        {
            await intake.Write(message, stop);
            if (more.Count > 0) await reports.Report(message.Device, more, stop);
            Totals.Kept(message.Observations.Length);
        }
        finally
        {
            _inFlight.Release();
        }
    }

    private async ValueTask TellOfFlood(Guid device, CancellationToken stop)
    {
        var now = Now;
        var isNew = !_flooding.ContainsKey(device);
        _flooding[device] = now;
        if (!isNew) return;
        log.LogWarning("The device {Device} sends more than it may: it is held back, then refused by QnRtn 2.", device);
        await reports.Report(
            device, [new DeviceReport.Fault("flooding", "上报过快，已限流。It reports too fast and is limited.", now)], stop);
    }
}

/// <summary>What came through the door since the start; counts only grow.</summary>
public sealed class Hj212Totals
{
    private readonly long[] _broken = new long[Enum.GetValues<Fault>().Length];
    private long _packets, _values, _unacknowledged, _refused, _odd, _tooSlow;

    /// <summary>Packets that were kept.</summary>
    public long Packets => Volatile.Read(ref _packets);

    public long Values => Volatile.Read(ref _values);

    /// <summary>Packets that could not be kept and therefore were not answered.</summary>
    public long Unacknowledged => Volatile.Read(ref _unacknowledged);

    /// <summary>Packets that were whole and not taken, such as of a wrong password.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Packets that were taken although they differ from the standard.</summary>
    public long Odd => Volatile.Read(ref _odd);

    /// <summary>Connections that were closed since a packet did not get whole in time.</summary>
    public long TooSlow => Volatile.Read(ref _tooSlow);

    /// <summary>Broken packets by reason, such as <c>Garbage</c>, <c>Length</c>, <c>Crc</c>.</summary>
    public IReadOnlyDictionary<string, long> Broken => Enum.GetValues<Fault>().Where(f => f != Fault.None)
        .ToDictionary(f => f.ToString(), f => Volatile.Read(ref _broken[(int)f]));

    internal void Kept(int values)
    {
        Interlocked.Increment(ref _packets);
        Interlocked.Add(ref _values, values);
    }

    internal void NotKept() => Interlocked.Increment(ref _unacknowledged);

    internal void RefusedOne() => Interlocked.Increment(ref _refused);

    internal void OddOne() => Interlocked.Increment(ref _odd);

    internal void SlowOne() => Interlocked.Increment(ref _tooSlow);

    internal void BrokenOne(Fault fault) => Interlocked.Increment(ref _broken[(int)fault]);
}

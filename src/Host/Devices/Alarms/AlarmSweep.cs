using System.Collections.Concurrent;
using NodaTime;
using Npgsql;
using SmartCity.Projections.Devices.Alarms;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices.Alarms;

/// <summary>
/// Follows new values and words of devices and has the rules look at them. One node in the cluster does it at a time (an
/// advisory lock says which). What was looked at is struck off last: after a crash it is looked at again, which finds nothing
/// new that is recorded already.
/// </summary>
internal sealed partial class AlarmSweep(
    AlarmWorkList list, AlarmLooks looks, AlarmFollowUps followUps, NpgsqlDataSource source, IClock clock, ILogger<AlarmSweep> log)
    : BackgroundService
{
    private const int MostRows = 20_000, AtOnce = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);
    private static readonly Duration Pause = Duration.FromSeconds(10);
    private readonly ConcurrentDictionary<Guid, Instant> _failedUntil = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var lease = new ClusterLease(source, "smartcity.alarms");
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await lease.Hold(stoppingToken)) await Sweep(stoppingToken);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogSweepFailed(reason);
                await lease.Release();
            }
        }
    }

    private async Task Sweep(CancellationToken stop)
    {
        while (true)
        {
            var now = clock.GetCurrentInstant();
            foreach (var (device, until) in _failedUntil) if (until <= now) _failedUntil.TryRemove(device, out _);
            var works = await list.Next([.. _failedUntil.Keys], now, MostRows, stop);
            await Parallel.ForEachAsync(works, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, LookAt);
            if (works.Sum(work => work.Rows.Count) < MostRows) return;
        }
    }

    private async ValueTask LookAt(AlarmWork work, CancellationToken stop)
    {
        try
        {
            var due = await looks.Look(work, stop);
            await followUps.Open(work.Device, stop);
            await list.Done(work, due, stop);
        }
        catch (Exception reason) when (!stop.IsCancellationRequested)
        {
            LogDeviceFailed(reason, work.Device);
            _failedUntil[work.Device] = clock.GetCurrentInstant() + Pause;
        }
    }

    [LoggerMessage(LogLevel.Error, "New values of devices could not be followed; the next round tries again.")]
    private partial void LogSweepFailed(Exception reason);

    [LoggerMessage(LogLevel.Error, "The rules could not look at device {Device}; they try again in 10 seconds.")]
    private partial void LogDeviceFailed(Exception reason, Guid device);
}

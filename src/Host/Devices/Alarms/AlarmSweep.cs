using System.Collections.Concurrent;
using NodaTime;
using Npgsql;
using SmartCity.Projections.Devices.Alarms;

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
        NpgsqlConnection? lease = null;
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    lease = await Lease(lease, stoppingToken);
                    if (lease is not null) await Sweep(stoppingToken);
                }
                catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
                {
                    LogSweepFailed(reason);
                    await Release(lease);
                    lease = null;
                }
            }
        }
        finally
        {
            await Release(lease);
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

    /// <summary>The connection that holds the cluster's lock, or null when another node holds it.</summary>
    private async Task<NpgsqlConnection?> Lease(NpgsqlConnection? held, CancellationToken stop)
    {
        var connection = held ?? await source.OpenConnectionAsync(stop);
        var leased = false;
        try
        {
            await using var ask = new NpgsqlCommand(
                held is null ? "select pg_try_advisory_lock(hashtext('smartcity.alarms'))" : "select true", connection);
            leased = await ask.ExecuteScalarAsync(stop) is true;
        }
        finally
        {
            // An answer that was lost may have been the lock: it must not stay on a connection that nobody knows.
            if (!leased && held is null) await Release(connection);
        }
        return leased ? connection : null;
    }

    /// <summary>A connection that goes back to its pool takes no lock along; one that is broken has lost it.</summary>
    private async Task Release(NpgsqlConnection? lease)
    {
        if (lease is null) return;
        await using (lease)
        {
            if (lease.FullState != System.Data.ConnectionState.Open) return;
            try
            {
                await using var unlock = new NpgsqlCommand("select pg_advisory_unlock_all()", lease);
                await unlock.ExecuteNonQueryAsync();
            }
            catch (Exception reason) when (reason is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                LogSweepFailed(reason);
                NpgsqlConnection.ClearPool(lease);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "New values of devices could not be followed; the next round tries again.")]
    private partial void LogSweepFailed(Exception reason);

    [LoggerMessage(LogLevel.Error, "The rules could not look at device {Device}; they try again in 10 seconds.")]
    private partial void LogDeviceFailed(Exception reason, Guid device);
}

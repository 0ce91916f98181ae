using System.Collections.Concurrent;
using NodaTime;
using Npgsql;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Devices;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices;

/// <summary>
/// Looks twice a second for devices that fell silent or are heard again (离线巡检). One node in the cluster does it at a time.
/// What it means is decided on the device's stream by the times of the messages, however late they are seen. Where it was this
/// node that was deaf (it has just started, or what devices say could not be kept), a device is called silent only after it was
/// listened to again for as long as it may be silent.
/// </summary>
internal sealed partial class SilenceWatcher(
    DeviceSignals signals, TelemetryWriter writer, GroupCommit ledger, NpgsqlDataSource source, IClock clock,
    ILogger<SilenceWatcher> log) : BackgroundService
{
    private const int AtOnce = 2000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly Duration Patience = Duration.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, Instant> _failedUntil = new();
    private Instant _listeningSince;
    private long _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _listeningSince = clock.GetCurrentInstant();
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Listen();
            try
            {
                await using var lease = await source.OpenConnectionAsync(stoppingToken);
                await using var turn = await lease.BeginTransactionAsync(stoppingToken);
                // Held to the end of the transaction, so that a connection that breaks keeps nobody out.
                await using var ask = new NpgsqlCommand("select pg_try_advisory_xact_lock(hashtext('smartcity.silence'))", lease, turn);
                if (await ask.ExecuteScalarAsync(stoppingToken) is true) await Look(stoppingToken);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                _listeningSince = clock.GetCurrentInstant();
                LogFailed(reason);
            }
        }
    }

    private void Listen()
    {
        var failures = writer.Failures;
        if (writer.IsDeaf || failures != _failures) _listeningSince = clock.GetCurrentInstant();
        _failures = failures;
    }

    private async Task Look(CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var overheard = await signals.Overheard(now, _listeningSince, AtOnce + _failedUntil.Count, stop);
        await Task.WhenAll(overheard.Where(o => !FailedLately(o.Device, now)).Select(o => Observe(o, now)));
    }

    private bool FailedLately(Guid device, Instant now) => _failedUntil.TryGetValue(device, out var until) && now < until;

    private async Task Observe(Overheard overheard, Instant now)
    {
        try
        {
            await ledger.Execute(new(
                overheard.Device, "observe-silence", Actor.System,
                (matter, context, _) => DeviceHandlers.Handle(new ObserveSilence(overheard.Device, overheard.HeardAt), matter, context),
                _ => new(200, "{}"))
            {
                OccurredAt = now,
                CausationId = "silence",
            });
            _failedUntil.TryRemove(overheard.Device, out _);
        }
        catch (Exception reason)
        {
            // Said, tried again after a while, and in nobody's way until then.
            LogDeviceFailed(reason, overheard.Device);
            _failedUntil[overheard.Device] = now + Patience;
        }
    }

    [LoggerMessage(LogLevel.Error, "Devices could not be watched for silence; the next look tries again.")]
    private partial void LogFailed(Exception reason);

    [LoggerMessage(LogLevel.Error, "The silence of device {DeviceId} could not be recorded; it is tried again in 30 seconds.")]
    private partial void LogDeviceFailed(Exception reason, Guid deviceId);
}

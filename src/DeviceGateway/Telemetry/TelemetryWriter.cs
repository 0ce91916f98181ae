using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>
/// Makes what devices send durable, many messages in one commit (see <c>docs/telemetry.md</c>). Each message stands or falls
/// alone; the messages of one device are written in the order in which they came.
/// </summary>
public sealed class TelemetryWriter : BackgroundService
{
    private readonly SeriesBook _series;
    private readonly TimeSpan _patience;
    private readonly PointsGate _gate;
    private readonly TelemetryLane[] _lanes;

    public TelemetryWriter(NpgsqlDataSource source, SeriesBook series, TelemetryOptions options, ILogger<TelemetryWriter> log)
    {
        _series = series;
        _patience = TimeSpan.FromSeconds(options.TakeWithinSeconds);
        _gate = new(options.MostWaiting);
        _lanes = [.. Enumerable.Range(0, options.Lanes).Select(_ => new TelemetryLane(source, options, _gate, log))];
    }

    /// <summary>Messages and values in memory that are not durable yet.</summary>
    public int Waiting => _gate.Inside;

    /// <summary>
    /// Completes when the message is durable: its new values, that the device was heard, and that its values changed. Values that
    /// are known (same series and time) change nothing. Waits while too much is under way.
    /// </summary>
    /// <exception cref="TelemetryUnavailableException">
    /// The database did not take it within <see cref="TelemetryOptions.TakeWithinSeconds"/>, or the program ends.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A value is of a series that is not the device's, is no number, or of an impossible time.
    /// </exception>
    public async Task<Written> Write(DeviceMessage message, CancellationToken stop)
    {
        Check(message);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(_patience);
        var waiting = new WaitingMessage(message, _patience);
        try
        {
            await _gate.Enter(waiting.Weight, patience.Token);
            if (!_lanes[(message.Device.GetHashCode() & int.MaxValue) % _lanes.Length].Add(waiting))
            {
                _gate.Leave(waiting.Weight);
                throw new TelemetryUnavailableException();
            }
            return await waiting.Task.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException reason) when (!stop.IsCancellationRequested)
        {
            throw new TelemetryUnavailableException(reason);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_lanes.Select(lane => Task.Run(() => lane.Run(CancellationToken.None), CancellationToken.None)));

    /// <summary>What waits is written before the program ends, as long as it has the time.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in _lanes) lane.End();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    private void Check(DeviceMessage message)
    {
        foreach (ref readonly var value in message.Observations.Span)
        {
            if (!_series.Owns(message.Device, value.Series))
                throw new ArgumentException($"Series {value.Series} is not one of device {message.Device}.", nameof(message));
            if (!AcceptedValues.Value(value.Value) || value.At < AcceptedValues.Earliest || value.At >= AcceptedValues.End)
                throw new ArgumentException($"{value.Value} of {value.At} cannot be kept.", nameof(message));
        }
    }
}

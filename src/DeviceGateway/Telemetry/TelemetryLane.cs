using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>
/// Writes the messages of some of the devices, batch after batch: whatever waits goes together, a lone message waits for
/// nobody. While the database is away a batch is tried again until its messages are given up.
/// </summary>
internal sealed partial class TelemetryLane(
    NpgsqlDataSource source, TelemetryOptions options, PointsGate gate, ILogger log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Channel<WaitingMessage> _waiting =
        Channel.CreateUnbounded<WaitingMessage>(new() { SingleReader = true, AllowSynchronousContinuations = false });
    private readonly HashSet<LocalDate> _months = [];
    private TelemetryConnection? _connection;
    private bool _away;
    private volatile bool _again;
    private long _failures;

    /// <summary>The database did not take a batch, which is tried again.</summary>
    public bool IsTryingAgain => _again;

    /// <summary>How often the database did not take a batch.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Joins the queue, which the gate bounds; false when the lane has ended.</summary>
    public bool Add(WaitingMessage message) => _waiting.Writer.TryWrite(message);

    /// <summary>Nothing more comes: <see cref="Run"/> ends when what waits is written or given up.</summary>
    public void End() => _waiting.Writer.TryComplete();

    public async Task Run(CancellationToken stop)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stop))
            {
                var batch = Take();
                await Keep(batch, stop);
                _again = false;
                foreach (var message in batch) gate.Leave(message.Weight);
            }
        }
        finally
        {
            await Forget();
        }
    }

    private List<WaitingMessage> Take()
    {
        var batch = new List<WaitingMessage>();
        for (var points = 0; points < options.MostPerBatch && _waiting.Reader.TryRead(out var message); points += message.Weight)
            batch.Add(message);
        return batch;
    }

    private async Task Keep(IReadOnlyList<WaitingMessage> batch, CancellationToken stop)
    {
        for (var again = false; ;)
        {
            var wanted = batch.Where(m => !m.GivenUp).ToList();
            if (wanted.Count == 0) return;
            try
            {
                await Write(wanted, stop);
                if (_away) LogBack();
                _away = false;
                return;
            }
            catch (Exception reason) when (!stop.IsCancellationRequested && DatabaseAway.Means(reason))
            {
                if (!_away) LogAway(reason);
                _away = _again = true;
                Interlocked.Increment(ref _failures);
                await Forget();
                await Task.Delay(Pause, stop);
            }
            catch (PostgresException reason) when (reason.SqlState == PostgresErrorCodes.CheckViolation && !again)
            {
                // The partition has gone with its month since it was seen.
                again = true;
                await Forget();
            }
            catch (Exception reason) when (!stop.IsCancellationRequested)
            {
                await Forget();
                if (wanted is [var alone])
                {
                    LogRefused(alone.Message.Device, reason);
                    alone.Fail(reason);
                    return;
                }
                foreach (var message in wanted) await Keep([message], stop);
                return;
            }
        }
    }

    private async Task Write(List<WaitingMessage> messages, CancellationToken stop)
    {
        // Longer than the most patient of them waits, nothing is tried.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromTicks(Math.Max(1, messages.Max(m => m.Left.Ticks))));
        _connection ??= await TelemetryConnection.Open(source, patience.Token);
        await MakeMonths(_connection, messages, patience.Token);
        var written = await _connection.Write(new(messages), patience.Token);
        for (var i = 0; i < written.Length; i++) messages[i].Finish(written[i]);
    }

    private async Task MakeMonths(TelemetryConnection connection, List<WaitingMessage> messages, CancellationToken stop)
    {
        var (from, to) = (Instant.MaxValue, Instant.MinValue);
        foreach (var message in messages)
            foreach (ref readonly var value in message.Message.Observations.Span)
                (from, to) = (Instant.Min(from, value.At), Instant.Max(to, value.At));
        if (from > to || (_months.Contains(Month(from)) && Month(from) == Month(to))) return;
        var months = new SortedSet<LocalDate>();
        foreach (var message in messages)
            foreach (ref readonly var value in message.Message.Observations.Span) months.Add(Month(value.At));
        foreach (var month in months.Where(m => !_months.Contains(m)))
        {
            await connection.MakeMonth(month, stop);
            _months.Add(month);
        }
    }

    private static LocalDate Month(Instant at)
    {
        var day = at.InZone(WorkingCalendar.Zone).Date;
        return new(day.Year, day.Month, 1);
    }

    /// <summary>Begins anew: another connection, and partitions may have gone.</summary>
    private async Task Forget()
    {
        _months.Clear();
        if (_connection is null) return;
        var connection = _connection;
        _connection = null;
        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception reason) when (DatabaseAway.Means(reason))
        {
            // It was broken.
        }
    }

    [LoggerMessage(LogLevel.Error, "Telemetry cannot be written now; devices are not answered until it can.")]
    private partial void LogAway(Exception reason);

    [LoggerMessage(LogLevel.Information, "Telemetry is written again.")]
    private partial void LogBack();

    [LoggerMessage(LogLevel.Error, "A message of device {Device} cannot be kept.")]
    private partial void LogRefused(Guid device, Exception reason);
}

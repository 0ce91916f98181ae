using System.Diagnostics.Metrics;
using NodaTime;
using Npgsql;
using SmartCity.Projections.Ledger;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Ledger;

/// <summary>How far the evidence is, as every node sees it.</summary>
/// <param name="Size">Leaves in the tree.</param>
/// <param name="LastSequence">Of the last event in it.</param>
/// <param name="Behind">Events after that.</param>
/// <param name="SecondsBehind">How long the oldest of them has waited.</param>
/// <param name="Problem">Why this node, whose turn it is, signs no further; null when it does, or it is another's turn.</param>
internal sealed record SealingState(long Size, long LastSequence, long Behind, double SecondsBehind, string? Problem, string? CopyFailed)
{
    public static SealingState Unknown { get; } = new(0, 0, 0, 0, null, null);
}

/// <summary>
/// Seals the ledger all the time, beside the commands and not in their way; one node at a time. It stops, and says why, where the database
/// does not go on from what was signed before.
/// </summary>
internal sealed partial class Sealing : BackgroundService
{
    private static readonly TimeSpan Stopped = TimeSpan.FromSeconds(5);

    private readonly LedgerSealer _sealer;
    private readonly NpgsqlDataSource _source;
    private readonly IClock _clock;
    private readonly TimeSpan _interval;
    private readonly ILogger<Sealing> _log;
    private volatile SealingState _state = SealingState.Unknown;
    private volatile string? _problem;

    public Sealing(
        LedgerSealer sealer, NpgsqlDataSource source, IClock clock, LedgerOptions options, IMeterFactory meters, ILogger<Sealing> log)
    {
        (_sealer, _source, _clock, _log, _interval) = (sealer, source, clock, log, TimeSpan.FromSeconds(Math.Clamp(options.Seconds, 0.05, 10)));
        var meter = meters.Create("SmartCity.Ledger");
        meter.CreateObservableGauge("smartcity.ledger.size", () => _state.Size, "{leaf}", "Events that are sealed");
        meter.CreateObservableGauge("smartcity.ledger.behind", () => _state.Behind, "{event}", "Events that are not sealed yet");
        meter.CreateObservableGauge("smartcity.ledger.lag", () => _state.SecondsBehind, "s", "How long the oldest of them has waited");
        meter.CreateObservableGauge("smartcity.ledger.stopped", () => _state.Problem is null ? 0 : 1, "{node}", "1 where sealing has stopped");
    }

    public SealingState State => _state;

    /// <summary>Sealing may wait for somebody who appends; how far it is behind is looked at all the same.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Seal(stoppingToken), Watch(stoppingToken));

    private async Task Watch(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        try
        {
            do await Look(_problem, stop);
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private async Task Seal(CancellationToken stoppingToken)
    {
        await using var lease = new ClusterLease(_source, "smartcity.sealing");
        for (string? told = null; !stoppingToken.IsCancellationRequested;)
        {
            var (pause, problem) = (_interval, (string?)null);
            try
            {
                if (await lease.Hold(stoppingToken)) await _sealer.Seal(stoppingToken);
            }
            catch (LedgerBrokenException broken)
            {
                (pause, problem) = (Stopped, broken.Code);
                if (told != broken.Code) LogBroken(broken.Code, broken.Message);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                (pause, problem) = (TimeSpan.FromSeconds(1), "ledger.sealing-failed");
                LogFailed(reason);
                await lease.Release();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            told = _problem = problem;
            try
            {
                await Task.Delay(pause, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Look(string? problem, CancellationToken stop)
    {
        try
        {
            await using var query = _source.CreateCommand(
                """
                select l.size, l.last, greatest(0, (select count(*) from (select from ledger.mt_events where seq_id > l.last limit 100000) e)),
                       (select timestamp from ledger.mt_events where seq_id > l.last order by seq_id limit 1)
                from (select coalesce((select leaf + 1 from evidence.leaves order by leaf desc limit 1), 0) size,
                             coalesce((select sequence from evidence.leaves order by leaf desc limit 1), 0) last) l
                """);
            await using var row = await query.ExecuteReaderAsync(stop);
            await row.ReadAsync(stop);
            var waiting = row.IsDBNull(3) ? 0 : (_clock.GetCurrentInstant() - row.GetFieldValue<Instant>(3)).TotalSeconds;
            _state = new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), Math.Round(Math.Max(0, waiting), 1), problem, _sealer.CopyFailed);
        }
        catch (Exception reason) when (!stop.IsCancellationRequested && reason is NpgsqlException or TimeoutException)
        {
            _state = _state with { Problem = problem ?? "ledger.database-away" };
        }
    }

    [LoggerMessage(LogLevel.Critical, "The ledger is not sealed any further ({Code}): {Sentence} See docs/operations.md, what to do on an alarm of the ledger.")]
    private partial void LogBroken(string code, string sentence);

    [LoggerMessage(LogLevel.Error, "The ledger could not be sealed; it is tried again.")]
    private partial void LogFailed(Exception reason);
}

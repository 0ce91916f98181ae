using System.Diagnostics.Metrics;
using NodaTime;
using Npgsql;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Operations;

/// <summary>How far the asynchronous read models are behind the ledger.</summary>
/// <param name="Behind">Events that the slowest one has not seen yet.</param>
/// <param name="SecondsBehind">How long the oldest of them has waited.</param>
/// <param name="Running">Whether it moved, or had nothing to do, lately.</param>
internal sealed record Freshness(long Behind, double SecondsBehind, bool Running)
{
    public static Freshness Unknown { get; } = new(-1, 0, false);
}

/// <summary>Watches the asynchronous read models twice a second.</summary>
internal sealed partial class ReadModelWatch : BackgroundService
{
    private static readonly Duration Patience = Duration.FromSeconds(10);

    private readonly NpgsqlDataSource _source;
    private readonly IClock _clock;
    private readonly ILogger<ReadModelWatch> _log;

    /// <summary>The asynchronous read models as the daemon names them.</summary>
    private readonly string[] _names;

    private volatile Freshness _freshness = Freshness.Unknown;

    public ReadModelWatch(
        NpgsqlDataSource source, IClock clock, IEnumerable<AsyncReadModel> readModels, IMeterFactory meters, ILogger<ReadModelWatch> log)
    {
        (_source, _clock, _log, _names) = (source, clock, log, [.. readModels.Select(readModel => readModel.Name + ":All")]);
        var meter = meters.Create(Reconciler.MeterName);
        meter.CreateObservableGauge(
            "smartcity.read_models.behind", () => _freshness.Behind, "{event}", "Events that the slowest read model has not seen");
        meter.CreateObservableGauge(
            "smartcity.read_models.lag", () => _freshness.SecondsBehind, "s", "How long the oldest of them has waited");
    }

    public Freshness Freshness => _freshness;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (seen, movedAt) = (-1L, Instant.MinValue);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        do
        {
            try
            {
                // The machine's own time: how long nothing moved has nothing to do with a demo clock.
                var now = SystemClock.Instance.GetCurrentInstant();
                var (newest, slowest, waiting) = await Positions(stoppingToken);
                if (slowest != seen || slowest >= newest) movedAt = now;
                seen = slowest;
                _freshness = new(Math.Max(0, newest - slowest), waiting, slowest > 0 && now - movedAt < Patience);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                _freshness = Freshness.Unknown;
                LogWatchFailed(reason);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<(long Newest, long Slowest, double Waiting)> Positions(CancellationToken stop)
    {
        await using var query = _source.CreateCommand(
            """
            select coalesce((select max(seq_id) from ledger.mt_events), 0), slowest,
                   (select min(timestamp) from (
                       select timestamp from ledger.mt_events where seq_id > slowest order by seq_id limit 1000) waiting)
            from (select coalesce((select min(coalesce(p.last_seq_id, 0)) from unnest($1::text[]) n
                                   left join ledger.mt_event_progression p on p.name = n), 0) slowest) s
            """);
        query.Parameters.Add(new() { Value = _names });
        await using var row = await query.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        var waiting = row.IsDBNull(2) ? 0 : (_clock.GetCurrentInstant() - row.GetFieldValue<Instant>(2)).TotalSeconds;
        return (row.GetInt64(0), row.GetInt64(1), Math.Max(0, waiting));
    }

    [LoggerMessage(LogLevel.Warning, "The state of the read models could not be read.")]
    private partial void LogWatchFailed(Exception reason);
}

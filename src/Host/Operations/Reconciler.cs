using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using NodaTime;
using Npgsql;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Operations;

/// <summary>What the reconciler may use and how much it looks at in one go.</summary>
/// <param name="Share">The share of one processor's time that it works, the database's part included: 0.05 rests 19 times as long as it worked, 0 does nothing.</param>
/// <param name="PageSize">Matters compared in one snapshot.</param>
internal sealed record ReconcilerOptions(double Share = 0.05, int PageSize = 100);

/// <summary>What the reconciler has covered since this node started.</summary>
/// <param name="Checked">Matters compared with their streams.</param>
/// <param name="Rounds">How often it came through all of them.</param>
/// <param name="RoundEndedAt">When it last did; null before the first time.</param>
/// <param name="Differences">Rows that were not what their stream says; each raised an alarm.</param>
internal sealed record Coverage(long Checked, int Rounds, Instant? RoundEndedAt, long Differences);

/// <summary>
/// The reconciler (对账): recomputes read models from their streams all the time, with a bounded share of the machine. What it
/// finds twice is an alarm with the difference, and is mended from the stream. One node does it at a time.
/// </summary>
internal sealed partial class Reconciler : BackgroundService
{
    public const string MeterName = "SmartCity.ReadModels";

    private readonly ReadModelCheck _check;
    private readonly ReadModelRebuild _rebuild;
    private readonly NpgsqlDataSource _source;
    private readonly IClock _clock;
    private readonly ReconcilerOptions _options;
    private readonly ILogger<Reconciler> _log;
    private volatile Coverage _coverage = new(0, 0, null, 0);

    public Reconciler(
        ReadModelCheck check, ReadModelRebuild rebuild, NpgsqlDataSource source, IClock clock, IConfiguration settings,
        IMeterFactory meters, ILogger<Reconciler> log)
    {
        (_check, _rebuild, _source, _clock, _log) = (check, rebuild, source, clock, log);
        _options = settings.GetSection("Reconciler").Get<ReconcilerOptions>() ?? new();
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("smartcity.read_models.checked", () => _coverage.Checked, "{matter}", "Matters compared with their streams");
        meter.CreateObservableCounter("smartcity.read_models.rounds", () => _coverage.Rounds, "{round}", "Rounds through all matters");
        meter.CreateObservableCounter(
            "smartcity.read_models.differences", () => _coverage.Differences, "{row}", "Rows that were not what their stream says");
    }

    public Coverage Coverage => _coverage;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.Share <= 0) return;
        await using var lease = new ClusterLease(_source, "smartcity.reconciler");
        for (var (after, size) = (Guid.Empty, _options.PageSize); !stoppingToken.IsCancellationRequested;)
        {
            var began = Stopwatch.GetTimestamp();
            var least = TimeSpan.FromMilliseconds(100);
            try
            {
                if (await lease.Hold(stoppingToken))
                    (after, size) = (await Look(after, size, stoppingToken) ?? Guid.Empty, _options.PageSize);
                else least = TimeSpan.FromSeconds(5);
                if (after == Guid.Empty && least < TimeSpan.FromSeconds(1)) least = TimeSpan.FromSeconds(1);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(reason, after);
                least = TimeSpan.FromSeconds(1);
                if (!IsOutage(reason)) (after, size) = await Narrow(after, size, reason, stoppingToken);
                await lease.Release();
            }
            var rest = Stopwatch.GetElapsedTime(began) * (1 / _options.Share - 1);
            await Task.Delay(rest > least ? rest : least, stoppingToken);
        }
    }

    /// <summary>Compares one page and mends what is wrong; the place that the next page begins after, null at the end.</summary>
    private async Task<Guid?> Look(Guid after, int size, CancellationToken stop)
    {
        var page = await _check.Page(after, size, stop);
        var found = 0;
        foreach (var matter in page.Differences.Select(difference => difference.Matter).Distinct())
            found += await Mend(matter, stop);
        var known = _coverage;
        _coverage = new(
            known.Checked + page.Matters, known.Rounds + (page.Last is null ? 1 : 0),
            page.Last is null ? _clock.GetCurrentInstant() : known.RoundEndedAt, known.Differences + found);
        return page.Last;
    }

    /// <summary>What one stream does not bear is found by smaller pages, said, and stepped over.</summary>
    private async Task<(Guid After, int Size)> Narrow(Guid after, int size, Exception reason, CancellationToken stop)
    {
        if (size > 1) return (after, Math.Max(1, size / 4));
        try
        {
            return (await StepOver(after, reason, stop), 1);
        }
        catch (Exception again) when (!stop.IsCancellationRequested)
        {
            LogFailed(again, after);
            return (after, 1);
        }
    }

    /// <summary>A stream that cannot be read or folded: an alarm of its own.</summary>
    private async Task<Guid> StepOver(Guid after, Exception reason, CancellationToken stop)
    {
        if (await _check.Next(after, stop) is not { } stream) return Guid.Empty;
        await Note(new("ledger.mt_streams", stream, null, JsonSerializer.Serialize(new { error = reason.Message })), stop);
        _coverage = _coverage with { Differences = _coverage.Differences + 1 };
        return stream;
    }

    /// <summary>The database is away, starting or full of work: nothing that a stream is to blame for.</summary>
    private static bool IsOutage(Exception reason) =>
        reason is NpgsqlException { IsTransient: true } or PostgresException { SqlState: "55000" or "42501" }
            || reason.InnerException is { } inner && IsOutage(inner);

    /// <summary>What is still different at a second look is an alarm, and is written anew.</summary>
    private async Task<int> Mend(Guid matter, CancellationToken stop)
    {
        var differences = await _check.One(matter, stop);
        var noted = 0;
        foreach (var difference in differences) noted += await Note(difference, stop);
        if (differences.Count == 0) return 0;
        await _rebuild.Rebuild([matter], stop);
        if ((await _check.One(matter, stop)).Count > 0) return noted;
        await using var mended = _source.CreateCommand(
            "update desk.read_model_alarms set repaired_at = $1 where matter_id = $2 and repaired_at is null");
        mended.Parameters.Add(new() { Value = _clock.GetCurrentInstant() });
        mended.Parameters.Add(new() { Value = matter });
        await mended.ExecuteNonQueryAsync(stop);
        return noted;
    }

    /// <summary>Notes a difference, unless the very same one is noted and not mended; 1 when it was.</summary>
    private async Task<int> Note(ReadModelDifference difference, CancellationToken stop)
    {
        await using var note = _source.CreateCommand(
            """
            insert into desk.read_model_alarms (at, table_name, matter_id, expected, actual)
            select $1, $2, $3, $4::jsonb, $5::jsonb where not exists (
                select from desk.read_model_alarms where table_name = $2 and matter_id = $3 and repaired_at is null
                and expected is not distinct from $4::jsonb and actual is not distinct from $5::jsonb)
            """);
        foreach (var value in new object[]
            {
                _clock.GetCurrentInstant(), difference.Table, difference.Matter,
                (object?)difference.Expected ?? DBNull.Value, (object?)difference.Actual ?? DBNull.Value,
            })
            note.Parameters.Add(new() { Value = value });
        var noted = await note.ExecuteNonQueryAsync(stop);
        if (noted > 0) LogDifference(difference.Table, difference.Matter);
        return noted;
    }

    [LoggerMessage(LogLevel.Critical, "Read model {Table} of matter {Matter} is not what its stream says; it is written anew, and desk.read_model_alarms keeps the difference.")]
    private partial void LogDifference(string table, Guid matter);

    [LoggerMessage(LogLevel.Error, "Read models of the streams after {Stream} could not be compared; tried again with fewer.")]
    private partial void LogFailed(Exception reason, Guid stream);
}

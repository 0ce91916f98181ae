using System.Diagnostics;
using System.Diagnostics.Metrics;
using NodaTime;
using Npgsql;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Operations;

/// <summary>What the mover may use and how much it moves in one go.</summary>
/// <param name="Share">The share of the time in which it works: 0.1 rests nine times as long as it worked, 0 does nothing.</param>
/// <param name="BatchSize">Matters moved in one transaction.</param>
/// <param name="RoundMinutes">Minutes between two rounds through all matters.</param>
internal sealed record ArchiveOptions(double Share = 0.1, int BatchSize = 100, int RoundMinutes = 30);

/// <summary>What this node has moved since it started, and how many events each partition holds.</summary>
/// <param name="RoundEndedAt">When it last came through all matters; null before the first time.</param>
internal sealed record ArchiveState(long MattersMoved, long EventsMoved, Instant? RoundEndedAt, PartitionSizes Partitions);

/// <summary>
/// Moves closed matters into the archived partitions when the table <c>retention</c> says so (归档分区), beside the commands and with a
/// bounded share of the machine. One node does it at a time.
/// </summary>
internal sealed partial class ArchiveMover : BackgroundService
{
    public const string MeterName = "SmartCity.Archive";

    private readonly MatterArchive _archive;
    private readonly PublishedTables _tables;
    private readonly string[] _kinds;
    private readonly NpgsqlDataSource _source;
    private readonly IClock _clock;
    private readonly ArchiveOptions _options;
    private readonly ILogger<ArchiveMover> _log;
    private volatile ArchiveState _state = new(0, 0, null, new(0, 0));

    public ArchiveMover(
        MatterArchive archive, PublishedTables tables, IEnumerable<IMatterKind> kinds, NpgsqlDataSource source, IClock clock,
        IConfiguration settings, IMeterFactory meters, ILogger<ArchiveMover> log)
    {
        (_archive, _tables, _source, _clock, _log) = (archive, tables, source, clock, log);
        _kinds = [.. kinds.Select(kind => kind.Kind).Distinct()];
        _options = settings.GetSection("Archive").Get<ArchiveOptions>() ?? new();
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("smartcity.archive.matters", () => _state.MattersMoved, "{matter}", "Matters moved to the archived partitions");
        meter.CreateObservableCounter("smartcity.archive.events", () => _state.EventsMoved, "{event}", "Their events");
        meter.CreateObservableGauge("smartcity.archive.hot", () => _state.Partitions.HotEvents, "{event}", "Events in the hot partition, estimated");
    }

    public ArchiveState State => _state;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.Share <= 0) return;
        await using var lease = new ClusterLease(_source, "smartcity.archive");
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = TimeSpan.FromMinutes(_options.RoundMinutes);
            try
            {
                if (await lease.Hold(stoppingToken)) await Round(stoppingToken);
                else pause = TimeSpan.FromSeconds(Math.Min(30, pause.TotalSeconds));
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(reason);
                pause = TimeSpan.FromSeconds(Math.Min(30, pause.TotalSeconds));
                await lease.Release();
            }
            await Task.Delay(pause, stoppingToken);
        }
    }

    /// <summary>Moves all that is due now, a few at a time.</summary>
    public async Task Round(CancellationToken stop)
    {
        var now = _clock.GetCurrentInstant();
        var periods = RetentionPeriods.Of(_tables.Current.InForce(now.InZone(WorkingCalendar.Zone).Date), _kinds);
        for (Guid? after = Guid.Empty; after is { } place;)
        {
            var began = Stopwatch.GetTimestamp();
            var step = await _archive.Move(periods, now, place, _options.BatchSize, stop);
            _state = _state with { MattersMoved = _state.MattersMoved + step.Matters, EventsMoved = _state.EventsMoved + step.Events };
            after = step.Last;
            if (after is not null && _options.Share is > 0 and < 1)
                await Task.Delay(Stopwatch.GetElapsedTime(began) * (1 / _options.Share - 1), stop);
        }
        _state = _state with { RoundEndedAt = now, Partitions = await _archive.Sizes(stop) };
    }

    [LoggerMessage(LogLevel.Error, "Closed matters could not be moved to the archived partitions; tried again in half a minute.")]
    private partial void LogFailed(Exception reason);
}

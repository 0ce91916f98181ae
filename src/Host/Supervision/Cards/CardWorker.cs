using System.Collections.Concurrent;
using NodaTime;
using Npgsql;
using SmartCity.Projections.Supervision.Cards;

namespace SmartCity.Host.Supervision.Cards;

/// <summary>
/// Raises the cards that are due (发牌). One node in the cluster does it at a time: a lock that lasts as long as its
/// transaction, so that a connection that breaks keeps nobody out.
/// </summary>
internal sealed partial class CardWorker(
    CardCauses causes, CardRaising raising, NpgsqlDataSource source, IClock clock, ILogger<CardWorker> log) : BackgroundService
{
    private const int Most = 500, AtOnce = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);
    private static readonly Duration Pause = Duration.FromSeconds(30);
    private readonly ConcurrentDictionary<CardCauseRow, Instant> _failedUntil = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var lease = await source.OpenConnectionAsync(stoppingToken);
                await using var turn = await lease.BeginTransactionAsync(stoppingToken);
                await using var ask = new NpgsqlCommand("select pg_try_advisory_xact_lock(hashtext('smartcity.cards'))", lease, turn);
                if (await ask.ExecuteScalarAsync(stoppingToken) is true) await Work(stoppingToken);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(reason);
            }
        }
    }

    private async Task Work(CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        foreach (var (cause, until) in _failedUntil) if (until <= now) _failedUntil.TryRemove(cause, out _);
        var open = await causes.Open(Most + _failedUntil.Count, stop);
        await Parallel.ForEachAsync(
            open.Where(cause => !_failedUntil.ContainsKey(cause)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, Raise);
    }

    private async ValueTask Raise(CardCauseRow cause, CancellationToken stop)
    {
        try
        {
            await raising.Raise(cause, stop);
        }
        catch (Exception reason) when (!stop.IsCancellationRequested)
        {
            // Said, tried again after a while, and in nobody's way until then.
            LogCauseFailed(reason, cause.Cause, cause.MatterId);
            _failedUntil[cause] = clock.GetCurrentInstant() + Pause;
        }
    }

    [LoggerMessage(LogLevel.Error, "What calls for cards could not be read; the next round tries again.")]
    private partial void LogFailed(Exception reason);

    [LoggerMessage(LogLevel.Error, "The card for {Cause} of matter {MatterId} could not be raised; it is tried again in 30 seconds.")]
    private partial void LogCauseFailed(Exception reason, string cause, Guid matterId);
}

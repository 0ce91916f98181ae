using System.Threading.Channels;
using NodaTime;
using Npgsql;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Time;

/// <summary>
/// Turns what is due into commands, in the order of due times. One sweeper in the cluster works at a time (an advisory
/// lock says which). What a deadline means is decided on the matter's state at the deadline's own time, however late.
/// </summary>
internal sealed partial class TimerSweeper(
    DistrictClock clock, CalendarPublications calendar, IEnumerable<IPublications> publications, Deadlines deadlines,
    GroupCommit ledger, MatterProgress progress, NpgsqlDataSource source, ILogger<TimerSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly Channel<TaskCompletionSource> _calls = Channel.CreateUnbounded<TaskCompletionSource>();
    private readonly Dictionary<(Guid, string), Instant> _failedUntil = [];

    /// <summary>Sweeps now; completes when nothing is due any more.</summary>
    public async Task SweepNow(CancellationToken stop)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _calls.Writer.WriteAsync(done, stop);
        await done.Task.WaitAsync(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var lease = new ClusterLease(source, "smartcity.sweeper");
        while (!stoppingToken.IsCancellationRequested)
        {
            var calls = await NextCalls(stoppingToken);
            try
            {
                var mine = await lease.Hold(stoppingToken);
                await clock.Synchronise(stoppingToken);
                await calendar.Follow(stoppingToken);
                foreach (var published in publications) await published.Follow(stoppingToken);
                if (mine) await Sweep(stoppingToken);
                calls.ForEach(c => c.TrySetResult());
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogSweepFailed(reason);
                calls.ForEach(c => c.TrySetException(reason));
                await lease.Release();
            }
        }
    }

    private async Task<List<TaskCompletionSource>> NextCalls(CancellationToken stop)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stop);
        pause.CancelAfter(Interval);
        try
        {
            await _calls.Reader.WaitToReadAsync(pause.Token);
        }
        catch (OperationCanceledException)
        {
            // Time for the regular sweep, or to stop.
        }
        var calls = new List<TaskCompletionSource>();
        while (_calls.Reader.TryRead(out var call)) calls.Add(call);
        return calls;
    }

    private async Task Sweep(CancellationToken stop)
    {
        while (true)
        {
            var now = clock.GetCurrentInstant();
            var due = (await deadlines.DueBy(now, 1000 + _failedUntil.Count, stop)).Where(d => !FailedLately(d, now)).ToList();
            if (due.Count == 0) return;
            // All that falls due at the same moment goes together, a matter's own one after the other: what they lead
            // to falls due later, so the order of due times holds over the whole ledger.
            var together = due.TakeWhile(d => d.DueAt == due[0].DueAt).DistinctBy(d => d.MatterId);
            await Task.WhenAll(together.Select(d => Elapse(d, now)));
        }
    }

    private bool FailedLately(DeadlineRow due, Instant now) =>
        _failedUntil.TryGetValue((due.MatterId, due.Timer), out var until) && now < until;

    private async Task Elapse(DeadlineRow due, Instant now)
    {
        try
        {
            var nothing = false;
            await ledger.Execute(new(
                due.MatterId, "elapse-deadline", Actor.System,
                (matter, context, _) =>
                {
                    var decision = progress.Elapse(matter, due.Timer, context);
                    nothing = decision.Events.Count == 0;
                    return decision;
                },
                _ => new(200, "{}"))
            {
                OccurredAt = due.DueAt,
                CausationId = due.Timer,
            });
            // A deadline that means nothing to its matter's state should not be there; it is not asked again at once.
            if (nothing) throw new InvalidOperationException("The state knows nothing of this deadline; rebuild the read models.");
            lock (_failedUntil) _failedUntil.Remove((due.MatterId, due.Timer));
        }
        catch (Exception reason)
        {
            // Said, tried again after a while, and in nobody's way until then.
            LogDeadlineFailed(reason, due.Timer, due.MatterId);
            lock (_failedUntil) _failedUntil[(due.MatterId, due.Timer)] = now + Duration.FromSeconds(30);
        }
    }

    [LoggerMessage(LogLevel.Error, "What is due could not be read; the next sweep tries again.")]
    private partial void LogSweepFailed(Exception reason);

    [LoggerMessage(LogLevel.Error, "Deadline {Timer} of matter {MatterId} failed; it is tried again in 30 seconds.")]
    private partial void LogDeadlineFailed(Exception reason, string timer, Guid matterId);
}

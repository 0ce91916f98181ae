using NodaTime;
using SmartCity.Domain.Notices;
using SmartCity.Projections.Notices;

namespace SmartCity.Host.Notices;

/// <summary>
/// Sends what is due, each channel for itself: one that is down keeps no other waiting. At least once, and once unless the sender
/// dies or the other side's answer is lost after it took it; then again with the same id.
/// </summary>
internal sealed partial class NoticeDispatcher(
    NoticeQueue queue, IEnumerable<INoticeSender> senders, NoticeRules rules, NoticeSettings settings, NoticeMeter meter, IClock clock,
    ILogger<NoticeDispatcher> log) : BackgroundService
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500), Watch = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        [Every(Watch, Measure, stoppingToken), .. senders.Select(sender => Every(Interval, stop => SendDue(sender, stop), stoppingToken))]);

    private async Task Every(TimeSpan interval, Func<CancellationToken, Task> act, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(interval);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                await act(stop);
            }
            catch (Exception reason) when (!stop.IsCancellationRequested)
            {
                LogRoundFailed(reason);
            }
        }
    }

    private async Task SendDue(INoticeSender sender, CancellationToken stop)
    {
        var audience = NoticeChannels.Audiences[sender.Channel];
        while (true)
        {
            var now = clock.GetCurrentInstant();
            if (rules.Plan.Next(audience, urgent: false, now) is var until && until > now)
                await queue.Hold(sender.Channel, now, until, stop);
            var due = await queue.Claim(sender.Channel, now, settings.Lease, AtOnce, stop);
            await Task.WhenAll(due.Select(notice => Send(sender, notice)));
            if (due.Count < AtOnce) return;
        }
    }

    private async Task Send(INoticeSender sender, DueNotice notice)
    {
        try
        {
            // Not cut off when the host stops: what is half out would go out twice.
            using var patience = new CancellationTokenSource(settings.Timeout);
            await sender.Send(notice, patience.Token);
        }
        catch (Exception reason)
        {
            await Fail(notice, NoticeNotSentException.Reason(reason));
            return;
        }
        await queue.Sent(notice.Id, clock.GetCurrentInstant(), CancellationToken.None);
        meter.Sent(notice.Channel);
    }

    private async Task Fail(DueNotice notice, string error)
    {
        var again = rules.Plan.Again(notice.Audience, notice.Urgent, notice.Round, clock.GetCurrentInstant());
        await queue.Failed(notice, error, again?.At, again is { Held: true }, CancellationToken.None);
        meter.Failed(notice.Channel, again is null);
        if (again is null) LogGivenUp(notice.Id, notice.Channel, notice.MatterNumber, notice.Round, error);
        else LogFailed(notice.Id, notice.Channel, notice.MatterNumber, notice.Round, error);
    }

    private async Task Measure(CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var waiting = (await queue.Waiting(stop)).ToDictionary(w => w.Channel);
        foreach (var channel in senders.Select(sender => sender.Channel))
        {
            var found = waiting.GetValueOrDefault(channel);
            meter.Waiting(channel, found?.Count ?? 0, found?.OldestDueAt is { } due ? Math.Max(0, (now - due).TotalSeconds) : 0);
        }
    }

    [LoggerMessage(LogLevel.Error, "Notices could not be followed; the next round tries again.")]
    private partial void LogRoundFailed(Exception reason);

    [LoggerMessage(LogLevel.Warning, "Notice {Notice} by {Channel} of {Matter} could not be sent (attempt {Attempt}: {Reason}); it is tried again.")]
    private partial void LogFailed(Guid notice, string channel, string matter, int attempt, string reason);

    [LoggerMessage(LogLevel.Error, "Notice {Notice} by {Channel} of {Matter} was given up after {Attempt} attempts ({Reason}).")]
    private partial void LogGivenUp(Guid notice, string channel, string matter, int attempt, string reason);
}

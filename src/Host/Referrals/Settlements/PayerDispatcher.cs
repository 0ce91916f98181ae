using NodaTime;
using SmartCity.Projections.Referrals.Settlements;

namespace SmartCity.Host.Referrals.Settlements;

/// <summary>
/// Sends the claims that are due, each payer for itself. At least once, and once unless the sender dies or the payer's answer is
/// lost after it took it; then again with the same id.
/// </summary>
internal sealed partial class PayerDispatcher(
    PayerQueue queue, Payers payers, PayerClaims claims, IClock clock, ILogger<PayerDispatcher> log) : BackgroundService
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500), Patience = TimeSpan.FromSeconds(15), Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long it waits after each failure; after the last it is given up and said so.</summary>
    private static readonly Duration[] Waits =
    [
        Duration.FromSeconds(10), Duration.FromMinutes(1), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2),
        Duration.FromHours(6), Duration.FromHours(12), Duration.FromHours(24), Duration.FromHours(48),
    ];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(payers.Addresses.Select(payer => Serve(payer.Key, payer.Value, stoppingToken)));

    private async Task Serve(string code, PayerAddress address, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                IReadOnlyList<DueMessage> due;
                do
                {
                    due = await queue.Claim(code, clock.GetCurrentInstant(), Lease, AtOnce, stop);
                    await Task.WhenAll(due.Select(message => Send(message, address)));
                }
                while (due.Count == AtOnce);
            }
            catch (Exception reason) when (!stop.IsCancellationRequested)
            {
                LogRoundFailed(reason, code);
            }
        }
    }

    private async Task Send(DueMessage message, PayerAddress address)
    {
        try
        {
            // Not cut off when the host stops: what is half out would go out twice.
            using var patience = new CancellationTokenSource(Patience);
            await claims.Send(message, address, patience.Token);
        }
        catch (Exception failure)
        {
            await Fail(message, ClaimNotSentException.Reason(failure), failure is ClaimNotSentException { Final: true });
            return;
        }
        await queue.Sent(message.Id, clock.GetCurrentInstant(), CancellationToken.None);
    }

    private async Task Fail(DueMessage message, string error, bool final)
    {
        Instant? again = final || message.Attempt > Waits.Length ? null : clock.GetCurrentInstant() + Waits[message.Attempt - 1];
        await queue.Failed(message, error, again, CancellationToken.None);
        if (again is null) LogGivenUp(message.Number, message.Payer, message.Attempt, error);
        else LogFailed(message.Number, message.Payer, message.Attempt, error);
    }

    [LoggerMessage(LogLevel.Error, "Claims to {Payer} could not be followed; the next round tries again.")]
    private partial void LogRoundFailed(Exception reason, string payer);

    [LoggerMessage(LogLevel.Warning, "Claim {Claim} to {Payer} could not be sent (attempt {Attempt}: {Reason}); it is tried again.")]
    private partial void LogFailed(string claim, string payer, int attempt, string reason);

    [LoggerMessage(LogLevel.Error, "Claim {Claim} to {Payer} was given up after {Attempt} attempts ({Reason}).")]
    private partial void LogGivenUp(string claim, string payer, int attempt, string reason);
}

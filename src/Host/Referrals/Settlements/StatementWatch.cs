using NodaTime;
using Npgsql;
using SmartCity.Application.Referrals.Settlements;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Referrals.Settlements;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals.Settlements;

/// <summary>
/// Sees to it that every day is compared (对账单催报): a day on which a claim changed, and of which no statement came in the payer's time,
/// is noted once on the stream of the day, and supervision has its card.
/// </summary>
internal sealed partial class StatementWatch(
    SettlementList list, Payers payers, MatterReader matters, GroupCommit ledger, PublishedCalendar calendar, IClock clock,
    NpgsqlDataSource source, ILogger<StatementWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <summary>A day is looked at for as long: a statement may be due after a long holiday, and the host may have stood still.</summary>
    private static readonly Duration Back = Duration.FromDays(60);

    private readonly HashSet<Guid> _done = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var lease = new ClusterLease(source, "smartcity.statements");
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await lease.Hold(stoppingToken)) await Look(stoppingToken);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(reason);
                await lease.Release();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Notes every statement that is missing now.</summary>
    internal async Task Look(CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        foreach (var code in payers.Codes)
            foreach (var day in await list.DaysSince(code, now - Back, stop))
            {
                var id = PayerEndpoints.DayId(code, day);
                var over = day.PlusDays(1).AtStartOfDayInZone(WorkingCalendar.Zone).ToInstant();
                if (_done.Contains(id) || payers.On(code, now) is not { } payer) continue;
                if (calendar.Current.Due(payer.Statement, over).At is var due && due > now) continue;
                var known = await matters.Find(id, null, null, stop) as SettlementDay;
                if (known is null or { Statement: null, MissedAt: null }) await Miss(new(id, "", code, day, due));
                _done.Add(id);
            }
    }

    private Task Miss(MissStatement missed) => ledger.Execute(new(
        missed.Id, "miss-statement", Actor.System, (matter, _, number) => SettlementHandlers.Handle(missed with { Number = number }, matter),
        _ => new(200, "{}"))
    {
        NumberPrefix = PayerEndpoints.DayPrefix,
        CausationId = $"statement/{missed.Id:N}",
    });

    [LoggerMessage(LogLevel.Error, "Missing statements could not be looked for; the next round tries again.")]
    private partial void LogFailed(Exception reason);
}

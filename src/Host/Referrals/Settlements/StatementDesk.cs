using NodaTime;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Referrals.Settlements;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals.Settlements;

/// <summary>The claims that a statement of a day is compared with, as they stood at the end of it.</summary>
internal sealed class StatementDesk(SettlementList list, MatterReader matters)
{
    /// <summary>Those that the statement names, and those that came to their state on the day by an answer of the payer.</summary>
    public async Task<IReadOnlyList<OurClaim>> Ours(
        string payer, LocalDate day, IReadOnlyList<StatementLine> lines, CancellationToken stop)
    {
        var begin = day.AtStartOfDayInZone(WorkingCalendar.Zone).ToInstant();
        var end = day.PlusDays(1).AtStartOfDayInZone(WorkingCalendar.Zone).ToInstant();
        var rows = (await list.Named(payer, [.. lines.Select(line => line.Claim).Distinct()], stop))
            .Concat(await list.ChangedOn(payer, day, stop)).DistinctBy(row => row.Id);
        var ours = new List<OurClaim>();
        foreach (var row in rows)
        {
            // One that changed afterwards is taken as it was; one that was not there yet as it is.
            var then = row.ChangedAt < end ? null : await matters.Find(row.Id, null, end - Duration.Epsilon, stop) as Settlement;
            if ((then ?? await matters.Find(row.Id, null, null, stop) as Settlement) is not { } claim) continue;
            ours.Add(new(
                claim.Number, claim.Unit, claim.Status, claim.StatedAmount,
                !claim.Answers.IsEmpty && claim.ChangedAt >= begin && claim.ChangedAt < end));
        }
        return ours;
    }
}

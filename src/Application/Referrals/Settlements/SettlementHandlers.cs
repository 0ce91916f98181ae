using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Referrals.Settlements;

/// <summary>The commands on settlements and on days with a payer.</summary>
public static class SettlementHandlers
{
    public static Decision Handle(SubmitSettlement command, Matter? matter, StepContext context) =>
        SettlementDecider.Submit(matter as Settlement, command, context);

    /// <summary>The payer answers whatever was claimed from it.</summary>
    public static Decision Handle(RecordPayerAnswer command, Matter? matter, StepContext context) =>
        SettlementDecider.Answer(matter as Settlement, command, context);

    public static Decision Handle(ResolveDispute command, Matter? matter, StepContext context) =>
        matter is not Settlement found || !Sight.Sees(context.Actor, found) ? new SettlementNotFound()
        : StaleVersion.Of(found.Version, command.Version) is { } stale ? stale
        : SettlementDecider.Resolve(found, command, context);

    public static Decision Handle(NoteUnknownClaim command, Matter? matter) =>
        SettlementDayDecider.Note(matter as SettlementDay, command);

    public static Decision Handle(MissStatement command, Matter? matter) => SettlementDayDecider.Miss(matter as SettlementDay, command);

    public static Decision Handle(ReconcileStatement command, Matter? matter, StepContext context) =>
        SettlementDayDecider.Reconcile(matter as SettlementDay, command, context);
}

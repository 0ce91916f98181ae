using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Referrals.Consultations;

/// <summary>
/// The commands on a consultation beside its tasks: state and command to a decision, and on to its process where that waits
/// for it. A consultation that the actor may not know of is not there.
/// </summary>
public static class ConsultationHandlers
{
    public static Decision Handle(
        RequestConsultation command, ProcessKey process, StepContext context, MatterProgress progress) =>
        progress.Open(Consultation.MatterKind, ConsultationDecider.Request(command, context), process, context);

    public static Decision Handle(
        WithdrawConsultation command, Matter? matter, StepContext context, MatterProgress progress) =>
        matter is not Consultation found || !Sight.Sees(context.Actor, found) ? new ConsultationNotFound()
        : StaleVersion.Of(found.Version, command.Version) is { } stale ? stale
        : On(found, ConsultationDecider.Withdraw(found, command, context), context, progress);

    /// <summary>Who comes here proved before whose question it is.</summary>
    public static Decision Handle(
        AskAdviceAgain command, Matter? matter, StepContext context, MatterProgress progress) =>
        matter is Consultation found
            ? On(found, ConsultationDecider.AskAgain(found, command, context), context, progress)
            : new ConsultationNotFound();

    internal static Decision On(Consultation found, Decision decision, StepContext context, MatterProgress progress) =>
        ConsultationProcess.Message(decision.Events) is { } message
            ? progress.Receive(found, decision, message, context)
            : decision;
}

using SmartCity.Application.Shared;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Approvals;

/// <summary>
/// The commands on an approval beside its tasks: state and command to a decision, and on to its process where that
/// waits for it. An approval that the actor may not know of is not there.
/// </summary>
public static class ApprovalHandlers
{
    public static Decision Handle(
        FileApproval command, ApprovalItem item, ProcessKey process, StepContext context, MatterProgress progress) =>
        progress.Open(Approval.MatterKind, ApprovalDecider.File(command, item, context), process, context);

    public static Decision Handle(
        SupplyMaterials command, long? seen, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, context, progress, ApprovalProcess.Message(command),
            approval => Seen(approval, seen) ?? ApprovalDecider.SupplyMaterials(approval, command, context));

    public static Decision Handle(
        WithdrawApproval command, long? seen, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, context, progress, ApprovalProcess.Message(command),
            approval => Seen(approval, seen) ?? ApprovalDecider.Withdraw(approval, command, context));

    public static Decision Handle(
        RateApproval command, long? seen, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, context, progress, ApprovalProcess.Message(command),
            approval => Seen(approval, seen) ?? ApprovalDecider.Rate(approval, command, context));

    public static Decision Handle(ExtendApproval command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, context, progress, null,
            approval => Seen(approval, command.Version) ?? ApprovalDecider.Extend(approval, command, context));

    public static Decision Handle(SuspendApproval command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, context, progress, null,
            approval => Seen(approval, command.Version) ?? ApprovalDecider.Suspend(approval, command, context));

    public static Decision Handle(ResumeApproval command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, context, progress, null,
            approval => Seen(approval, command.Version) ?? ApprovalDecider.Resume(approval, command, context));

    public static Decision Handle(RevokeApproval command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, context, progress, null,
            approval => Seen(approval, command.Version) ?? ApprovalDecider.Revoke(approval, command, context));

    private static Decision? Seen(Approval approval, long? version) =>
        StaleVersion.Of(approval.Version, version) is { } stale ? (Decision)stale : null;

    private static Decision Then(
        Matter? matter, StepContext context, MatterProgress progress, string? message, Func<Approval, Decision> decide)
    {
        if (matter is not Approval approval || !Sight.Sees(context.Actor, approval)) return new ApprovalNotFound();
        var decision = decide(approval);
        return message is null ? decision : progress.Receive(approval, decision, message, context);
    }
}

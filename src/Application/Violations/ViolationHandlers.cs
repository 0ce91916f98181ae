using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Violations;

namespace SmartCity.Application.Violations;

/// <summary>
/// The commands on a violation beside its tasks: state and command to a decision, and on to its process where that waits
/// for it. A violation that the actor may not know of is not there.
/// </summary>
public static class ViolationHandlers
{
    public static Decision Handle(ReportViolation command, ProcessKey process, StepContext context, MatterProgress progress) =>
        progress.Open(Violation.MatterKind, ViolationDecider.Report(command, context), process, context);

    public static Decision Handle(AddEvidence command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, command.Version, context, progress, v => ViolationDecider.Add(v, command, context));

    public static Decision Handle(StateDefence command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, null, context, progress, v => ViolationDecider.State(v, command, context));

    public static Decision Handle(
        RequestPenaltyHearing command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, null, context, progress, v => ViolationDecider.RequestHearing(v, context));

    public static Decision Handle(PayPenalty command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, null, context, progress, v => ViolationDecider.Pay(v, command, context));

    public static Decision Handle(SeekRemedy command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, null, context, progress, v => ViolationDecider.Seek(v, command, context));

    public static Decision Handle(EndRemedy command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, null, context, progress, v => ViolationDecider.End(v, command, context));

    /// <summary>
    /// Whoever may report may bring a further reading, as they may the first: it tells them nothing of the matter.
    /// </summary>
    public static Decision Handle(
        RecordVehicleReading command, Matter? matter, StepContext context, MatterProgress progress) =>
        matter is Violation found
            ? On(found, ViolationDecider.Read(found, command, context), context, progress)
            : new ViolationNotFound();

    private static Decision Then(
        Matter? matter, long? seen, StepContext context, MatterProgress progress, Func<Violation, Decision> decide)
    {
        if (matter is not Violation found || !Sight.Sees(context.Actor, found)) return new ViolationNotFound();
        if (StaleVersion.Of(found.Version, seen) is { } stale) return stale;
        return On(found, decide(found), context, progress);
    }

    private static Decision On(Violation found, Decision decision, StepContext context, MatterProgress progress) =>
        ViolationProcess.Message(decision.Events) is { } message
            ? progress.Receive(found, decision, message, context)
            : decision;
}

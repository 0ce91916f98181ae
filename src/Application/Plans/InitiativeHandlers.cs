using SmartCity.Application.Shared;
using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Plans;

/// <summary>
/// The commands on an initiative beside its tasks. The plan is public among the district's staff, so one that the actor has no
/// part in is there, and refuses.
/// </summary>
public static class InitiativeHandlers
{
    /// <summary>What ran out before the plan was entered here is entered with it; an initiative that is there already stays as it is.</summary>
    public static Decision Handle(
        PublishInitiative command, Matter? matter, ProcessKey process, StepContext context, MatterProgress progress)
    {
        if (matter is not null) return Decision.Nothing;
        var opened = progress.Open(Initiative.MatterKind, InitiativeDecider.Publish(command, context), process, context);
        return opened.Refusal is not null
            ? opened
            : Decision.Of([.. opened.Events, .. InitiativeDecider.Since(opened.Events, command.KnownAt)]);
    }

    public static Decision Handle(SetMilestone command, Matter? matter, StepContext context) =>
        On(matter, command.Version, state => InitiativeDecider.Decide(state, command, context));

    public static Decision Handle(MoveMilestone command, Matter? matter, StepContext context) =>
        On(matter, command.Version, state => InitiativeDecider.Decide(state, command, context));

    public static Decision Handle(ReachMilestone command, Matter? matter, StepContext context) =>
        On(matter, command.Version, state => InitiativeDecider.Decide(state, command, context));

    public static Decision Handle(ReportInitiativeProgress command, Matter? matter, StepContext context) =>
        On(matter, command.Version, state => InitiativeDecider.Decide(state, command, context));

    public static Decision Handle(RaiseInitiativeRisk command, Matter? matter, StepContext context) =>
        On(matter, command.Version, state => InitiativeDecider.Decide(state, command, context));

    public static Decision Handle(MitigateInitiativeRisk command, Matter? matter, StepContext context) =>
        On(matter, command.Version, state => InitiativeDecider.Decide(state, command, context));

    public static Decision Handle(CloseInitiativeRisk command, Matter? matter, StepContext context) =>
        On(matter, command.Version, state => InitiativeDecider.Decide(state, command, context));

    public static Decision Handle(AttachInitiativeEvidence command, Matter? matter, StepContext context) =>
        On(matter, command.Version, state => InitiativeDecider.Decide(state, command, context));

    public static Decision Handle(MoveInitiativeDeadline command, Matter? matter, StepContext context) =>
        On(matter, command.Version, state => InitiativeDecider.Decide(state, command, context));

    /// <summary>The process waits for it, at first or beside the task to supplement what was missing.</summary>
    public static Decision Handle(
        AskInitiativeAcceptance command, Matter? matter, StepContext context, MatterProgress progress)
    {
        var decision = On(matter, command.Version, state => InitiativeDecider.Decide(state, command, context));
        return matter is Initiative found ? progress.Receive(found, decision, InitiativeProcess.Asked, context) : decision;
    }

    private static Decision On(Matter? matter, long? seen, Func<Initiative, Decision> decide) => matter switch
    {
        not Initiative => new InitiativeNotFound(),
        _ when StaleVersion.Of(matter.Version, seen) is { } stale => stale,
        Initiative { Acceptance: not null } => new InitiativeAlreadyAccepted(),
        Initiative state => decide(state),
    };
}

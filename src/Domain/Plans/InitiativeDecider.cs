using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Plans;

/// <summary>
/// What may happen to an initiative. Pure. Officers and approvers of the lead carry it; those of a supporting unit report on
/// their part, its risks and evidence; a supervisor moves the deadline and judges the acceptance. What was done already
/// yields no events, and what was accepted is over.
/// </summary>
public static class InitiativeDecider
{
    /// <summary>The row becomes a matter, and its clock runs from the day of the plan to the last day of the deadline.</summary>
    public static Decision Publish(PublishInitiative command, StepContext context) => Decision.Of([
        new InitiativePublished(
            command.Id, command.Number, command.Plan, command.Document, command.Row.Number, command.Position, command.Row.Area,
            command.Row.Name, command.Lead, command.Support, command.Row.LastDay!.Value, command.Row.Capability,
            command.Row.WorksWhen, command.Unit, command.Office),
        .. DeadlineRules.Start(command.PublishedAt, command.Row.LastDay!.Value, context.Calendar)]);

    /// <summary>What had become of the clock until the plan was entered here, each at its own time.</summary>
    public static IEnumerable<Dated> Since(IReadOnlyList<object> published, Instant known) =>
        published.OfType<ClockStarted>().SelectMany(started => PastClock.Course(Clock.Evolve(null, started)!, null, known));

    public static Decision Decide(Initiative state, SetMilestone command, StepContext context) =>
        !Parts.IsLead(state, context.Actor) && !Parts.IsSupervisor(context.Actor) ? new InitiativeNotYours()
        : MilestoneRules.Set(state, command, context);

    public static Decision Decide(Initiative state, MoveMilestone command, StepContext context) =>
        !Parts.IsLead(state, context.Actor) && !Parts.IsSupervisor(context.Actor) ? new InitiativeNotYours()
        : MilestoneRules.Move(state, command, context);

    public static Decision Decide(Initiative state, ReachMilestone command, StepContext context) =>
        !Parts.IsLead(state, context.Actor) ? new InitiativeNotYours() : MilestoneRules.Reach(state, command, context);

    public static Decision Decide(Initiative state, ReportInitiativeProgress command, StepContext context)
    {
        if (!Parts.HasPart(state, context.Actor)) return new InitiativeNotYours();
        if (command.Percent is < 0 or > 100)
            return InitiativeFieldInvalid.Of("percent", "进展为 0 至 100。", "Progress is 0 to 100.");
        if (string.IsNullOrWhiteSpace(command.Text)) return InitiativeFieldInvalid.Required("text");
        return Decision.Of(new InitiativeProgressReported(
            context.NewId(), context.Actor.Unit, Parts.IsLead(state, context.Actor), command.Percent, command.Text.Trim(),
            [.. command.Evidence.Distinct()], context.Actor.Id));
    }

    public static Decision Decide(Initiative state, RaiseInitiativeRisk command, StepContext context) =>
        !Parts.MayWarn(state, context.Actor) ? new InitiativeNotYours() : RiskRules.Raise(command, context);

    public static Decision Decide(Initiative state, MitigateInitiativeRisk command, StepContext context) =>
        !Parts.MayWarn(state, context.Actor) ? new InitiativeNotYours() : RiskRules.Mitigate(state, command, context);

    public static Decision Decide(Initiative state, CloseInitiativeRisk command, StepContext context) =>
        !Parts.MayWarn(state, context.Actor) ? new InitiativeNotYours() : RiskRules.Close(state, command, context);

    public static Decision Decide(Initiative state, AttachInitiativeEvidence command, StepContext context)
    {
        if (!Parts.HasPart(state, context.Actor)) return new InitiativeNotYours();
        if (command.Evidence.Count == 0) return InitiativeFieldInvalid.Required("evidence");
        var fresh = command.Evidence.Distinct().Where(id => state.Evidence.All(known => known.Attachment != id)).ToList();
        return fresh.Count == 0
            ? Decision.Nothing
            : Decision.Of(new InitiativeEvidenceAttached(fresh, command.Note.Trim(), context.Actor.Unit, context.Actor.Id));
    }

    public static Decision Decide(Initiative state, MoveInitiativeDeadline command, StepContext context) =>
        !Parts.IsSupervisor(context.Actor) ? new InitiativeNotYours() : DeadlineRules.Move(state, command, context);

    public static Decision Decide(Initiative state, AskInitiativeAcceptance command, StepContext context) =>
        !Parts.IsLead(state, context.Actor) ? new InitiativeNotYours()
        : AcceptanceRules.Ask(state, command.Statement, context);

    /// <summary>What completing a task means, by the element of the process it stands at and its outcome.</summary>
    public static Decision Complete(Initiative state, WorkItem item, string outcome, FormAnswer form, StepContext context) =>
        (item.Element, outcome) switch
        {
            ("acceptance", "accepted") => AcceptanceRules.Accept(state, form, context),
            ("acceptance", "returned") => AcceptanceRules.Return(form, context),
            ("supplement", "asked-again") => AcceptanceRules.Ask(state, form.Text("statement"), context),
            _ => TaskUnknownOutcome.Of(outcome),
        };

    public static Decision Serve(Initiative state, string service, StepContext context) => service switch
    {
        "archive" => AcceptanceRules.Archive(state, context),
        _ => Decision.Nothing,
    };
}

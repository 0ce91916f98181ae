using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.GridCases;

/// <summary>
/// The commands on a case beside its tasks: state and command to a decision, and on to its process where that waits for
/// it. A case that the actor may not know of is not there.
/// </summary>
public static class GridCaseHandlers
{
    /// <param name="also">What is decided on the new case at once, such as that it is an emergency; null for nothing.</param>
    public static Decision Handle(
        ReportCase command, ICaseRules rules, ProcessKey process, StepContext context, MatterProgress progress,
        Func<GridCase, Decision>? also = null)
    {
        var reported = GridCaseDecider.Report(command, rules, context);
        if (also is not null && reported.Refusal is null)
        {
            var more = also(Folded(reported, context));
            if (more.Refusal is not null) return more;
            reported = Decision.Of([.. reported.Events, .. more.Events]);
        }

        return progress.Open(GridCase.MatterKind, reported, process, context);
    }

    /// <summary>The report first, then a decision for each case that its demands become.</summary>
    public static IReadOnlyList<Decision> Handle(
        SplitReport command, Matter? matter, ICaseRules rules, ProcessKey process, StepContext context, MatterProgress progress)
    {
        var whole = Case(matter, context);
        if (Stale(whole, command.Version) is { } stale) return [stale];
        var split = GridCaseDecider.Split(whole, command, context);
        return split.Refusal is not null || whole is null
            ? [split]
            : [split, .. command.Demands.Select(demand => progress.Open(
                GridCase.MatterKind, GridCaseDecider.Part(whole, demand, rules, context), process, context))];
    }

    /// <summary>The duplicate first, then the case that it becomes one with.</summary>
    public static IReadOnlyList<Decision> Handle(
        MergeCase command, Matter? matter, Matter? target, StepContext context, MatterProgress progress)
    {
        var (duplicate, into) = (Case(matter, context), Case(target, context));
        if (Stale(duplicate, command.Version) is { } stale) return [stale];
        var merged = GridCaseDecider.Merge(duplicate, into, context);
        return merged.Refusal is not null || merged.Events.Count == 0
            ? [merged, Decision.Nothing]
            : [Moved(duplicate!, merged, context, progress), GridCaseDecider.Absorb(into!, duplicate!, context)];
    }

    public static Decision Handle(ContactReporter command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, null, context, progress, c => GridCaseDecider.Contact(c, command, context));

    public static Decision Handle(GiveFeedback command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, null, context, progress, c => GridCaseDecider.Feedback(c, command, context));

    public static Decision Handle(RequestExtension command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, command.Version, context, progress, c => GridCaseDecider.RequestExtension(c, command, context));

    public static Decision Handle(SuspendCase command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, command.Version, context, progress, c => GridCaseDecider.Suspend(c, command, context));

    public static Decision Handle(ResumeCase command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, command.Version, context, progress, c => GridCaseDecider.Resume(c, context));

    public static Decision Handle(
        Whistle command, Matter? matter, ICaseRules rules, StepContext context, MatterProgress progress) =>
        Then(matter, command.Version, context, progress, c => GridCaseDecider.Whistle(c, command, rules, context));

    public static Decision Handle(ReopenCase command, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, command.Version, context, progress, c => GridCaseDecider.Reopen(c, command, context));

    public static Decision Handle(
        RateCase command, long? seen, Matter? matter, StepContext context, MatterProgress progress) =>
        Then(matter, seen, context, progress, c => GridCaseDecider.Rate(c, command, context));

    private static Decision Then(
        Matter? matter, long? seen, StepContext context, MatterProgress progress, Func<GridCase, Decision> decide)
    {
        if (Case(matter, context) is not { } found) return new GridCaseNotFound();
        return Stale(found, seen) ?? Moved(found, decide(found), context, progress);
    }

    private static Decision Moved(GridCase state, Decision decision, StepContext context, MatterProgress progress) =>
        GridCaseProcess.Message(decision.Events) is { } message
            ? progress.Receive(state, decision, message, context)
            : decision;

    private static GridCase? Case(Matter? matter, StepContext context) =>
        matter is GridCase found && Sight.Sees(context.Actor, found) ? found : null;

    private static Decision? Stale(GridCase? state, long? seen) =>
        state is not null && StaleVersion.Of(state.Version, seen) is { } stale ? (Decision)stale : null;

    private static GridCase Folded(Decision decision, StepContext context) => decision.Events.Aggregate(
        (GridCase?)null,
        (state, e) => GridCase.Evolve(state, new(e, (state?.Version ?? 0) + 1, context.Now, context.Actor.Id)))!;
}

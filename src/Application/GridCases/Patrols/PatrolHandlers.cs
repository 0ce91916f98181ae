using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases.Patrols;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.GridCases.Patrols;

/// <summary>The commands on a shift. One that the actor may not know of is not there.</summary>
public static class PatrolHandlers
{
    /// <summary>The id is new: a shift that is there already was planned by this very command.</summary>
    public static Decision Handle(PlanShift command, Matter? matter, StepContext context) =>
        matter is null ? PatrolDecider.Plan(command, context) : Decision.Nothing;

    public static Decision Handle(StartShift command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, state => PatrolDecider.Start(state, context));

    public static Decision Handle(ReportTaskDone command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, state => PatrolDecider.Report(state, command, context));

    public static Decision Handle(EndShift command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, state => PatrolDecider.End(state, command, context));

    private static Decision On(Matter? matter, long? seen, StepContext context, Func<PatrolShift, Decision> decide) =>
        matter is not PatrolShift state || !Sight.Sees(context.Actor, state) ? new ShiftNotFound()
        : StaleVersion.Of(state.Version, seen) is { } stale ? stale
        : decide(state);
}

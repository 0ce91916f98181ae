using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.GridCases.Emergencies;

/// <summary>
/// The commands on an emergency beside its tasks: state and command to a decision, and on to the process where that waits for
/// it. A case that the actor may not know of is not there; who is on duty for emergencies may raise any.
/// </summary>
public static class EmergencyHandlers
{
    public static Decision Handle(
        RaiseEmergency command, long? seen, Matter? matter, IReadOnlyList<ResponsePlan> inForce, StepContext context,
        MatterProgress progress) =>
        On(matter, seen, context, progress, state => EmergencyDecider.Raise(state, command, inForce, context));

    public static Decision Handle(
        ChangeEmergencyLevel command, long? seen, Matter? matter, IReadOnlyList<ResponsePlan> inForce, StepContext context,
        MatterProgress progress) =>
        On(matter, seen, context, progress, state => EmergencyDecider.ChangeLevel(state, command, inForce, context));

    public static Decision Handle(StandDown command, long? seen, Matter? matter, StepContext context, MatterProgress progress) =>
        On(matter, seen, context, progress, state => EmergencyDecider.StandDown(state, command, context));

    public static Decision Handle(GiveOrder command, long? seen, Matter? matter, StepContext context, MatterProgress progress) =>
        On(matter, seen, context, progress, state => EmergencyDecider.GiveOrder(state, command, context));

    public static Decision Handle(
        AcknowledgeOrder command, long? seen, Matter? matter, StepContext context, MatterProgress progress) =>
        On(matter, seen, context, progress, state => EmergencyDecider.AcknowledgeOrder(state, command, context));

    public static Decision Handle(CarryOutOrder command, long? seen, Matter? matter, StepContext context, MatterProgress progress) =>
        On(matter, seen, context, progress, state => EmergencyDecider.CarryOutOrder(state, command, context));

    public static Decision Handle(AssignResource command, long? seen, Matter? matter, StepContext context, MatterProgress progress) =>
        On(matter, seen, context, progress, state => EmergencyDecider.AssignResource(state, command, context));

    public static Decision Handle(ReleaseResource command, long? seen, Matter? matter, StepContext context, MatterProgress progress) =>
        On(matter, seen, context, progress, state => EmergencyDecider.ReleaseResource(state, command, context));

    private static Decision On(
        Matter? matter, long? seen, StepContext context, MatterProgress progress, Func<GridCase, Decision> decide)
    {
        if (matter is not GridCase state || !Sees(context.Actor, state)) return new EmergencyNotFound();
        if (StaleVersion.Of(state.Version, seen) is { } stale) return stale;
        var decision = decide(state);
        return EmergencyProcess.Message(decision.Events) is { } message
            ? progress.Receive(state, decision, message, context)
            : decision;
    }

    private static bool Sees(Actor actor, GridCase state) =>
        Sight.Sees(actor, state) || actor.Has(Roles.Commander) || actor.Has(Roles.DutyOfficer);
}

using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>
/// What may happen in wartime (战时): the same case, other rules. Pure; a thing that was done already yields no events.
/// </summary>
public static class EmergencyDecider
{
    /// <summary>
    /// Makes the case an emergency: it is accepted if it was not yet, its clocks stand still, what it waited for is ended,
    /// and the plan's tasks for the level are started. Raised again at the level it has: nothing; at another one that is a
    /// change of level. One that was stood down and not reviewed yet may flare up: it is raised anew.
    /// </summary>
    /// <param name="inForce">The response plans in force today.</param>
    public static Decision Raise(
        GridCase? state, RaiseEmergency command, IReadOnlyList<ResponsePlan> inForce, StepContext context) =>
        state is { Wartime: true }
            ? ChangeLevel(state, new(command.Id, command.Level, command.Plan, command.Reason), inForce, context)
            : LevelRules.Raise(state, command, inForce, context);

    /// <summary>Raises or lowers the level, with the plan's terms of today; the level it has: nothing.</summary>
    public static Decision ChangeLevel(
        GridCase? state, ChangeEmergencyLevel command, IReadOnlyList<ResponsePlan> inForce, StepContext context) =>
        LevelRules.Change(state, command, inForce, context);

    /// <summary>Ends the response, also while orders are unacknowledged: they are listed, and who commands decides.</summary>
    public static Decision StandDown(GridCase? state, StandDown command, StepContext context) =>
        LevelRules.StandDown(state, command, context);

    public static Decision GiveOrder(GridCase? state, GiveOrder command, StepContext context) =>
        OrderRules.Give(state, command, context);

    /// <summary>By somebody of the unit the order is for, and by the person it names; again by the same person: nothing.</summary>
    public static Decision AcknowledgeOrder(GridCase? state, AcknowledgeOrder command, StepContext context) =>
        OrderRules.Acknowledge(state, command, context);

    public static Decision CarryOutOrder(GridCase? state, CarryOutOrder command, StepContext context) =>
        OrderRules.CarryOut(state, command, context);

    public static Decision AssignResource(GridCase? state, AssignResource command, StepContext context) =>
        ResourceRules.Assign(state, command, context);

    /// <summary>Released again: nothing.</summary>
    public static Decision ReleaseResource(GridCase? state, ReleaseResource command, StepContext context) =>
        ResourceRules.Release(state, command, context);

    /// <summary>What completing a task of an emergency means, by its element in the process.</summary>
    public static Decision Complete(
        GridCase state, WorkItem workItem, string outcome, FormAnswer form, ICaseRules rules, StepContext context) =>
        workItem.Element switch
        {
            "command-group" => ResponseRules.FormGroup(state, form, context),
            "stand-down-decision" => LevelRules.StandDown(state, new(state.Id, form.Text("reason")), context),
            "phone-report" => ResponseRules.FirstReport(state, FirstReports.Phone, form, context),
            "written-report" => ResponseRules.FirstReport(state, FirstReports.Writing, form, context),
            "response-task" or "added-response-task" => ResponseRules.TaskDone(state, workItem, form, context),
            "situation-report" => ResponseRules.Report(state, form, context),
            "after-action-review" => ReviewRules.Review(state, outcome, form, rules, context),
            var element => throw new ArgumentOutOfRangeException(nameof(workItem), element, "No task of an emergency."),
        };

    /// <summary>What a service task of the process does in an emergency.</summary>
    public static Decision Serve(GridCase state, string service, StepContext context) => service switch
    {
        "miss-report" => ResponseRules.MissReport(state, context),
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "No service of an emergency."),
    };

    /// <summary>Why nothing can be done in it now, or null.</summary>
    internal static Refusal? NotRunning(GridCase? state) => state?.Emergency switch
    {
        null => new EmergencyNotFound(),
        { StoodDownAt: not null } => new EmergencyOver(),
        _ => null,
    };

    /// <summary>The local day of the decision.</summary>
    internal static LocalDate Today(StepContext context) => context.Now.InZone(WorkingCalendar.Zone).Date;
}

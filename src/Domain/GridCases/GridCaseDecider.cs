using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.GridCases;

/// <summary>
/// What may happen to a city case (城市管理案件) in peace. Pure: the same state, command, rules and context give the same
/// answer. A thing that was done already yields no events.
/// </summary>
public static class GridCaseDecider
{
    /// <summary>
    /// Takes a report in: refused when its kind is unknown, its time has not come yet, its coordinate is none or it lies
    /// outside the district.
    /// </summary>
    public static Decision Report(ReportCase command, ICaseRules rules, StepContext context) =>
        IntakeRules.Report(command, null, rules, context);

    /// <summary>
    /// What completing a task means, by the element of the process it stands at and its outcome. Who holds the task is
    /// checked before (<see cref="WorkItemDecider.NotCompletable"/>).
    /// </summary>
    public static Decision Complete(
        GridCase state, WorkItem item, string outcome, FormAnswer form, ICaseRules rules, StepContext context) =>
        item.Element switch
        {
            "intake" => IntakeRules.Intake(state, outcome, form, rules, context),
            "analysis" => AnalysisRules.Analyse(state, outcome, form, rules, context),
            "dispatch" => DispatchRules.ByHand(state, outcome, form, rules, context),
            "escalation" => DispatchRules.ByDistrict(state, outcome, form, rules, context),
            "acceptance" => DispatchRules.Answer(state, item, outcome, form, context),
            "handling" => HandlingRules.Resolve(state, item, outcome, form, context),
            "extension-decision" => ExtensionRules.Decide(state, outcome, form, context),
            "report-in" or "whistled-report-in" => HandlingRules.ReportIn(item, outcome, context),
            "co-handling" or "whistled-handling" => HandlingRules.CoHandle(item, outcome, form, context),
            "rate-co-units" => HandlingRules.RateCoUnit(item, outcome, form, context),
            "verification" => EvaluationRules.Verify(state, outcome, form, context),
            "call-back" => EvaluationRules.CallBack(state, outcome, form, context),
            _ => EmergencyDecider.Complete(state, item, outcome, form, rules, context),
        };

    /// <summary>What a service task of the process does; nothing where it is done already.</summary>
    public static Decision Serve(GridCase state, string service, ICaseRules rules, StepContext context) => service switch
    {
        "accept" => IntakeRules.Accept(state, automatic: true),
        "classify" => AnalysisRules.ClassifyByTable(state, rules, context),
        "dispatch" => DispatchRules.ByTable(state, rules, context),
        "resume-lapsed" => SuspensionRules.Lapse(state, context),
        "no-answer" => EvaluationRules.Lapse(state),
        "archive" => EvaluationRules.Archive(state, context),
        _ => EmergencyDecider.Serve(state, service, context),
    };

    /// <summary>Takes further demands out of a report, by a dispatcher before the dispatch.</summary>
    public static Decision Split(GridCase? state, SplitReport command, StepContext context) =>
        MergeRules.Split(state, command, context);

    /// <summary>The case that one of those demands becomes.</summary>
    public static Decision Part(GridCase whole, SplitDemand demand, ICaseRules rules, StepContext context) =>
        MergeRules.Part(whole, demand, rules, context);

    /// <summary>Ends a case as a duplicate, by a dispatcher; refused into itself, an archived or a merged one.</summary>
    public static Decision Merge(GridCase? state, GridCase? into, StepContext context) =>
        MergeRules.Merge(state, into, context);

    /// <summary>What a merge adds to the case that stays; nothing that it has already.</summary>
    public static Decision Absorb(GridCase into, GridCase duplicate, StepContext context) =>
        MergeRules.Absorb(into, duplicate, context);

    /// <summary>Somebody spoke to the reporter: the first time stops the response clock.</summary>
    public static Decision Contact(GridCase? state, ContactReporter command, StepContext context) =>
        HandlingRules.Contact(state, command, context);

    public static Decision Feedback(GridCase? state, GiveFeedback command, StepContext context) =>
        HandlingRules.Feedback(state, command, context);

    /// <summary>Asks for more time: at most the limit itself, twice a case.</summary>
    public static Decision RequestExtension(GridCase? state, RequestExtension command, StepContext context) =>
        ExtensionRules.Request(state, command, context);

    /// <summary>Lets the case wait on a ground.</summary>
    public static Decision Suspend(GridCase? state, SuspendCase command, StepContext context) =>
        SuspensionRules.Suspend(state, command, context);

    public static Decision Resume(GridCase? state, StepContext context) => SuspensionRules.Resume(state, context);

    /// <summary>The lead unit calls others to the place.</summary>
    public static Decision Whistle(GridCase? state, Whistle command, ICaseRules rules, StepContext context) =>
        DispatchRules.Whistle(state, command, rules, context);

    /// <summary>The reporter says that it is not solved, within the limit after the archive.</summary>
    public static Decision Reopen(GridCase? state, ReopenCase command, StepContext context) =>
        EvaluationRules.Reopen(state, command, context);

    /// <summary>Rates once a handling, from its verification until the limit after the archive.</summary>
    public static Decision Rate(GridCase? state, RateCase command, StepContext context) =>
        EvaluationRules.Rate(state, command, context);
}

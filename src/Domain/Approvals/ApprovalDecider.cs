using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Approvals;

/// <summary>
/// What may happen to an application for an approval (行政许可法). Pure: the same state, command and context give the
/// same answer. A thing that was done already yields no events.
/// </summary>
public static class ApprovalDecider
{
    /// <summary>
    /// Takes an application in: refused when the item is not in force that day, the applicant's number fails its check,
    /// or a material is not on the list. Missing materials are no reason to refuse: that is for the check at the window.
    /// </summary>
    public static Decision File(FileApproval command, ApprovalItem item, StepContext context)
    {
        var today = Today(context);
        if (!item.IsInForce(today))
            return new ApprovalItemNotInForce(item.Code);
        if (ApplicantRules.Check(command.Applicant, today) is { } invalid)
            return invalid;
        if (MaterialRules.CheckCodes(command.Materials, item.Materials.Select(m => m.Code)) is { } unknown)
            return unknown;
        var window = context.Actor.Has(Roles.WindowClerk) ? context.Actor.Unit : item.IntakeUnit;
        return Decision.Of(new ApprovalFiled(
            command.Id, command.Number, ApprovalTerms.Of(item), item.Unit, item.ReviewUnits, window, command.Channel,
            command.Applicant, command.Form, command.Materials));
    }

    /// <summary>
    /// What completing a task means, by the element of the process it stands at and its outcome; refused where the law
    /// stands against it. Who holds the task is checked before (<see cref="WorkItemDecider.NotCompletable"/>).
    /// </summary>
    public static Decision Complete(
        Approval state, WorkItem workItem, string outcome, FormAnswer form, StepContext context) =>
        workItem.Element switch
        {
            "materials-check" => IntakeRules.CheckMaterials(state, outcome, form, context),
            "correction" => IntakeRules.Correct(state, outcome, context),
            "tolerated-materials" => IntakeRules.SupplyTolerated(state, outcome),
            "first-check" or "second-check" => ReviewRules.Check(state, workItem.Element, outcome, form, context),
            "department-review" or "review-correction" =>
                ReviewRules.Department(workItem.Instance ?? workItem.Unit, outcome, form, context),
            "inspection" or "site-rectification" => SpecialProcedureRules.Inspect(outcome, form, context),
            "expert-panel" or "expert-opinion" or "publicity" => SpecialProcedureRules.Experts(outcome, form, context),
            "hearing-notice" or "hearing-request" or "hearing-arrangement" or "hearing-session" =>
                HearingRules.Hear(state, workItem.Element, outcome, form, context),
            "commitment-letter" or "follow-up-check" or "breach-rectification" =>
                CommitmentRules.Complete(state, outcome, form, context),
            "decision" or "spot-decision" => DecisionRules.Decide(state, outcome, form, context),
            "delivery" => DecisionRules.Deliver(state, outcome, form, context),
            "evaluation" => RatingRules.Invite(outcome, form),
            "first-call-back" or "late-first-call-back" => RatingRules.CallBack(outcome, form, context),
            "rectification" or "late-rectification" or "call-back" or "late-call-back" =>
                RatingRules.Rectify(state, outcome, form, context),
            var element => throw new UnknownProcessPartException(element),
        };

    /// <summary>What a service task of the process does; nothing where it is done already.</summary>
    public static Decision Serve(Approval state, string service, StepContext context) => service switch
    {
        "accept" => IntakeRules.Accept(state, deemed: false, context),
        "deem-accepted" => IntakeRules.Accept(state, deemed: true, context),
        "lapse-correction" => IntakeRules.LapseCorrection(state, context),
        "lapse-tolerance" => IntakeRules.LapseTolerance(state, context),
        "dispatch" => Decision.Of(new ApprovalDispatched(state.Unit, state.ReviewUnits)),
        "suspend-for-inspection" => SpecialProcedureRules.Begin(state, SpecialProcedures.Inspection, context),
        "suspend-for-expert-review" => SpecialProcedureRules.Begin(state, SpecialProcedures.ExpertReview, context),
        "suspend-for-hearing" => SpecialProcedureRules.Begin(state, SpecialProcedures.Hearing, context),
        "suspend-for-publicity" => SpecialProcedureRules.Begin(state, SpecialProcedures.Publicity, context),
        "resume-clocks" => SpecialProcedureRules.End(state, context),
        "waive-hearing" => HearingRules.Lapse(),
        "issue-certificate" => DecisionRules.IssueCertificate(state, context),
        "start-delivery-clock" => DecisionRules.StartDelivery(state, context),
        "revoke-for-breach" => CommitmentRules.RevokeForBreach(state, context),
        "archive" => state.ArchivedAt is null ? Decision.Of(new ApprovalArchived(Today(context))) : Decision.Nothing,
        _ => throw new UnknownProcessPartException(service),
    };

    /// <summary>The applicant's correction, or the tolerated materials, over the network: everything at once.</summary>
    public static Decision SupplyMaterials(Approval? state, SupplyMaterials command, StepContext context) =>
        ActRules.Supply(state, command, context);

    /// <summary>Takes it back; again: nothing. Refused once it is decided.</summary>
    public static Decision Withdraw(Approval? state, WithdrawApproval command, StepContext context) =>
        ActRules.Withdraw(state, command, context);

    /// <summary>Extends both legal clocks; once, with reason, by an approver of the responsible unit.</summary>
    public static Decision Extend(Approval? state, ExtendApproval command, StepContext context) =>
        ActRules.Extend(state, command, context);

    /// <summary>Stops the count on a ground of art. 45.</summary>
    public static Decision Suspend(Approval? state, SuspendApproval command, StepContext context) =>
        ActRules.Suspend(state, command, context);

    /// <summary>Counts again.</summary>
    public static Decision Resume(Approval? state, ResumeApproval command, StepContext context) =>
        ActRules.Resume(state, context);

    /// <summary>Takes a granted licence back, by an approver of the responsible unit; again: nothing.</summary>
    public static Decision Revoke(Approval? state, RevokeApproval command, StepContext context) =>
        ActRules.Revoke(state, command, context);

    /// <summary>
    /// Rates once a matter, from the decision until 30 days after the archive [P]; 1 and 2 open a rectification.
    /// The same rating again: nothing; another one is refused.
    /// </summary>
    public static Decision Rate(Approval? state, RateApproval command, StepContext context) =>
        RatingRules.Rate(state, command, context);

    /// <summary>The local day of the decision.</summary>
    internal static LocalDate Today(StepContext context) => DayOf(context.Now);

    internal static LocalDate DayOf(Instant at) => at.InZone(WorkingCalendar.Zone).Date;
}

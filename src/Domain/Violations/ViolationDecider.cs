using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Violations.Sources;

namespace SmartCity.Domain.Violations;

/// <summary>
/// What may happen to a violation. Pure: the same state, command and context give the same answer. A thing that was done
/// already yields no events. Articles are those of the penalty law (行政处罚法, 2021).
/// </summary>
public static class ViolationDecider
{
    /// <summary>
    /// Takes an exceedance or a report in: refused when its kind is not in force, its time has not come yet, its
    /// coordinate is none, or what is said of the party does not hold.
    /// </summary>
    public static Decision Report(ReportViolation command, StepContext context) => ReportRules.Report(command, context);

    /// <summary>
    /// What completing a task means, by the element of the process it stands at and its outcome. Who holds the task is
    /// checked before (<see cref="WorkItemDecider.NotCompletable"/>).
    /// </summary>
    public static Decision Complete(
        Violation state, WorkItem item, string outcome, FormAnswer form, EnterpriseRegister enterprises,
        EnforcementOfficers officers, StepContext context) =>
        item.Element switch
        {
            "verification" => SourceRules.Verify(outcome, form, context),
            "source" => SourceRules.Locate(outcome, form, enterprises, context),
            "joint-enforcement" => EnforcementRules.Enforce(item, outcome, form, context),
            "site-record" => EnforcementRules.Record(state, outcome, form, officers, context),
            "registered-evidence" => EnforcementRules.Dispose(outcome, form),
            "penalty-notice" => NoticeRules.Notice(state, outcome, form, context),
            "response" or "hearing-option" => NoticeRules.Respond(state, outcome, form, context),
            "statement-review" => NoticeRules.Review(state, outcome, form, context),
            "hearing-arrangement" => HearingRules.Arrange(state, outcome, form, context),
            "hearing-session" => HearingRules.Hold(state, outcome, form, context),
            "legal-check" => PenaltyRules.Check(state, outcome, form, context),
            "decision" => PenaltyRules.Decide(state, outcome, form, context),
            "delivery" => PenaltyRules.Deliver(outcome, form, context),
            "payment" => PaymentRules.Paid(state, outcome, form, context),
            "rectification" => RectificationRules.Rectify(outcome, form, context),
            "re-inspection" => RectificationRules.Reinspect(outcome, form, context),
            "vehicle-verification" => VehicleRules.Verify(outcome, form, context),
            "owner-notice" => VehicleRules.Notify(state, outcome, form, context),
            "vehicle-inspection" => VehicleRules.Inspect(outcome, form, context),
            _ => TaskUnknownOutcome.Of(outcome),
        };

    /// <summary>What a service task of the process does; nothing where it is done already.</summary>
    public static Decision Serve(Violation state, string service, StepContext context) => service switch
    {
        "file" => EnforcementRules.File(state, context),
        "release-evidence" => EnforcementRules.Release(state),
        "waive-rights" => NoticeRules.Lapse(state),
        "resume-after-hearing" => Decision.Of([.. ViolationClocks.Resume(state, context)]),
        "begin-execution" => PaymentRules.Begin(state, context),
        "end-observation" => VehicleRules.EndObservation(state),
        "archive" => RectificationRules.Archive(state, context),
        _ => Decision.Nothing,
    };

    /// <summary>More evidence, by an officer of a unit that takes part.</summary>
    public static Decision Add(Violation? state, AddEvidence command, StepContext context) =>
        EnforcementRules.Add(state, command, context);

    /// <summary>The party's statement, while its days run.</summary>
    public static Decision State(Violation? state, StateDefence command, StepContext context) =>
        NoticeRules.State(state, command.Text, context);

    /// <summary>
    /// The party's request for a hearing, within 5 working days of the notice; from then on its time is not counted.
    /// </summary>
    public static Decision RequestHearing(Violation? state, StepContext context) => NoticeRules.RequestHearing(state, context);

    /// <summary>The fine, with what is added for being late.</summary>
    public static Decision Pay(Violation? state, PayPenalty command, StepContext context) =>
        PaymentRules.Pay(state, command, context);

    /// <summary>What is due on a day: the fine, and 3 % of it for each day it is late, capped at the fine itself.</summary>
    public static AmountDue? Due(Violation state, LocalDate day) => PaymentRules.Due(state, day);

    public static Decision Seek(Violation? state, SeekRemedy command, StepContext context) =>
        RemedyRules.Seek(state, command, context);

    public static Decision End(Violation? state, EndRemedy command, StepContext context) =>
        RemedyRules.End(state, command, context);

    /// <summary>
    /// A further reading of the vehicle; with it the vehicle may be found non-compliant, or the matter be over.
    /// </summary>
    public static Decision Read(Violation? state, RecordVehicleReading command, StepContext context) =>
        VehicleRules.Read(state, command.Reading, context);

    internal static LocalDate Today(StepContext context) => context.Now.InZone(WorkingCalendar.Zone).Date;

    /// <summary>That there is none, or that it ended; else null.</summary>
    internal static Refusal? Over(Violation? state) => state switch
    {
        null => new ViolationNotFound(),
        { Closure: not null } or { ArchivedAt: not null } => new ViolationOver(state.Status),
        _ => null,
    };

    /// <summary>The number of a document of the matter, such as <c>DX-VI-20261122-000001/notice</c>.</summary>
    internal static string Document(Violation state, string what) => $"{state.Number}/{what}";
}

using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using SmartCity.Application.Referrals;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>What a changed <c>Task.status</c> asks of a referral: the tasks of its process are claimed and completed with it.</summary>
internal sealed class FhirTaskMoves(FhirIndexer indexer, MatterProgress progress)
{
    private sealed record Answer(string Task, string? Outcome, object Form);

    /// <summary>The first task of a referral that is opened beside it: it does no more than submit it.</summary>
    public IReadOnlyList<FhirAct> Begin(string to, R4.Task task, FhirWritePlan plan)
    {
        CheckOwner(to, task, plan);
        return task.Status is TaskStatus.Draft or TaskStatus.Requested ? []
            : throw FhirOutcome.Of(new FhirTaskMoveIllegal(Code(TaskStatus.Draft), Code(task.Status!.Value)), plan.Root);
    }

    /// <summary>The move of the task, or the submission where it is new.</summary>
    public FhirAct Act(Referral known, R4.Task task, FhirWritePlan plan)
    {
        CheckOwner(known.ToInstitution, task, plan);
        var treats = task.Status is TaskStatus.InProgress or TaskStatus.OnHold or TaskStatus.Completed or TaskStatus.Failed;
        return new(known.Id, null, (matter, context, _) => Decide((Referral)matter!, task, context), plan.Root)
        {
            Turn = treats ? FhirAct.Treats : FhirAct.Moves,
        };
    }

    private void CheckOwner(string to, R4.Task task, FhirWritePlan plan)
    {
        if (task.Owner?.Reference is { } owner && indexer.UnitOf(owner) is var unit && unit != to) throw new FhirRefused(422, new FhirIssue(
            IssueType.BusinessRule, "fhir.task-owner", new("owner 须为接收机构。", "The owner is the institution that the referral goes to."),
            $"{plan.Root}.owner"));
    }

    /// <summary>Books the slot of an appointment; one that was booked already stays.</summary>
    public FhirAct Book(Referral known, R4.Appointment appointment, FhirWritePlan plan)
    {
        if (appointment.Start is not { } start) throw new FhirRefused(422, new FhirIssue(
            IssueType.Required, "fhir.appointment-start", new("须有 start。", "An appointment has a start."), $"{plan.Root}.start"));
        var at = Instant.FromDateTimeOffset(start).InZone(WorkingCalendar.Zone);
        var kind = appointment.AppointmentType?.Coding.FirstOrDefault(c => AppointmentKinds.All.Contains(c.Code ?? ""))?.Code ?? AppointmentKinds.Outpatient;
        var department = appointment.Specialty.SelectMany(s => s.Coding).FirstOrDefault(c => c.System == FhirReferralView.DepartmentSystem)?.Code ?? "";
        return new(known.Id, null, (matter, context, _) =>
        {
            var now = (Referral)matter!;
            if (now.Appointment is { } booked && booked.Day == at.Date && (booked.Time ?? LocalTime.Midnight) == new LocalTime(at.Hour, at.Minute))
                return Decision.Nothing;
            var again = now.Process?.WorkItems.Values.Any(item => item.Element == ReferralProcess.Rebooking) == true;
            var days = Period.DaysBetween(context.Now.InZone(WorkingCalendar.Zone).Date, at.Date);
            if (days < 0) return ReferralFieldInvalid.Of($"{plan.Root}.start");
            return Run(now, context,
            [
                new(again ? ReferralProcess.Rebooking : ReferralProcess.Appointment, again ? "rebooked" : "appointed",
                    new { kind, department, daysAhead = days, time = at.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) }),
            ]);
        }, plan.Root)
        {
            Turn = FhirAct.Books,
        };
    }

    private Decision Decide(Referral now, R4.Task task, StepContext context)
    {
        var (from, to) = (FhirReferralView.TaskStatusOf(now), task.Status!.Value);
        if (Between(now, task, context) is { } answer) return answer;
        if (from == to) return Decision.Nothing;
        if (from == TaskStatus.Draft && to == TaskStatus.Requested)
            return ReferralHandlers.Handle(new SubmitReferral(now.Id, null), now, context, progress);
        var illegal = new FhirTaskMoveIllegal(Code(from), Code(to));
        if (!TaskStatuses.MayMove(Code(from), Code(to))) return illegal;
        return (from, to) switch
        {
            (_, TaskStatus.Received) => Run(now, context, [new(ReferralProcess.Reception, null, new { })]),
            (TaskStatus.Requested or TaskStatus.Received, TaskStatus.Accepted) => Run(now, context, [new(ReferralProcess.Reception, "accepted", new { note = Said(task) })]),
            (_, TaskStatus.Rejected) => Run(now, context,
                [new(ReferralProcess.Reception, "declined", new { reason = Reason(task), note = task.StatusReason?.Text ?? "" })]),
            (_, TaskStatus.InProgress) => Run(now, context, [new(ReferralProcess.Arrival, "arrived", new { })]),
            (TaskStatus.Accepted, TaskStatus.OnHold) => Run(now, context, [new(ReferralProcess.Arrival, "missed", new { })]),
            (_, TaskStatus.Completed) => Run(now, context, Results(
                now, task, task.BusinessStatus?.Text == ReferralStatuses.ReReferred ? ReferralOutcomes.ReReferred : ReferralOutcomes.Completed)),
            (TaskStatus.InProgress, TaskStatus.Failed) => Run(now, context, Results(now, task, ReferralOutcomes.Failed)),
            (_, TaskStatus.Cancelled) => Withdraw(now, WithdrawalReasons.NotNeeded, task, context),
            (_, TaskStatus.EnteredInError) => Withdraw(now, WithdrawalReasons.EnteredInError, task, context),
            _ => illegal,
        };
    }

    /// <summary>
    /// What both sides say to each other before it is accepted: <c>businessStatus.text</c> says to what the sender of the task
    /// wants it moved, by the words of <see cref="ReferralStatuses"/>. Null where nothing is said.
    /// </summary>
    private Decision? Between(Referral now, R4.Task task, StepContext context)
    {
        Answer? answer = (now.Status, task.Status, task.BusinessStatus?.Text) switch
        {
            (ReferralStatuses.Submitted or ReferralStatuses.Received, TaskStatus.Received, ReferralStatuses.MoreInformation) =>
                new(ReferralProcess.Reception, "more-information", new { question = Said(task) }),
            (ReferralStatuses.Submitted or ReferralStatuses.Received, TaskStatus.Received, ReferralStatuses.Proposed) =>
                new(ReferralProcess.Reception, "alternative", new
                {
                    department = Output(task, "department") ?? "",
                    daysAhead = Day(task) is { } day ? Period.DaysBetween(context.Now.InZone(WorkingCalendar.Zone).Date, day) : 0,
                    note = Said(task),
                }),
            (ReferralStatuses.MoreInformation, TaskStatus.Received, ReferralStatuses.Received) =>
                new(ReferralProcess.Supplement, "supplemented", new { text = Input(task, "supplement") ?? "" }),
            (ReferralStatuses.Proposed, TaskStatus.Received, ReferralStatuses.Received) =>
                new(ReferralProcess.Proposal, "refused", new { note = Said(task) }),
            (ReferralStatuses.Proposed, TaskStatus.Accepted, _) => new(ReferralProcess.Proposal, "agreed", new { }),
            _ => null,
        };
        return answer is null ? null : Run(now, context, [answer]);
    }

    private Decision Withdraw(Referral now, string reason, R4.Task task, StepContext context) =>
        ReferralHandlers.Handle(new WithdrawReferral(now.Id, reason, Said(task) is { Length: > 0 } said ? said : null, null), now, context, progress);

    /// <summary>Treatment and outcome are recorded together, where the treatment was not recorded before.</summary>
    private static IReadOnlyList<Answer> Results(Referral now, R4.Task task, string outcome)
    {
        var result = Output(task, "result") ?? task.Output.Select(Text).FirstOrDefault(text => text is { Length: > 0 }) ?? "";
        var outcomes = outcome == ReferralOutcomes.Failed
            ? (object)new { result }
            : new
            {
                result, advice = Output(task, "advice") ?? "",
                diagnosisCode = Coding(task)?.Code ?? "", diagnosis = Coding(task)?.Display ?? "",
            };
        var concluded = new Answer(ReferralProcess.Outcome, outcome, outcomes);
        return now.Process?.WorkItems.Values.Any(item => item.Element == ReferralProcess.Treatment) == true
            ? [new(ReferralProcess.Treatment, "treated", new { treatment = Output(task, "treatment") ?? result, hospitalNumber = "" }), concluded]
            : [concluded];
    }

    /// <summary>One answer after the other, each on what the one before it left.</summary>
    private Decision Run(Referral state, StepContext context, IReadOnlyList<Answer> answers)
    {
        var events = new List<object>();
        foreach (var answer in answers)
        {
            var decision = ReferralHandlers.Handle(
                new AnswerReferral(state.Id, answer.Task, answer.Outcome, JsonSerializer.SerializeToElement(answer.Form), null), state, context, progress);
            if (decision.Refusal is not null) return decision;
            events.AddRange(decision.Events);
            state = decision.Events.Aggregate(state, (s, e) => Referral.Evolve(s, new(Dated.FactOf(e), s.Version + 1, context.Now, context.Actor.Id))!);
        }
        return Decision.Of(events);
    }

    private static string Said(R4.Task task) => task.StatusReason?.Text ?? task.Note.Select(note => note.Text).FirstOrDefault() ?? "";

    private static string Reason(R4.Task task) =>
        task.StatusReason?.Coding.FirstOrDefault(c => DeclineReasons.All.Contains(c.Code ?? ""))?.Code ?? "other";

    private static string? Output(R4.Task task, string code) => task.Output.FirstOrDefault(o => Is(o.Type, code)) is { } found ? Text(found) : null;

    private static string? Input(R4.Task task, string code) =>
        (task.Input.FirstOrDefault(i => Is(i.Type, code))?.Value as R4.PrimitiveType)?.JsonValue?.ToString();

    private static LocalDate? Day(R4.Task task) => task.Output.FirstOrDefault(o => Is(o.Type, "day"))?.Value is R4.Date { Value: { } text }
        && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } ? day : null;

    private static bool Is(R4.CodeableConcept? type, string code) => type?.Coding.Any(c => c.Code == code) == true || type?.Text == code;

    private static R4.Coding? Coding(R4.Task task) => task.Output.Select(o => o.Value).OfType<R4.CodeableConcept>()
        .SelectMany(concept => concept.Coding).FirstOrDefault(c => Diagnosis.IsCode(c.Code));

    private static string? Text(R4.Task.OutputComponent output) => output.Value switch
    {
        R4.FhirString text => text.Value,
        R4.Markdown text => text.Value,
        R4.CodeableConcept concept => concept.Text,
        _ => null,
    };

    private static string Code(TaskStatus status) => Hl7.Fhir.Utility.EnumUtility.GetLiteral(status)!;
}

using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using static SmartCity.Domain.Referrals.Consultations.ConsultationDecider;

namespace SmartCity.Domain.Referrals.Consultations;

/// <summary>The meeting of a teleconsultation: fixed, proposed anew, held or not (会诊安排与实施).</summary>
internal static class MeetingRules
{
    private const int ShortestMinutes = 5, LongestMinutes = 480, UsualMinutes = 30;
    private static readonly string[] Absences = ["experts", "requester", "patient", "technical"];
    private static readonly Duration Ahead = Duration.FromDays(60);

    internal static Decision Schedule(
        Consultation state, string outcome, FormAnswer form, ConsultationExperts experts, StepContext context)
    {
        switch (outcome)
        {
            case "scheduled":
                if (Time(form, state.AgreedTime, context, out var startsAt) is { } refusal) return refusal;
                if (form.Text("address").Length == 0) return ConsultationAnswerRequired.Of("address");
                var named = form.Texts("experts").Select(id => (Given: id, Found: experts.Find(state.Unit, id))).ToList();
                if (named.Find(expert => expert.Found is null).Given is { } unknown)
                    return ConsultationExpertUnknown.Of("experts", unknown);
                return Decision.Of(new ConsultationScheduled(
                    startsAt, Math.Clamp(form.Number("minutes") ?? UsualMinutes, ShortestMinutes, LongestMinutes),
                    [.. named.Select(expert => expert.Found!).Distinct()],
                    Seal(state, new ConsultationMeeting(form.Text("address"), form.Text("note"))), context.Actor.Id));
            case "proposed":
                return Time(form, null, context, out var proposed) ?? (Decision)Required(form, "reason", reason =>
                    new ConsultationTimeProposed(proposed, Seal(state, reason), context.Actor.Id));
            case "declined":
                return Declined(state, form, context);
            default:
                return TaskUnknownOutcome.Of(outcome);
        }
    }

    internal static Decision Declined(Consultation state, FormAnswer form, StepContext context) => Required(
        form, "reason", reason => new ConsultationDeclined(Seal(state, reason), context.Actor.Id));

    internal static Decision Reply(Consultation state, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "agreed" => Decision.Of(new ConsultationTimeAnswered(true, Seal(state, form.Text("remark")), context.Actor.Id)),
        "other-time" => Required(form, "remark", remark =>
            new ConsultationTimeAnswered(false, Seal(state, remark), context.Actor.Id)),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision Meet(Consultation state, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "held" when state.Scheduled is { Meeting.Experts: { Count: > 0 } experts } && !experts.Contains(context.Actor.Id) =>
            new ConsultationAssignedToAnother(),
        "held" when form.Text("participants").Length == 0 => ConsultationAnswerRequired.Of("participants"),
        "held" => Required(form, "minutes", minutes => new ConsultationHeld(
            Seal(state, new ConsultationMinutes(form.Text("participants"), form.Text("materials"), minutes)), context.Actor.Id)),
        "not-held" when !Absences.Contains(form.Text("absent")) => ConsultationFieldInvalid.Of("absent"),
        "not-held" => Decision.Of(
            new ConsultationNotHeld(form.Text("absent"), Seal(state, form.Text("reason")), context.Actor.Id)),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision Required(FormAnswer form, string field, Func<string, object> fact) =>
        form.Text(field) is { Length: > 0 } text ? Decision.Of(fact(text)) : ConsultationAnswerRequired.Of(field);

    /// <summary>
    /// The time of the form: an ISO 8601 time with offset, or a local one of Beijing; where none is given, the one
    /// agreed on, else the next full hour that lies at least an hour ahead.
    /// </summary>
    private static ConsultationTimeInvalid? Time(
        FormAnswer form, Instant? agreed, StepContext context, out Instant at)
    {
        at = default;
        var text = form.Text("startsAt");
        if (text.Length == 0)
        {
            var hour = Duration.FromHours(1);
            at = agreed > context.Now ? agreed.Value : Instant.FromUnixTimeSeconds((context.Now + hour + hour).ToUnixTimeSeconds() / 3600 * 3600);
            return null;
        }
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } moment) at = moment.Value.ToInstant();
        else if (LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text) is { Success: true } local)
            at = local.Value.InZoneLeniently(WorkingCalendar.Zone).ToInstant();
        else return ConsultationTimeInvalid.Of("startsAt");
        return at > context.Now && at <= context.Now + Ahead ? null : ConsultationTimeInvalid.Of("startsAt");
    }
}

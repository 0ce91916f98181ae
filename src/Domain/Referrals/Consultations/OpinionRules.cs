using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using static SmartCity.Domain.Referrals.Consultations.ConsultationDecider;

namespace SmartCity.Domain.Referrals.Consultations;

/// <summary>The opinion, and what who asked makes of it (会诊意见、追问、办结、评价).</summary>
internal static class OpinionRules
{
    /// <summary>A citizen asks back once.</summary>
    private const int MostQuestions = 1;

    internal static Decision Give(Consultation state, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "given" when state.Scheduled is { Meeting.Experts: { Count: > 0 } experts } && !experts.Contains(context.Actor.Id) =>
            new ConsultationAssignedToAnother(),
        "given" => Opinion(state, form, context),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    /// <summary>With the first one the time of the consultation ends.</summary>
    internal static Decision Opinion(Consultation state, FormAnswer form, StepContext context) =>
        form.Text("conclusion") is { Length: > 0 } conclusion
            ? Decision.Of(
            [
                new ConsultationOpinionGiven(
                    Seal(state, new ConsultationOpinion(form.Text("findings"), conclusion, form.Text("advice"))),
                    [.. form.Texts("attachments").Select(Guid.Parse).Distinct()], form.Flag("critical"), form.Flag("secondReading"),
                    context.Actor.Id),
                .. StopClock(state, context),
            ])
            : ConsultationAnswerRequired.Of("conclusion");

    internal static Decision Follow(Consultation state, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "concluded" => Decision.Of(new ConsultationConcluded(false, context.Actor.Id)),
        "asked-back" when state.Form == ConsultationForms.HealthAdvice =>
            AskAgain(state, form.Text("question"), context.Actor.Id, context),
        "asked-back" => MeetingRules.Required(form, "question", question => Asked(state, question, context.Actor.Id, context)),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision AskAgain(Consultation? state, string? question, string? by, StepContext context) => state switch
    {
        null => new ConsultationNotFound(),
        { Form: not ConsultationForms.HealthAdvice } or { Answered: false } or { Concluded: true } or { Closure: not null } =>
            new ConsultationNotAskable(),
        { AskedBack.Count: >= MostQuestions } => new ConsultationNotAskable(),
        _ when string.IsNullOrWhiteSpace(question) => ConsultationAnswerRequired.Of("question"),
        _ => Decision.Of(Asked(state, question.Trim(), by, context)),
    };

    internal static Decision Rate(Consultation? state, int level, string? comment, StepContext context) => state switch
    {
        null => new ConsultationNotFound(),
        { Form: not ConsultationForms.HealthAdvice } or { Answered: false } or { Closure: not null } => new ConsultationNotRatable(),
        { Rating: { } rated } => rated.Level == level ? Decision.Nothing : new ConsultationNotRatable(),
        _ when level is < Review.Worst or > Review.Best => ConsultationRatingInvalid.Of(),
        _ => Decision.Of(
        [
            new ConsultationRated(level, Seal(state, comment?.Trim() ?? ""), context.Actor.Channel),
            .. state.Concluded ? (object[])[] : [new ConsultationConcluded(false, null)],
        ]),
    };

    private static ConsultationAskedBack Asked(Consultation state, string question, string? by, StepContext context) =>
        new(Seal(state, question), by, context.Actor.Channel);
}

using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using static SmartCity.Domain.Referrals.Consultations.ConsultationDecider;

namespace SmartCity.Domain.Referrals.Consultations;

/// <summary>The remote diagnosis: given to be read, read, read again by another (远程诊断).</summary>
internal static class ReadingRules
{
    internal static Decision Assign(
        Consultation state, string outcome, FormAnswer form, ConsultationExperts experts, StepContext context)
    {
        if (outcome == "more-materials") return AskMore(state, form, context);
        if (outcome == "declined") return MeetingRules.Declined(state, form, context);
        if (outcome != "assigned") return TaskUnknownOutcome.Of(outcome);
        var given = form.Text("expert");
        return given.Length == 0 ? Decision.Of(new ConsultationAssigned(null, context.Actor.Id))
            : experts.Find(state.Unit, given) is { } expert ? Decision.Of(new ConsultationAssigned(expert, context.Actor.Id))
            : ConsultationExpertUnknown.Of("expert", given);
    }

    internal static Decision Supply(Consultation state, string outcome, FormAnswer form, StepContext context) => outcome == "supplied"
        ? MeetingRules.Required(form, "remark", remark => new ConsultationMaterialsSupplied(
            [.. form.Texts("attachments").Select(Guid.Parse).Distinct()], Seal(state, remark), context.Actor.Id))
        : TaskUnknownOutcome.Of(outcome);

    internal static Decision Report(Consultation state, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        _ when state.Assigned?.Expert is { } expert && expert != context.Actor.Id => new ConsultationAssignedToAnother(),
        "reported" => OpinionRules.Opinion(state, form, context),
        "more-materials" => AskMore(state, form, context),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision ReadAgain(Consultation state, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        _ when state.Opinions[^1].By == context.Actor.Id => new ConsultationSecondReaderMustDiffer(),
        "agreed" => Decision.Of(new ConsultationSecondRead(true, null, context.Actor.Id)),
        "changed" => MeetingRules.Required(form, "conclusion", conclusion => new ConsultationSecondRead(
            false, Seal(state, new ConsultationOpinion(form.Text("findings"), conclusion, form.Text("advice"))), context.Actor.Id)),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    private static Decision AskMore(Consultation state, FormAnswer form, StepContext context) => MeetingRules.Required(
        form, "what", what => new ConsultationMaterialsAsked(Seal(state, what), context.Actor.Id));
}

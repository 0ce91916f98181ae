using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Violations.Catalogue;

namespace SmartCity.Domain.Violations;

/// <summary>Legal check, decision and delivery (法制审核、处罚决定、送达, 第五十七至六十一条).</summary>
internal static class PenaltyRules
{
    /// <summary>A hearing was held, or the fine is high (第五十八条).</summary>
    internal static bool IsMajor(Violation state) => state.HearingHeld is not null
        || state.Intended?.Amount >= state.Terms.LegalCheckFrom.For(state.Subject);

    internal static Decision Check(Violation state, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "passed" or "returned" when state.Handlers.Contains(context.Actor.Id) => new HandledTheViolation(),
        "passed" => Decision.Of(new PenaltyLegallyChecked(context.Actor.Id, form.Text("opinion"))),
        "returned" => Return("legal-check", form, context),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision Decide(Violation state, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "penalised" => Penalise(state, form, context),
        "no-penalty" when form.Text("reason").Length == 0 => ViolationAnswerRequired.Of("reason"),
        "no-penalty" => Decision.Of(
        [
            new PenaltyForgone(
                ViolationDecider.Today(context), form.Text("reason"), state.Terms.Code, state.Terms.Version,
                ViolationDecider.Document(state, "no-penalty"), context.Actor.Id),
            .. ViolationClocks.Stop(state, ViolationClocks.Case, context),
        ]),
        "returned" => Return("decision", form, context),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision Deliver(string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "delivered" => Decision.Of(new PenaltyDelivered(form.Text("method"), form.Text("receiver"), context.Actor.Id)),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    /// <summary>Not beyond what the party was told, and within what the law sets.</summary>
    private static Decision Penalise(Violation state, FormAnswer form, StepContext context)
    {
        var intended = state.Intended!;
        var penalty = form.Number("amount") is { } amount and > 0
            ? intended with { Amount = amount, Warning = false }
            : intended;
        if (form.Text("remedy").Length == 0)
            return ViolationAnswerRequired.Of("remedy");
        if (Fines.TooHeavy(penalty, intended) is { } heavier)
            return heavier;
        if (Fines.OutOfRange(state.Terms, penalty) is { } outside)
            return outside;
        LocalDate? rectifyBy = state.Terms.Rectification
            ? context.Calendar.Due(state.Terms.Limits[OffenceLimits.Rectification], context.Now).LastDay
            : null;
        return Decision.Of(
        [
            new PenaltyDecided(
                ViolationDecider.Today(context), penalty, state.Terms.Basis, state.Terms.Code, state.Terms.Version,
                context.Calendar.Version, rectifyBy, ViolationDecider.Document(state, "decision"), form.Text("remedy"),
                context.Actor.Id),
            .. ViolationClocks.Stop(state, ViolationClocks.Case, context),
        ]);
    }

    private static Decision Return(string from, FormAnswer form, StepContext context) => form.Text("reason").Length == 0
        ? ViolationAnswerRequired.Of("reason")
        : Decision.Of(new PenaltyReturned(from, context.Actor.Id, form.Text("reason")));
}

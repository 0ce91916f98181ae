using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Violations.Catalogue;

namespace SmartCity.Domain.Violations;

/// <summary>The notice before the penalty and the party's answer (事先告知、陈述申辩, 第四十四、四十五、六十三条).</summary>
internal static class NoticeRules
{
    internal static Decision Notice(Violation state, string outcome, FormAnswer form, StepContext context)
    {
        if (outcome != "served")
            return TaskUnknownOutcome.Of(outcome);
        if (form.Text("facts").Length == 0)
            return ViolationAnswerRequired.Of("facts");
        if (Fines.Intended(state.Terms, form, out var penalty) is { } refusal)
            return refusal;
        var respondBy = context.Calendar.Due(state.Terms.Limits[OffenceLimits.Response], context.Now).LastDay;
        return Decision.Of(new PenaltyNoticeServed(
            penalty, form.Text("facts"), state.Terms.Basis, penalty.Amount >= state.Terms.HearingFrom.For(state.Subject),
            respondBy, ViolationDecider.Document(state, "notice"), context.Actor.Id));
    }

    /// <summary>
    /// What the party said at the desk, registered by an officer; the hearing may be asked for after the statement.
    /// </summary>
    internal static Decision Respond(Violation state, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "statement" => State(state, form.Text("text"), context),
        "hearing" => RequestHearing(state, context),
        "waived" => Decision.Of(new PartyRightsWaived(false)),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision State(Violation? state, string text, StepContext context)
    {
        if (ViolationDecider.Over(state) is { } over)
            return over;
        if (string.IsNullOrWhiteSpace(text))
            return ViolationAnswerRequired.Of("text");
        if (state!.Statement?.Text == text.Trim())
            return Decision.Nothing;
        return NotOpen(state, context) is { } closed ? closed
            : state.Statement is not null ? new ResponseNotOpen()
            : Decision.Of(new PartyStated(text.Trim(), context.Actor.Channel));
    }

    /// <summary>
    /// A right beside the statement (第六十三、六十四条): who has stated its case may still ask, while the days run.
    /// </summary>
    internal static Decision RequestHearing(Violation? state, StepContext context) => state switch
    {
        _ when ViolationDecider.Over(state) is { } over => over,
        { HearingRequest: not null } => Decision.Nothing,
        _ when NotOpen(state!, context) is { } closed => closed,
        { Notice.HearingOffered: false } => new NoRightToHearing(),
        _ => Decision.Of(
        [
            new PenaltyHearingRequested(ViolationDecider.Today(context), context.Actor.Channel),
            .. ViolationClocks.Suspend(state!, context),
        ]),
    };

    /// <summary>The days of the notice passed.</summary>
    internal static Decision Lapse(Violation state) => state.RightsEnded || state.HearingRequest is not null
        ? Decision.Nothing
        : Decision.Of(new PartyRightsWaived(true));

    /// <summary>
    /// How long, from the review of the statement on, the party may still ask for a hearing; null where it may not.
    /// </summary>
    internal static TimeLimit? HearingOption(Violation state) =>
        state is { Notice: { HearingOffered: true } notice, RightsEnded: false, HearingRequest: null }
        && state.ReviewedOn is { } day && day <= notice.RespondBy
            ? new(Period.DaysBetween(day, notice.RespondBy), TimeUnit.Days)
            : null;

    internal static Decision Review(Violation state, string outcome, FormAnswer form, StepContext context)
    {
        var noticed = state.Notice!.Penalty;
        var reason = form.Text("reason");
        switch (outcome)
        {
            case "maintained" or "accepted" when reason.Length == 0:
                return ViolationAnswerRequired.Of("reason");
            case "maintained":
                return Decision.Of(new StatementReviewed(false, noticed, reason, context.Actor.Id));
            case "accepted":
                var least = Math.Min(state.Terms.Fine?.Min ?? 0, noticed.Amount);
                var lighter = noticed with { Amount = form.Number("amount") is { } amount and > 0 ? amount : least };
                return Fines.TooHeavy(lighter, noticed) is { } heavier ? heavier
                    : Fines.OutOfRange(state.Terms, lighter) is { } outside ? outside
                    : Decision.Of(new StatementReviewed(true, lighter, reason, context.Actor.Id));
            default:
                return TaskUnknownOutcome.Of(outcome);
        }
    }

    private static ResponseNotOpen? NotOpen(Violation state, StepContext context) =>
        state is { Notice: { } notice, RightsEnded: false } && ViolationDecider.Today(context) <= notice.RespondBy
            ? null
            : new ResponseNotOpen();
}

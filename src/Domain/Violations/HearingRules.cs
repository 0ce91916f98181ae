using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Violations.Catalogue;

namespace SmartCity.Domain.Violations;

/// <summary>The hearing (听证, 第六十三至六十五条).</summary>
internal static class HearingRules
{
    /// <summary>The day is at least 7 working days ahead, whatever the form says.</summary>
    internal static Decision Arrange(Violation state, string outcome, FormAnswer form, StepContext context)
    {
        if (outcome != "arranged")
            return TaskUnknownOutcome.Of(outcome);
        if (form.Text("place").Length == 0)
            return ViolationAnswerRequired.Of("place");
        var least = state.Terms.Limits[OffenceLimits.HearingNotice].Amount;
        var ahead = new TimeLimit(Math.Max(least, form.Number("daysAhead") ?? least), TimeUnit.WorkingDays);
        var day = context.Calendar.Due(ahead, context.Now).LastDay;
        return Decision.Of(new PenaltyHearingArranged(
            day, form.Text("place"), ViolationDecider.Document(state, "hearing"), context.Actor.Id));
    }

    /// <summary>Not before its day, and not by anybody who handled the case.</summary>
    internal static Decision Hold(Violation state, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        not "held" => TaskUnknownOutcome.Of(outcome),
        _ when state.Handlers.Contains(context.Actor.Id) => new HandledTheViolation(),
        _ when state.Hearing is { } fixedFor && ViolationDecider.Today(context) < fixedFor.Day =>
            new HearingBeforeItsDay(fixedFor.Day),
        _ when form.Text("conclusion").Length == 0 => ViolationAnswerRequired.Of("conclusion"),
        _ => Decision.Of(new PenaltyHearingHeld(context.Actor.Id, form.Text("conclusion"), form.Text("record"))),
    };
}

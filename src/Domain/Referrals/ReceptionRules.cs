using NodaTime;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Referrals;

/// <summary>What the receiver's referral office answers, and what the sender says to that (接收、补充、另行建议).</summary>
internal static class ReceptionRules
{
    internal static Decision Receive(
        Referral state, string outcome, FormAnswer form, ReferralRules? rules, StepContext context) => outcome switch
    {
        "accepted" => Accept(state, form, rules, context),
        "more-information" => Ask(state, form, context),
        "alternative" => Propose(state, form, rules, context),
        "declined" => Decline(state, form, context),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision Supplement(Referral state, string outcome, FormAnswer form, StepContext context)
    {
        if (outcome == "withdrawn")
            return EndRules.Withdraw(state, WithdrawalReasons.Other, null, context);
        if (outcome != "supplemented")
            return TaskUnknownOutcome.Of(outcome);
        if (form.Text("text").Length == 0)
            return ReferralAnswerRequired.Of("text");
        var summary = form.Text("summary") is { Length: > 0 } said ? said : null;
        return Decision.Of(
        [
            new ReferralSupplemented(
                ReferralDecider.Seal(state, new ReferralSupplement(form.Text("text"), summary)),
                [.. form.Texts("attachments").Select(Guid.Parse)], context.Actor.Id),
            .. ReferralClocks.Resume(state, context),
        ]);
    }

    internal static Decision Answer(Referral state, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "agreed" => Decision.Of(
        [
            new ReferralAlternativeAgreed(state.Proposal!, context.Actor.Id),
            .. ReferralClocks.Stop(state, ReferralClocks.Reception, context),
        ]),
        "refused" => Decision.Of(
        [
            new ReferralAlternativeRefused(ReferralDecider.Note(state, form.Text("note")), context.Actor.Id),
            .. ReferralClocks.Resume(state, context),
        ]),
        "withdrawn" => EndRules.Withdraw(state, WithdrawalReasons.Other, null, context),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    private static Decision Accept(Referral state, FormAnswer form, ReferralRules? rules, StepContext context)
    {
        if (Department(state, form, rules) is not { } department)
            return ReferralDepartmentUnknown.Of("department", form.Text("department"));
        return Decision.Of(
        [
            new ReferralAccepted(
                department, Visits(state, context), ReferralDecider.Note(state, form.Text("note")), context.Actor.Id),
            .. ReferralClocks.Stop(state, ReferralClocks.Reception, context),
        ]);
    }

    private static Decision Ask(Referral state, FormAnswer form, StepContext context) =>
        ReferralDecider.Note(state, form.Text("question")) is not { } question
            ? ReferralAnswerRequired.Of("question")
            : Decision.Of(
            [
                new ReferralMoreAsked(state.Rounds + 1, question, context.Actor.Id), .. ReferralClocks.Suspend(state, context),
            ]);

    private static Decision Propose(Referral state, FormAnswer form, ReferralRules? rules, StepContext context)
    {
        if (Department(state, form, rules) is not { } department)
            return ReferralDepartmentUnknown.Of("department", form.Text("department"));
        var day = ReferralDecider.Today(context).PlusDays(Math.Max(0, form.Number("daysAhead") ?? 0));
        return Decision.Of(
        [
            new ReferralAlternativeProposed(
                new(department, day), ReferralDecider.Note(state, form.Text("note")), context.Actor.Id),
            .. ReferralClocks.Suspend(state, context),
        ]);
    }

    private static Decision Decline(Referral state, FormAnswer form, StepContext context) =>
        !DeclineReasons.All.Contains(form.Text("reason"))
            ? ReferralAnswerRequired.Of("reason")
            : Decision.Of(
            [
                new ReferralDeclined(
                    form.Text("reason"), ReferralDecider.Note(state, form.Text("note")), context.Actor.Id),
                .. ReferralClocks.StopAll(state, context),
            ]);

    /// <summary>The one named, else the one asked for, else the receiver's first; null where it does not have it.</summary>
    private static string? Department(Referral state, FormAnswer form, ReferralRules? rules)
    {
        var named = form.Text("department") is { Length: > 0 } given ? given : state.Department;
        var receiver = rules?.Institution(state.ToInstitution);
        return named is null ? receiver?.Departments[0].Code : receiver?.Department(named)?.Code;
    }

    /// <summary>
    /// Down: the days that the plan named, else those of the rules, counted from today. A day that passed meanwhile is made
    /// up at once.
    /// </summary>
    private static IReadOnlyList<PlannedVisit> Visits(Referral state, StepContext context)
    {
        if (state.Direction != ReferralDirections.Down) return [];
        var today = ReferralDecider.Today(context);
        IEnumerable<LocalDate> days = state.VisitsAsked.Count > 0
            ? state.VisitsAsked
            : state.Terms.VisitDays.Select(ahead => today.PlusDays(ahead));
        return [.. days.Order().Select((day, i) => new PlannedVisit(i + 1, day))];
    }
}

using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Approvals;

/// <summary>Procedures whose time is not counted (行政许可法第四十五条), and what they find.</summary>
internal static class SpecialProcedureRules
{
    /// <summary>The process comes to a special procedure: the written notice carries the matter's number.</summary>
    internal static Decision Begin(Approval state, string ground, StepContext context)
    {
        if (state.IsSettled || state.SpecialProcedure is not null)
            return Decision.Nothing;
        TimeLimit? needed = state.Terms.Limits.TryGetValue(ground, out var limit) ? limit : null;
        return Start(state, ground, needed, $"{state.Number}/{ground}", context);
    }

    internal static Decision Start(
        Approval state, string ground, TimeLimit? needed, string document, StepContext context) => Decision.Of(
    [
        new SpecialProcedureStarted(
            ground, needed, document, needed is { } time ? context.Calendar.Due(time, context.Now).LastDay : null),
        .. ApprovalClocks.SuspendLegal(state, ground, context.Now),
    ]);

    internal static Decision End(Approval state, StepContext context) => state.SpecialProcedure is { } ground
        ? Decision.Of([new SpecialProcedureEnded(ground), .. ApprovalClocks.ResumeLegal(state, context)])
        : Decision.Nothing;

    internal static Decision Inspect(string outcome, FormAnswer form, StepContext context)
    {
        var second = form.Text("secondInspector");
        return outcome switch
        {
            "rectified" => Decision.Of(new SiteRectified(form.Text("remark"))),
            "passed" or "rectify" or "failed" when second.Length == 0 => AnswerRequired.Of("secondInspector"),
            "passed" or "rectify" or "failed" when IsSame(second, context.Actor) => new SecondOfficerMustDiffer(),
            "passed" or "rectify" or "failed" =>
                Decision.Of(new SiteInspected(outcome, context.Actor.Id, second, form.Text("findings"))),
            _ => TaskUnknownOutcome.Of(outcome),
        };
    }

    internal static Decision Experts(string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "invited" => Decision.Of(new ExpertsInvited(form.Number("experts") ?? 0, form.Text("field"))),
        "recommend" or "advise-against" =>
            Decision.Of(new ExpertsReviewed(outcome, context.Actor.Id, form.Text("remark"))),
        "no-objection" or "objection" =>
            Decision.Of(new PublicityClosed(outcome == "objection", form.Text("remark"))),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    /// <summary>Two inspectors are two people: the second is not who completes the task.</summary>
    internal static bool IsSame(string named, Actor actor) => named == actor.Id || named == actor.Name;
}

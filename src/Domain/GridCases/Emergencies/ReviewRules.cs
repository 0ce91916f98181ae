using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>The after-action review (总结评估), and back to peacetime.</summary>
internal static class ReviewRules
{
    /// <summary>
    /// Nothing left to handle: the lead unit has resolved the case, and it is verified like any other; one that nobody
    /// has classified yet is classified by table first, and where nobody knows its kind, it goes on at the analysis.
    /// Else its handling goes on. Either way its clocks count again.
    /// </summary>
    internal static Decision Review(
        GridCase state, string outcome, FormAnswer form, ICaseRules rules, StepContext context)
    {
        if (state.Emergency is not { StoodDownAt: not null, Review: null } emergency) return new EmergencyOver();
        var lessons = form.Texts("lessons").Select(lesson => lesson.Trim()).Where(lesson => lesson.Length > 0).ToList();
        if (lessons.Count == 0) return EmergencyFieldInvalid.Required("lessons");
        var settled = outcome == "settled";
        var assessment = form.Text("assessment");
        var reviewed = new AfterActionReviewed(assessment, lessons, settled, context.Actor.Id);
        var after = GridCaseFold.Apply(state, new(reviewed, state.Version + 1, context.Now, context.Actor.Id));
        var classified = settled ? AnalysisRules.ByTable(after, rules, context).Events : [];
        return Decision.Of(
        [
            reviewed,
            .. EmergencyClocks.Thaw(state, context),
            .. classified,
            .. settled && state.ResolvedAt is null && (state.Classified is not null || classified.Count > 0)
                ? [new GridCaseResolved(
                    state.HandlingUnit ?? emergency.Terms.CommandUnit, context.Actor.Id, assessment, [])]
                : (object[])[],
        ]);
    }
}

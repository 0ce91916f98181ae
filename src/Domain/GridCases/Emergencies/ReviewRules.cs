using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>The after-action review (总结评估), and back to peacetime.</summary>
internal static class ReviewRules
{
    /// <summary>
    /// Nothing left to handle: the lead unit has resolved the case, and it is verified like any other. Else its handling goes
    /// on. Either way its clocks count again.
    /// </summary>
    internal static Decision Review(GridCase state, string outcome, FormAnswer form, StepContext context)
    {
        if (state.Emergency is not { StoodDownAt: not null, Review: null } emergency) return new EmergencyOver();
        var lessons = form.Texts("lessons").Select(lesson => lesson.Trim()).Where(lesson => lesson.Length > 0).ToList();
        if (lessons.Count == 0) return EmergencyFieldInvalid.Required("lessons");
        var settled = outcome == "settled";
        var assessment = form.Text("assessment");
        return Decision.Of(
        [
            new AfterActionReviewed(assessment, lessons, settled, context.Actor.Id),
            .. EmergencyClocks.Thaw(state, context),
            .. settled && state.ResolvedAt is null
                ? [new GridCaseResolved(
                    state.HandlingUnit ?? emergency.Terms.CommandUnit, context.Actor.Id, assessment, [])]
                : (object[])[],
        ]);
    }
}

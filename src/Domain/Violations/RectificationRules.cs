using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Violations;

/// <summary>Putting it right, the second look, the archive (整改、复查、归档).</summary>
internal static class RectificationRules
{
    internal static Decision Rectify(string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "rectified" when form.Text("measures").Length == 0 => ViolationAnswerRequired.Of("measures"),
        "rectified" => Decision.Of(new ViolationRectified(form.Text("measures"), context.Actor.Id)),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    /// <summary>A failed one leads back to the rectification.</summary>
    internal static Decision Reinspect(string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "passed" or "failed" when form.Text("findings").Length == 0 => ViolationAnswerRequired.Of("findings"),
        "passed" or "failed" =>
            Decision.Of(new ViolationReinspected(outcome == "passed", form.Text("findings"), context.Actor.Id)),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    /// <summary>Every clock stops.</summary>
    internal static Decision Archive(Violation state, StepContext context) => state.ArchivedAt is not null
        ? Decision.Nothing
        : Decision.Of([new ViolationArchived(ViolationDecider.Today(context)), .. ViolationClocks.StopAll(state, context)]);
}

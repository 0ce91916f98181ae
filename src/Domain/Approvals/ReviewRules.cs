using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Approvals;

/// <summary>Checks by officers, and the departments' parts of a joint review.</summary>
internal static class ReviewRules
{
    internal static Decision Check(
        Approval state, string element, string outcome, FormAnswer form, StepContext context)
    {
        var officer = context.Actor.Id;
        return (element, outcome) switch
        {
            ("first-check", "passed") => Decision.Of(new ApprovalFirstChecked(officer, form.Text("opinion"))),
            ("second-check", _) when officer == state.FirstOfficer => new SecondOfficerMustDiffer(),
            ("second-check", "passed") => Decision.Of(new ApprovalSecondChecked(officer, form.Text("opinion"))),
            ("second-check", "return") when form.Text("reason").Length == 0 => AnswerRequired.Of("reason"),
            ("second-check", "return") =>
                Decision.Of(new ApprovalCheckReturned(element, officer, form.Text("reason"))),
            _ => TaskUnknownOutcome.Of(outcome),
        };
    }

    internal static Decision Department(string unit, string outcome, FormAnswer form, StepContext context)
    {
        var officer = context.Actor.Id;
        return outcome switch
        {
            "agree" => Decision.Of(new DepartmentReviewed(unit, "agree", officer, form.Text("remark"))),
            "object" or "return" when form.Text("reason").Length == 0 => AnswerRequired.Of("reason"),
            "object" => Decision.Of(new DepartmentReviewed(unit, "object", officer, form.Text("reason"))),
            "return" => Decision.Of(new DepartmentReviewReturned(unit, officer, form.Text("reason"))),
            "corrected" => Decision.Of(new DepartmentReviewCorrected(unit, officer, form.Text("remark"))),
            _ => TaskUnknownOutcome.Of(outcome),
        };
    }
}

using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Approvals;

/// <summary>Declaration and commitment (告知承诺): granted on a promise, checked afterwards.</summary>
internal static class CommitmentRules
{
    internal static Decision Complete(Approval state, string outcome, FormAnswer form, StepContext context)
    {
        var second = form.Text("secondInspector");
        return outcome switch
        {
            "signed" => Decision.Of(new CommitmentGiven($"{state.Number}/commitment")),
            "kept" or "broken" when second.Length == 0 => AnswerRequired.Of("secondInspector"),
            "kept" or "broken" when SpecialProcedureRules.IsSame(second, context.Actor) => new SecondOfficerMustDiffer(),
            "kept" => Decision.Of(new CommitmentKept(context.Actor.Id, second)),
            "broken" when form.Text("findings").Length == 0 => AnswerRequired.Of("findings"),
            "broken" => Decision.Of(new CommitmentBroken(context.Actor.Id, second, form.Text("findings"))),
            "rectified" => Decision.Of(new CommitmentBreachRectified(form.Text("remark"))),
            "not-rectified" => Decision.Nothing,
            _ => TaskUnknownOutcome.Of(outcome),
        };
    }

    /// <summary>Not put right in time: the licence is taken back (行政许可法第六十九条).</summary>
    internal static Decision RevokeForBreach(Approval state, StepContext context) => state.Revocation is not null
        ? Decision.Nothing
        : Decision.Of(new ApprovalRevoked(
            "withdrawn", "违反告知承诺且逾期未整改", "行政许可法第六十九条", ApprovalDecider.Today(context), context.Actor.Id));
}

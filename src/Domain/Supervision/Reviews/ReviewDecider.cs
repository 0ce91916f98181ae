using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Supervision.Reviews;

/// <summary>A supervisor decides that what was said of a matter is not published (不予公开).</summary>
public sealed record WithholdReview(Guid MatterId, string Reason);

/// <summary>What may be done about a review beside the matter's own process.</summary>
public static class ReviewDecider
{
    /// <summary>Takes it out of the publication, for good; again: nothing.</summary>
    public static Decision Withhold(Matter? matter, WithholdReview command, StepContext context) => matter switch
    {
        not { Reviewed.Level: not null } => new ReviewNotFound(),
        { Withheld: not null } => Decision.Nothing,
        _ when string.IsNullOrWhiteSpace(command.Reason) => ReviewReasonRequired.Of(),
        _ => Decision.Of(new ReviewWithheld(context.Actor.Id, command.Reason.Trim())),
    };
}

/// <summary>Nobody said anything of this matter.</summary>
public sealed record ReviewNotFound() : Refusal(RefusalKind.NotFound, "review.not-found",
    new("没有此评价。", "There is no such review."));

/// <summary>A decision against the publication needs its reason.</summary>
public sealed record ReviewReasonRequired() : Refusal(RefusalKind.Invalid, "review.reason-required",
    new("必须说明不予公开的理由。", "Why it is not published must be said."))
{
    public static ReviewReasonRequired Of() => new() { Fields = new Dictionary<string, string[]> { ["reason"] = ["required"] } };
}

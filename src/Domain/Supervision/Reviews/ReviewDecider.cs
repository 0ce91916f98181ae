using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Supervision.Reviews;

/// <summary>A supervisor decides that what was said of a matter is not published (不予公开).</summary>
public sealed record WithholdReview(Guid MatterId, string Reason);

/// <summary>A supervisor lets what was written be published (准予公开).</summary>
public sealed record ReleaseReview(Guid MatterId);

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

    /// <summary>Lets everybody read what was written, as it stands now; again: nothing.</summary>
    public static Decision Release(Matter? matter, StepContext context) => matter switch
    {
        not { Reviewed: { RatedAt: not null, Level: not null } } => new ReviewNotFound(),
        { Withheld: not null } => new ReviewIsWithheld(),
        { Reviewed: { IsSettled: false } } => new ReviewNotSettled(),
        { Reviewed: { } review } when review.IsReleased(matter.Released) => Decision.Nothing,
        _ => Decision.Of(new ReviewReleased(
            context.Actor.Id, matter.Reviewed.RatedAt!.Value, matter.Reviewed.IsBad ? matter.Reviewed.RectifiedAt : null)),
    };
}

/// <summary>Nobody said anything of this matter.</summary>
public sealed record ReviewNotFound() : Refusal(RefusalKind.NotFound, "review.not-found",
    new("没有此评价。", "There is no such review."));

/// <summary>What is withheld stays so.</summary>
public sealed record ReviewIsWithheld() : Refusal(RefusalKind.Conflict, "review.withheld",
    new("此评价已决定不予公开。", "It was decided that this review is not published."));

/// <summary>A bad one is published once it is put right, and what was done about it is read before.</summary>
public sealed record ReviewNotSettled() : Refusal(RefusalKind.Conflict, "review.not-settled",
    new("差评整改完成后方可公开。", "A bad review is published once it is put right."));

/// <summary>A decision against the publication needs its reason.</summary>
public sealed record ReviewReasonRequired() : Refusal(RefusalKind.Invalid, "review.reason-required",
    new("必须说明不予公开的理由。", "Why it is not published must be said."))
{
    public static ReviewReasonRequired Of() => new() { Fields = new Dictionary<string, string[]> { ["reason"] = ["required"] } };
}

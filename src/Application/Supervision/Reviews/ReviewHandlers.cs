using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Supervision.Reviews;

namespace SmartCity.Application.Supervision.Reviews;

/// <summary>What supervisors decide on reviews.</summary>
public static class ReviewHandlers
{
    public static Decision Handle(WithholdReview command, Matter? matter, StepContext context) =>
        ReviewDecider.Withhold(Seen(matter, context), command, context);

    public static Decision Handle(ReleaseReview command, Matter? matter, StepContext context) =>
        ReviewDecider.Release(Seen(matter, context), context);

    private static Matter? Seen(Matter? matter, StepContext context) =>
        matter is not null && Sight.Sees(context.Actor, matter) ? matter : null;
}

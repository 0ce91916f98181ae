using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Supervision.Reviews;

namespace SmartCity.Application.Supervision.Reviews;

/// <summary>What supervisors decide on reviews.</summary>
public static class ReviewHandlers
{
    public static Decision Handle(WithholdReview command, Matter? matter, StepContext context) =>
        ReviewDecider.Withhold(matter is not null && Sight.Sees(context.Actor, matter) ? matter : null, command, context);
}

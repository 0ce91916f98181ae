using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Approvals;

/// <summary>What became of asking the applicant for a rating (好差评).</summary>
internal static class ApprovalReview
{
    /// <summary>
    /// The service is finished, and whoever received it is asked now: what is decided and delivered reaches this task once,
    /// unless it was rated before.
    /// </summary>
    internal static bool Asks(ProcessAdvanced step) => step.Opened.Any(item => item.Element == "evaluation");

    internal static Review? Of(Approval a) => a.InvitedAt is null && a.Rating is null ? null : new()
    {
        About = a.Terms.Name,
        InvitedAt = a.InvitedAt,
        Channel = a.InvitedOver,
        Level = a.Rating?.Level,
        Comment = a.Rating?.Comment,
        RatedAt = a.RatedAt,
        CalledBackAt = a.CalledBackAt,
        RectifyBy = a.Clocks.GetValueOrDefault(ApprovalClocks.Rectification)?.DueAt,
        RectifiedAt = a.RectifiedAt,
        Measures = a.Measures,
        Names = [a.Applicant.Name],
    };
}

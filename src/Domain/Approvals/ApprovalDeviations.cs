using System.Collections.Immutable;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Approvals;

/// <summary>What supervision looks into at an approval (审批偏差).</summary>
public static class ApprovalDeviations
{
    /// <summary>
    /// 申请材料齐全却不予受理 (行政许可法第七十二条): it was not accepted, or returned as not corrected, and nothing that is
    /// required was missing. The grounds that the law leaves (art. 32: not competent, no licence needed) have nothing to do
    /// with materials: whether one of them was there is what the unit explains.
    /// </summary>
    public const string CompleteApplicationRefused = "complete-application-refused";

    /// <summary>
    /// 未一次性告知 (art. 32): the applicant was asked for materials again. A second notice that adds to the first is refused
    /// when it is given; one that repeats it is recorded, and is looked into here.
    /// </summary>
    public const string MaterialsAskedTwice = "materials-asked-twice";

    /// <summary>差评逾期未整改.</summary>
    public const string BadRatingNotRectified = "bad-rating-not-rectified";

    /// <summary>The applicant's own time: correction, missing materials, what an inspection found, commitment, request of a hearing.</summary>
    internal static IReadOnlySet<string> Applicants { get; } = ImmutableHashSet.Create(
        ApprovalClocks.Correction, "tolerated-materials", "site-rectification", "breach-rectification", "commitment-letter",
        "hearing-request");

    internal static IEnumerable<Deviation> Of(Approval state)
    {
        if (state.RefusedComplete) yield return new(CompleteApplicationRefused, "", state.IntakeUnit);
        if (state.Corrections > 1) yield return new(MaterialsAskedTwice, "", state.IntakeUnit);
        foreach (var deviation in Deviation.OfClocks(state))
            yield return deviation.Cause == Deviation.OfClock(ApprovalClocks.Rectification)
                ? deviation with { Cause = BadRatingNotRectified }
                : deviation;
    }
}

using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Approvals;

/// <summary>What supervision counts of approvals, those of other systems too.</summary>
internal static class ApprovalPerformance
{
    /// <summary>Finished with the decision; what ended without one is not. Its clocks stop with the decision.</summary>
    internal static Performance Of(Approval a)
    {
        var (promised, statutory) = (a.Clocks.GetValueOrDefault(ApprovalClocks.Promised), a.Clocks.GetValueOrDefault(ApprovalClocks.Statutory));
        return new()
        {
            Item = a.Terms.ItemCode,
            AcceptedAt = a.AcceptedAt,
            RespondedAt = a.AnsweredAt,
            FinishedAt = a.DecidedAt,
            Counted = promised ?? statutory,
            InTime = a.DecidedAt is null ? null : Kept(promised),
            InLegalTime = a.DecidedAt is null ? null : Kept(statutory),
            Corrections = a.Corrections,
            Reworks = a.Reworks,
            Rating = a.Rating?.Level,
        };
    }

    /// <summary>Finished with its end; in time when that was not after the end that the other system had planned.</summary>
    internal static Performance Of(ImportedApproval a) => new()
    {
        AcceptedAt = a.OpenedAt,
        FinishedAt = a.ArchivedAt,
        Counted = a.Clocks.GetValueOrDefault(ApprovalImportDecider.ClockName),
        InTime = a.ArchivedAt is { } ended ? ended <= a.PlannedAt : null,
    };

    private static bool? Kept(Clock? clock) => clock is null ? null : !clock.Breached && clock.StoppedAt <= clock.DueAt;
}

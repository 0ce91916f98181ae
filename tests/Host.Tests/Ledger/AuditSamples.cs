using NodaTime;
using SmartCity.Domain.Audit;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>One event of each type of releases.</summary>
internal static class AuditSamples
{
    private static readonly Guid Release = Guid.Parse("0198f000-0000-7000-8000-0000000000a1");
    private static readonly Guid Stream = Guid.Parse("0198f000-0000-7000-8000-000000000001");

    public static IReadOnlyList<object> All { get; } =
    [
        new ClearReadingRequested(Release, Stream, "群众举报收费不实，须核对申请人", "auditor-1"),
        new ClearReadingApproved(Release, "supervisor-1", Instant.FromUtc(2026, 12, 2, 1, 0), "audit-access@1"),
        new ClearReadingDeclined(Release, "supervisor-1", "理由不足"),
    ];
}

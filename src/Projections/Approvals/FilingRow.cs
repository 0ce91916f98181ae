using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Approvals;

/// <summary>How an application came in (申请渠道), table <c>read.approval_filings</c>; columns are the properties.</summary>
/// <param name="Online">Filed without a window or a telephone.</param>
public sealed record FilingRow(Guid Id, string Channel, bool Online, Instant OpenedAt)
{
    private static readonly string[] OnlineChannels = ["web", "app", "self-service", "api"];

    public static SpanTable Table { get; } = SpanTable.Of<Approval, FilingRow>(
        "read.approval_filings", (a, _) => new(a.Id, a.Channel, OnlineChannels.Contains(a.Channel), a.OpenedAt));

    public static SchemaPart Schema { get; } = SchemaPart.File("Approvals/filings.sql");
}

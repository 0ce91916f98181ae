using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Approvals;

/// <summary>How often an item (事项) was applied for and how that ended, over all time.</summary>
/// <param name="DeemedAccepted">Accepted because nobody answered in time.</param>
public sealed record ItemFigures(string Id, long Filed, long Accepted, long DeemedAccepted, long Granted, long Refused);

/// <summary>What the figures of an item count of one application, table <c>read.approvals</c>.</summary>
/// <param name="Granted">Null before the decision.</param>
public sealed record ApprovalRow(Guid Id, string ItemCode, bool Accepted, bool Deemed, bool? Granted)
{
    public static SpanTable Table { get; } = SpanTable.Of<Approval, ApprovalRow>("read.approvals", (approval, _) => new(
        approval.Id, approval.Terms.ItemCode, approval.AcceptedAt is not null, approval.DeemedAccepted, approval.Decision?.Granted));

    public static SchemaPart Schema { get; } = SchemaPart.File("Approvals/schema.sql");
}

/// <summary>Counts the applications for an item.</summary>
public sealed class ItemStatistics(Snapshots snapshots)
{
    /// <summary>The item's figures now, or as they were.</summary>
    public Task<ItemFigures> Of(string item, Instant? asOf, CancellationToken stop) => snapshots.Read(asOf, async snapshot =>
    {
        await using var query = snapshot.Query(
            $"""
            select count(*), count(*) filter (where accepted), count(*) filter (where deemed), count(*) filter (where granted),
                   count(*) filter (where not granted)
            from {ApprovalRow.Table.Rows(snapshot.Now)} a where item_code = $2 and $1::timestamptz is not null
            """, item);
        await using var row = await query.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return new ItemFigures(item, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
    }, stop);
}

using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Approvals;

/// <summary>An imported application as the figures of its log count it, table <c>read.imported_approvals</c>.</summary>
/// <param name="Source">The log's name.</param>
/// <param name="Unit">The department of the log.</param>
/// <param name="Steps">How many steps of it are recorded.</param>
public sealed record ImportedApprovalRow(
    Guid Id, string Source, string Unit, Instant StartedAt, Instant PlannedAt, Instant? EndedAt, int Steps)
{
    /// <summary>Inline: an application is counted from the moment it is in.</summary>
    public static InlineTable Table { get; } = InlineTable.Of<ImportedApproval, ImportedApprovalRow>(
        "read.imported_approvals", m => new(m.Id, m.Source, m.Unit, m.OpenedAt, m.PlannedAt, m.ArchivedAt, m.Instances.Count));
}

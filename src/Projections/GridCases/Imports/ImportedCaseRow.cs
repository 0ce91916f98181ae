using NodaTime;
using SmartCity.Domain.GridCases.Imports;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.GridCases.Imports;

/// <summary>An imported case as the figures of its log count it, table <c>read.imported_grid_cases</c>.</summary>
public sealed record ImportedCaseRow(
    Guid Id, string Source, string Unit, Instant CreatedAt, Instant? DueAt, Instant? ClosedAt)
{
    /// <summary>Inline: a case is counted from the moment it is in.</summary>
    public static InlineTable Table { get; } = InlineTable.Of<ImportedGridCase, ImportedCaseRow>(
        "read.imported_grid_cases", m => new(m.Id, m.Source, m.Unit, m.OpenedAt, m.DueAt, m.ArchivedAt));

    public static SchemaPart Schema { get; } = SchemaPart.File("GridCases/Imports/schema.sql");
}

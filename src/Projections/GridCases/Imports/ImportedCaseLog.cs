using Marten.Events.Aggregation;
using NodaTime;
using SmartCity.Domain.GridCases.Imports;

namespace SmartCity.Projections.GridCases.Imports;

/// <summary>An imported case as the figures of its log count it.</summary>
public sealed class ImportedCaseLog
{
    /// <summary>The matter's id.</summary>
    public Guid Id { get; set; }

    /// <summary>The log's name.</summary>
    public string Source { get; set; } = "";

    public string Unit { get; set; } = "";

    public Instant CreatedAt { get; set; }

    public Instant? DueAt { get; set; }

    public Instant? ClosedAt { get; set; }
}

/// <summary>Asynchronous: one line an imported case.</summary>
public sealed partial class ImportedCaseLogProjection : SingleStreamProjection<ImportedCaseLog, Guid>
{
    public ImportedCaseLogProjection() => Name = "ImportedCaseLog";

    public static ImportedCaseLog Create(GridCaseImported e) =>
        new() { Id = e.CaseId, Source = e.Source, Unit = e.Unit, CreatedAt = e.CreatedAt, DueAt = e.DueAt };

    public void Apply(ImportedGridCaseArchived e, ImportedCaseLog log) => log.ClosedAt ??= e.ClosedAt;
}

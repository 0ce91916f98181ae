using Marten.Events.Aggregation;
using NodaTime;
using SmartCity.Domain.Approvals;

namespace SmartCity.Projections.Approvals;

/// <summary>Which log an imported application came from, its planned end, and how many steps it has.</summary>
public sealed class ImportedLog
{
    /// <summary>The matter's id.</summary>
    public Guid Id { get; set; }

    /// <summary>The log's name.</summary>
    public string Source { get; set; } = "";

    public Instant PlannedAt { get; set; }

    public int Steps { get; set; }
}

/// <summary>Asynchronous: one line an imported application.</summary>
public sealed partial class ImportedLogProjection : SingleStreamProjection<ImportedLog, Guid>
{
    public ImportedLogProjection() => Name = "ImportedLog";

    public static ImportedLog Create(ApprovalImported e) =>
        new() { Id = e.ApprovalId, Source = e.Source, PlannedAt = e.PlannedAt };

    public void Apply(ApprovalStepImported _, ImportedLog log) => log.Steps++;
}

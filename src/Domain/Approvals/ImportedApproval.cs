using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Approvals;

/// <summary>
/// An application that another system handled (历史办件), with its own steps and times. It has no process and no tasks
/// here: it is looked at and counted, not worked on.
/// </summary>
public sealed record ImportedApproval : Matter
{
    public const string MatterKind = "imported-approval";

    public required string Source { get; init; }

    public required string CaseId { get; init; }

    public required string? Group { get; init; }

    public required string Responsible { get; init; }

    public required Instant PlannedAt { get; init; }

    public required Instant? DeadlineAt { get; init; }

    /// <summary>Ids of the steps that are recorded.</summary>
    public ImmutableHashSet<string> Instances { get; init; } = [];

    /// <summary>The recorded step that happened last; null while there is none.</summary>
    public (string Activity, Instant At)? Last { get; init; }

    /// <inheritdoc/>
    public override Performance Performance => ApprovalPerformance.Of(this);

    /// <inheritdoc/>
    public override string Status => ArchivedAt is null ? "open" : "ended";

    /// <inheritdoc/>
    public override string Stage => ArchivedAt is not null ? Stages.Archive
        : Last is { } last ? StageOf(last.Activity)
        : Stages.Intake;

    /// <summary>The steps that are not recorded yet.</summary>
    public IReadOnlyList<ImportedStep> New(IReadOnlyList<ImportedStep> steps) =>
        [.. steps.Where(step => !Instances.Contains(step.Instance))];

    /// <summary>Whether nothing in it is new.</summary>
    public bool Knows(ImportedCase known, IReadOnlyList<ImportedStep> steps) =>
        New(steps).Count == 0 && (ArchivedAt is not null || known.EndedAt is null);

    /// <summary>The state after the event; total: an event of something else only moves the version.</summary>
    public static ImportedApproval? Evolve(ImportedApproval? state, Recorded e) => (state, e.Data) switch
    {
        (null, ApprovalImported imported) => Open(imported, e),
        (null, _) => null,
        (_, ApprovalStepImported step) => state.With(step, e),
        (_, ImportedApprovalArchived) => state with
        {
            ArchivedAt = state.ArchivedAt ?? e.OccurredAt,
            Version = e.Version,
        },
        _ => state.EvolveShared<ImportedApproval>(e),
    };

    /// <summary>
    /// Where a matter stands after an activity of the receipt phase: its codes to T05 confirm the receipt, to T09 they
    /// seek advice; whatever has another name or comes later is handling.
    /// </summary>
    internal static string StageOf(string activity) => activity switch
    {
        "Confirmation of receipt" => Stages.Intake,
        ['T', _, _, ..] when Code(activity) is { } code =>
            code <= 5 ? Stages.Intake : code <= 9 ? Stages.Analysis : Stages.Handling,
        _ => Stages.Handling,
    };

    private static int? Code(string activity) =>
        int.TryParse(activity.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;

    private ImportedApproval With(ApprovalStepImported step, Recorded e) => this with
    {
        Instances = Instances.Add(step.Instance),
        Last = Last is { } last && last.At > e.OccurredAt ? Last : (step.Activity, e.OccurredAt),
        Version = e.Version,
    };

    private static ImportedApproval Open(ApprovalImported e, Recorded recorded) => new()
    {
        Id = e.ApprovalId,
        Number = e.Number,
        Kind = MatterKind,
        Title = new($"历史办件 {e.CaseId}（{e.Source}）", $"Imported application {e.CaseId} ({e.Source})"),
        Unit = e.Department,
        IntakeUnit = e.Department,
        Channel = e.Channel,
        OpenedAt = e.StartedAt,
        Version = recorded.Version,
        Units = [e.Department],
        Source = e.Source,
        CaseId = e.CaseId,
        Group = e.Group,
        Responsible = e.Responsible,
        PlannedAt = e.PlannedAt,
        DeadlineAt = e.DeadlineAt,
    };
}

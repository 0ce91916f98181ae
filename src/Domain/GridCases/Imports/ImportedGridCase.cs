using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Imports;

/// <summary>
/// A case that another system handled (历史案件), with its own times. It has no process and no tasks here: it is looked
/// at and counted, not worked on.
/// </summary>
public sealed record ImportedGridCase : Matter
{
    public const string MatterKind = "imported-grid-case";

    /// <summary>The clock of an imported case: due when the other system said so.</summary>
    public const string ClockName = "due";

    public required string Source { get; init; }

    public required string SourceId { get; init; }

    public required string KindCode { get; init; }

    /// <summary>The code of its kind, never the title in the other system.</summary>
    public override LocalizedText About => new($"历史案件（{KindCode}）", $"Past city case ({KindCode})");

    public required Instant? DueAt { get; init; }

    /// <summary>Degrees, wherever that is; null where the other system did not know.</summary>
    public required CaseLocation? Place { get; init; }

    /// <summary>When something was last done about it; null while nothing is known of that.</summary>
    public Instant? ActedAt { get; init; }

    /// <summary>The other system's own word for where it stood.</summary>
    public required string StatusWord { get; init; }

    /// <summary>Finished with its end; in time when that was not after the day that the other system had named.</summary>
    public override Performance Performance => new()
    {
        Item = KindCode,
        Longitude = Place?.Longitude,
        Latitude = Place?.Latitude,
        AcceptedAt = OpenedAt,
        FinishedAt = ArchivedAt,
        Counted = Clocks.GetValueOrDefault(ClockName),
        InTime = ArchivedAt is { } ended && DueAt is { } due ? ended <= due : null,
    };

    /// <inheritdoc/>
    public override string Status => ArchivedAt is null ? "open" : "closed";

    /// <summary>A unit has it, so it is dispatched; it is handled from the first thing that was done about it.</summary>
    public override string Stage => ArchivedAt is not null ? Stages.Archive
        : ActedAt is not null ? Stages.Handling
        : Stages.Dispatch;

    /// <summary>
    /// Whether nothing in it is new: an earlier file than the last one changes nothing, and a closed case stays closed.
    /// </summary>
    public bool Knows(PastCase known) => !HasNewAction(known) && !Closes(known);

    /// <summary>Whether something was done about it that is not recorded yet.</summary>
    internal bool HasNewAction(PastCase known) => known.ActedAt is { } at && (ActedAt is null || ActedAt < at);

    /// <summary>Whether it was closed since.</summary>
    internal bool Closes(PastCase known) => ArchivedAt is null && known.ClosedAt is not null;

    /// <summary>The state after the event; total: an event of something else only moves the version.</summary>
    public static ImportedGridCase? Evolve(ImportedGridCase? state, Recorded e) => (state, e.Data) switch
    {
        (null, GridCaseImported imported) => Open(imported, e),
        (null, _) => null,
        (_, ImportedGridCaseUpdated updated) => state with
        {
            ActedAt = updated.ActedAt,
            StatusWord = updated.StatusWord,
            Version = e.Version,
        },
        (_, ImportedGridCaseArchived archived) => state with
        {
            ArchivedAt = state.ArchivedAt ?? e.OccurredAt,
            StatusWord = archived.StatusWord,
            Version = e.Version,
        },
        _ => state.EvolveShared<ImportedGridCase>(e),
    };

    private static ImportedGridCase Open(GridCaseImported e, Recorded recorded) => new()
    {
        Id = e.CaseId,
        Number = e.Number,
        Kind = MatterKind,
        Title = e.Title,
        Unit = e.Unit,
        IntakeUnit = e.Unit,
        Channel = e.Channel,
        OpenedAt = e.CreatedAt,
        Version = recorded.Version,
        Units = [e.Unit],
        Source = e.Source,
        SourceId = e.SourceId,
        KindCode = e.KindCode,
        DueAt = e.DueAt,
        Place = e.Place,
        StatusWord = e.StatusWord,
    };
}

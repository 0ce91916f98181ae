using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Patrols;

/// <summary>
/// A grid member's shift (网格员巡查班次) as its stream tells it. It has no process; its track are points in bulk, not events.
/// </summary>
public sealed record PatrolShift : Matter
{
    public const string MatterKind = "patrol-shift";

    /// <summary>Account id of the grid member.</summary>
    public required string Member { get; init; }

    public required string MemberName { get; init; }

    /// <summary>The cells to be walked.</summary>
    public required ImmutableList<string> Cells { get; init; }

    public required Instant From { get; init; }

    public required Instant To { get; init; }

    public required ImmutableList<PatrolTask> Tasks { get; init; }

    public ImmutableDictionary<string, PatrolTaskDone> Done { get; init; } = ImmutableDictionary<string, PatrolTaskDone>.Empty;

    public Instant? StartedAt { get; init; }

    public PatrolShiftEnded? Ended { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Guid> Attachments => Done.Values.SelectMany(done => done.Photos);

    /// <inheritdoc/>
    public override string Status => Ended is not null ? "ended" : StartedAt is not null ? "running" : "planned";

    /// <inheritdoc/>
    public override string Stage =>
        Ended is not null ? Stages.Archive : StartedAt is not null ? Stages.Handling : Stages.Dispatch;

    /// <summary>In how many of the planned cells a track was that touched these.</summary>
    public int Walked(IReadOnlySet<string> touched) => Cells.Count(touched.Contains);

    /// <summary>The state after the event; total.</summary>
    public static PatrolShift? Evolve(PatrolShift? state, Recorded e) => (state, e.Data) switch
    {
        (null, PatrolShiftPlanned planned) => Plan(planned, e),
        (null, _) => null,
        _ => Apply(state.EvolveShared<PatrolShift>(e), e),
    };

    private static PatrolShift Apply(PatrolShift state, Recorded e) => e.Data switch
    {
        PatrolShiftStarted => state with { StartedAt = e.OccurredAt },
        PatrolTaskDone done => state with { Done = state.Done.SetItem(done.Task, done) },
        PatrolShiftEnded ended => state with { Ended = ended, ArchivedAt = e.OccurredAt },
        _ => state,
    };

    private static PatrolShift Plan(PatrolShiftPlanned e, Recorded recorded) => new()
    {
        Id = e.ShiftId,
        Number = e.Number,
        Kind = MatterKind,
        Title = new("网格巡查", "Patrol"),
        Unit = e.Town,
        IntakeUnit = e.Town,
        Channel = "patrol",
        OpenedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Units = [e.Town],
        Member = e.Member,
        MemberName = e.MemberName,
        Cells = [.. e.Cells],
        From = e.From,
        To = e.To,
        Tasks = [.. e.Tasks],
    };
}

/// <summary>A time in which a grid member is on a shift already.</summary>
public sealed record ShiftSpan(Guid Shift, string Number, Instant From, Instant To);

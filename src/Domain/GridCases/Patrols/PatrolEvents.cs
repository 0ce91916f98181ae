using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Patrols;

public sealed record PatrolTask(string Code, string Text, string? Cell);

/// <summary>A shift was planned (排班).</summary>
public sealed record PatrolShiftPlanned(
    Guid ShiftId, string Number, string Member, string MemberName, string Town, IReadOnlyList<string> Cells, Instant From,
    Instant To, IReadOnlyList<PatrolTask> Tasks, string By) : IDomainEvent;

public sealed record PatrolShiftStarted : IDomainEvent;

public sealed record PatrolTaskDone(string Task, string Report, IReadOnlyList<Guid> Photos) : IDomainEvent;

/// <summary>
/// The shift is over. The coverage (覆盖率) is that of the track known then; points that a phone sends later count where the
/// coverage is asked for.
/// </summary>
/// <param name="CellsPlanned">How many cells were to be walked.</param>
/// <param name="CellsVisited">In how many of them the track was.</param>
public sealed record PatrolShiftEnded(int CellsPlanned, int CellsVisited) : IDomainEvent;

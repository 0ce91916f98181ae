using NodaTime;

namespace SmartCity.Domain.GridCases.Patrols;

/// <summary>Something to do on a shift.</summary>
/// <param name="Code">Unique in its shift; null for its place in the list.</param>
/// <param name="Cell">Where, when it is about one cell.</param>
public sealed record PlannedPatrolTask(string? Code, string Text, string? Cell);

/// <summary>Plans a shift of a grid member (巡查排班). The number is allocated, the member and the cells are looked up, before.</summary>
/// <param name="Member">Account id.</param>
/// <param name="Town">The town whose cells are walked: the member's unit.</param>
/// <param name="CellsOfTown">Every cell of the town.</param>
/// <param name="Others">The member's other shifts about that time.</param>
public sealed record PlanShift(
    Guid Id, string Number, string Member, string MemberName, string Town, IReadOnlyList<string> Cells, Instant From,
    Instant To, IReadOnlyList<PlannedPatrolTask> Tasks, IReadOnlySet<string> CellsOfTown, IReadOnlyList<ShiftSpan> Others);

/// <summary>The member goes out (开始巡查).</summary>
public sealed record StartShift(Guid Id);

public sealed record ReportTaskDone(Guid Id, string Task, string Report, IReadOnlyList<Guid> Photos);

/// <summary>The member comes back (结束巡查).</summary>
/// <param name="Visited">The planned cells in which their track was.</param>
public sealed record EndShift(Guid Id, IReadOnlyCollection<string> Visited);

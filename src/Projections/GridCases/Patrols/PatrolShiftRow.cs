using NodaTime;
using SmartCity.Domain.GridCases.Patrols;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.GridCases.Patrols;

/// <summary>One shift in table <c>read.patrol_shifts</c>.</summary>
public sealed record PatrolShiftRow(
    Guid Id, string Number, string Member, string MemberName, string Town, string[] Cells, Instant BeginsAt, Instant EndsAt,
    Instant? StartedAt, Instant? EndedAt, int Tasks, int TasksDone)
{
    public static InlineTable Table { get; } = InlineTable.Of<PatrolShift, PatrolShiftRow>("read.patrol_shifts", Of);

    /// <summary>Rows are equal when their columns are; the cells of a shift never change.</summary>
    public bool Equals(PatrolShiftRow? other) =>
        other is not null && (Id, StartedAt, EndedAt, TasksDone) == (other.Id, other.StartedAt, other.EndedAt, other.TasksDone);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, StartedAt, EndedAt, TasksDone);

    private static PatrolShiftRow Of(PatrolShift shift) => new(
        shift.Id, shift.Number, shift.Member, shift.MemberName, shift.Unit, [.. shift.Cells], shift.From, shift.To,
        shift.StartedAt, shift.ArchivedAt, shift.Tasks.Count, shift.Done.Count);
}

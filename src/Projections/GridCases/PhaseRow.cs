using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.GridCases;

/// <summary>
/// The phases of a case (接入、分析、分拨、处置、评价、归集) with their times, table <c>read.case_phases</c>; columns are the
/// properties.
/// </summary>
/// <param name="OccurredAt">When it was seen or told, which is the nearest that is known of its occurrence.</param>
/// <param name="RespondedAt">When somebody first spoke to the reporter, or it first went to a unit.</param>
/// <param name="FedBackAt">When it was seen to be done.</param>
/// <param name="Phases">How many of the six are on record.</param>
/// <param name="Handled">Whether it was handled; false for what was refused, transferred or merged.</param>
public sealed record PhaseRow(
    Guid Id, Instant OccurredAt, Instant OpenedAt, Instant? RespondedAt, Instant? ResolvedAt, Instant? FedBackAt,
    Instant? ArchivedAt, int Phases, bool Handled)
{
    public static SpanTable Table { get; } = SpanTable.Of<GridCase, PhaseRow>("read.case_phases", (c, _) => Of(c));

    public static SchemaPart Schema { get; } = SchemaPart.File("GridCases/phases.sql");

    private static PhaseRow Of(GridCase c)
    {
        bool[] phases =
        [
            c.AcceptedAt is not null, c.Classified is not null, c.DispatchedAt is not null, c.ResolvedAt is not null,
            c.VerifiedAt is not null || c.Satisfaction is not null || c.Emergency?.Review is not null, c.ArchivedAt is not null,
        ];
        var responded = c.ContactedAt is { } spoken && c.DispatchedAt is { } sent ? Instant.Min(spoken, sent) : c.ContactedAt ?? c.DispatchedAt;
        return new(
            c.Id, c.ReportedAt ?? c.OpenedAt, c.OpenedAt, responded, c.ResolvedAt, c.VerifiedAt, c.ArchivedAt,
            phases.Count(phase => phase), c.Closure is null);
    }
}

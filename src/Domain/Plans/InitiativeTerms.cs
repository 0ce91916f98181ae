using System.Collections.Immutable;
using NodaTime;

namespace SmartCity.Domain.Plans;

/// <summary>How far an initiative is.</summary>
public static class InitiativeStates
{
    public const string Planned = "planned", UnderWay = "under-way", AcceptanceAsked = "acceptance-asked", Returned = "returned",
        Accepted = "accepted";

    public static IReadOnlyList<string> All { get; } = [Planned, UnderWay, AcceptanceAsked, Returned, Accepted];
}

/// <summary>A milestone (里程碑).</summary>
/// <param name="Moves">The days it was due on before, oldest first.</param>
/// <param name="ReachedOn">Null while it is not.</param>
public sealed record Milestone(
    Guid Id, string Name, LocalDate DueOn, ImmutableList<MilestoneMove> Moves, LocalDate? ReachedOn, string Note,
    ImmutableList<Guid> Evidence);

public sealed record MilestoneMove(LocalDate From, LocalDate To, string Reason, string By, Instant At);

/// <summary>What a unit reported of its part.</summary>
public sealed record ProgressReport(
    Guid Id, Instant At, string Unit, bool Lead, int Percent, string Text, ImmutableList<Guid> Evidence, string By);

/// <summary>A risk (风险).</summary>
/// <param name="State"><c>open</c>, <c>mitigated</c> or <c>closed</c>.</param>
public sealed record InitiativeRisk(
    Guid Id, string Level, string Text, string Unit, string State, Instant RaisedAt, string? Measures, string? Closing)
{
    public bool Open => State != Closed;

    public const string Raised = "open", Mitigated = "mitigated", Closed = "closed";
}

/// <summary>How bad a risk is, in rising order.</summary>
public static class RiskLevels
{
    public const string Low = "low", Medium = "medium", High = "high";

    public static IReadOnlyList<string> All { get; } = [Low, Medium, High];

    /// <summary>The worst of those; null for none.</summary>
    public static string? Worst(IEnumerable<string> levels) =>
        levels.OrderByDescending(level => All.IndexOf(level)).FirstOrDefault();

    private static int IndexOf(this IReadOnlyList<string> levels, string level)
    {
        for (var i = 0; i < levels.Count; i++)
            if (levels[i] == level) return i;
        return -1;
    }
}

/// <summary>Something that shows what was done (佐证材料).</summary>
public sealed record EvidenceEntry(Guid Attachment, Instant At, string Unit, string Note, string By);

public sealed record DeadlineMove(LocalDate From, LocalDate To, string Reason, Guid Document, string By, Instant At);

/// <summary>A request for acceptance that waits for its answer.</summary>
public sealed record AcceptanceRequest(Instant At, string Unit, string Statement, string By);

/// <summary>The record of the acceptance (验收记录).</summary>
public sealed record AcceptanceRecord(
    Instant At, int Score, string Opinion, string Document, ImmutableList<Guid> Attachments, string By);

public sealed record AcceptanceReturn(Instant At, string Missing, string By);

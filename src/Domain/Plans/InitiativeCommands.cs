using NodaTime;

namespace SmartCity.Domain.Plans;

/// <summary>Publishes a row of the plan. Units are looked up before.</summary>
/// <param name="PublishedAt">When the plan came out: its clock begins there.</param>
/// <param name="KnownAt">Now: what ran out until then has run out.</param>
public sealed record PublishInitiative(
    Guid Id, string Number, string Plan, string Document, int Position, PlannedInitiative Row, IReadOnlyList<PlanParty> Lead,
    IReadOnlyList<PlanParty> Support, string Unit, string Office, Instant PublishedAt, Instant KnownAt);

public sealed record SetMilestone(Guid Id, string Name, LocalDate DueOn, long? Version);

public sealed record MoveMilestone(Guid Id, Guid Milestone, LocalDate DueOn, string Reason, long? Version);

/// <param name="Day">Null: today.</param>
public sealed record ReachMilestone(
    Guid Id, Guid Milestone, LocalDate? Day, string Note, IReadOnlyList<Guid> Evidence, long? Version);

public sealed record ReportInitiativeProgress(
    Guid Id, int Percent, string Text, IReadOnlyList<Guid> Evidence, long? Version);

public sealed record RaiseInitiativeRisk(Guid Id, string Level, string Text, long? Version);

public sealed record MitigateInitiativeRisk(Guid Id, Guid Risk, string Level, string Measures, long? Version);

public sealed record CloseInitiativeRisk(Guid Id, Guid Risk, string Note, long? Version);

public sealed record AttachInitiativeEvidence(Guid Id, IReadOnlyList<Guid> Evidence, string Note, long? Version);

public sealed record MoveInitiativeDeadline(Guid Id, LocalDate Deadline, string Reason, Guid Document, long? Version);

public sealed record AskInitiativeAcceptance(Guid Id, string Statement, long? Version);

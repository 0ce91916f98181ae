using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Plans;

/// <summary>A unit, or a group of units, by its name in the plan, and the codes of those that answer today.</summary>
public sealed record PlanParty(string Name, IReadOnlyList<string> Units);

/// <summary>An initiative of the plan was published (任务分解).</summary>
/// <param name="Unit">The unit that answers: the lead, or the plan's office where a group leads.</param>
/// <param name="Office">The unit that coordinates the plan.</param>
public sealed record InitiativePublished(
    Guid InitiativeId, string Number, string Plan, string Document, string PlanNumber, int Position, string Area, LocalizedText Name,
    IReadOnlyList<PlanParty> Lead, IReadOnlyList<PlanParty> Support, LocalDate Deadline, string Capability, string WorksWhen,
    string Unit, string Office) : IDomainEvent;

public sealed record MilestoneSet(Guid MilestoneId, string Name, LocalDate DueOn, string By) : IDomainEvent;

public sealed record MilestoneMoved(Guid MilestoneId, LocalDate From, LocalDate To, string Reason, string By) : IDecisionEvent;

public sealed record MilestoneReached(
    Guid MilestoneId, LocalDate Day, string Note, IReadOnlyList<Guid> Evidence, string By) : IDomainEvent;

/// <summary>A unit says how far its part is (进展报告).</summary>
/// <param name="Lead">Whether it is a leading unit, whose word counts for the whole.</param>
public sealed record InitiativeProgressReported(
    Guid ReportId, string Unit, bool Lead, int Percent, string Text, IReadOnlyList<Guid> Evidence, string By) : IDomainEvent;

public sealed record InitiativeRiskRaised(Guid RiskId, string Level, string Text, string Unit, string By) : IDomainEvent;

/// <param name="Level">What is left of it.</param>
public sealed record InitiativeRiskMitigated(Guid RiskId, string Level, string Measures, string By) : IDomainEvent;

public sealed record InitiativeRiskClosed(Guid RiskId, string Note, string By) : IDomainEvent;

public sealed record InitiativeEvidenceAttached(
    IReadOnlyList<Guid> Evidence, string Note, string Unit, string By) : IDomainEvent;

/// <summary>A supervisor set another deadline (调整完成时限); the one before stays in the record.</summary>
public sealed record InitiativeDeadlineMoved(
    LocalDate From, LocalDate To, string Reason, Guid Document, string By) : IDecisionEvent;

/// <summary>The lead asks for acceptance (申请验收).</summary>
public sealed record InitiativeAcceptanceAsked(string Statement, string Unit, string By) : IDomainEvent;

/// <summary>Accepted (通过验收).</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Document">Number of the acceptance document.</param>
public sealed record InitiativeAccepted(
    int Score, string Opinion, string Document, IReadOnlyList<Guid> Attachments, string By) : IDecisionEvent;

/// <summary>Not accepted yet (验收退回): something is missing.</summary>
public sealed record InitiativeReturned(string Missing, string By) : IDecisionEvent;

public sealed record InitiativeArchived : IDomainEvent;

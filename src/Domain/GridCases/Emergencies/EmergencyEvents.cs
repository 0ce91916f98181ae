using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>
/// A task of a response plan (预案任务): who does it, and by when after it was started.
/// </summary>
public sealed record ResponseTask(string Code, LocalizedText Name, string Unit, string Role, TimeLimit Limit);

/// <summary>
/// What a response plan (应急预案) sets for one level, as taken over at the moment it was started.
/// </summary>
/// <param name="ReportEvery">The fixed interval of situation reports; elapsed time.</param>
/// <param name="PhoneReport">By when the first report is made by phone: 30 minutes as a rule.</param>
/// <param name="WrittenReport">By when it is made in writing: one hour as a rule.</param>
public sealed record ResponseTerms(
    string Plan, int Version, string CommandUnit, string DutyUnit, TimeLimit ReportEvery, TimeLimit PhoneReport,
    TimeLimit WrittenReport, TimeLimit AfterActionReview, IReadOnlyList<ResponseTask> Tasks);

/// <summary>Casualties and losses as a report tells them (突发事件应对法).</summary>
public sealed record SituationFigures(int Dead, int Injured, int Missing, int Evacuated);

/// <summary>A case became an emergency (启动应急响应): peacetime stops, the response plan starts.</summary>
/// <param name="Level">1 (I, 特别重大) to 4 (IV, 一般).</param>
public sealed record EmergencyRaised(int Level, ResponseTerms Terms, string Reason, string By) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("response-plan", Terms.Plan, Terms.Version)];
}

/// <summary>The level was raised or lowered; tasks that only the new level has are started.</summary>
public sealed record EmergencyLevelChanged(
    int From, int To, ResponseTerms Terms, IReadOnlyList<ResponseTask> AddedTasks, string Reason, string By) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("response-plan", Terms.Plan, Terms.Version)];
}

/// <summary>The command group stands (成立指挥部).</summary>
public sealed record CommandGroupFormed(string Commander, IReadOnlyList<string> Members, string Place) : IDomainEvent;

/// <summary>The first report (初报).</summary>
/// <param name="Means"><c>phone</c> or <c>writing</c>.</param>
public sealed record FirstReportMade(string Means, string To, string Text, string By) : IDomainEvent;

/// <summary>A situation report (续报, 终报).</summary>
/// <param name="Number">Counts from 1 in its emergency.</param>
/// <param name="Missed">How many fixed moments passed without one before it.</param>
/// <param name="NextDueAt">The next fixed moment.</param>
public sealed record SituationReported(
    int Number, string By, string Text, SituationFigures Figures, string Measures, string Needs, int Missed,
    Instant NextDueAt) : IDomainEvent;

/// <summary>A fixed moment passed without a situation report; raised once until the next report (督办卡).</summary>
public sealed record SituationReportMissed(Instant DueOn) : IDomainEvent;

/// <summary>A task of the plan is done.</summary>
public sealed record ResponseTaskDone(string Task, string Unit, string By, string Report) : IDomainEvent;

/// <summary>People, vehicles or material were assigned (调派).</summary>
public sealed record ResourceAssigned(Guid Resource, string Kind, string Name, int Quantity, string Unit) : IDomainEvent;

public sealed record ResourceReleased(Guid Resource) : IDomainEvent;

/// <summary>An order (指令) to a unit, and where it is meant for one person, to that person.</summary>
public sealed record OrderGiven(
    Guid Order, string Text, string ToUnit, string? ToPerson, string By, Instant AcknowledgeBy) : IDecisionEvent;

/// <summary>Somebody took the order, by name.</summary>
public sealed record OrderAcknowledged(Guid Order, string By, string Name) : IDomainEvent;

public sealed record OrderCarriedOut(Guid Order, string By, string Report) : IDomainEvent;

/// <summary>The emergency is over (终止响应); what remains is reviewed.</summary>
/// <param name="Unacknowledged">Ids of the orders that nobody had acknowledged then: the commander knew.</param>
public sealed record EmergencyStoodDown(string Reason, string By, IReadOnlyList<Guid> Unacknowledged) : IDecisionEvent;

/// <summary>The after-action review (总结评估) with its lessons; the case goes back to peacetime.</summary>
/// <param name="Settled">Whether nothing is left to handle.</param>
public sealed record AfterActionReviewed(string Assessment, IReadOnlyList<string> Lessons, bool Settled, string By) : IDecisionEvent;

using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Plans;

/// <summary>
/// An initiative of the action plan (行动计划任务) as its stream tells it, from the plan's publication to its acceptance.
/// Nothing here is decided or checked; that is the decider's part.
/// </summary>
public sealed record Initiative : Matter
{
    public const string MatterKind = "initiative";

    /// <summary>The clock that runs to the last day of the deadline (完成时限).</summary>
    public const string Clock = "initiative";

    public required string Plan { get; init; }

    /// <summary>The document that published the plan.</summary>
    public required string Document { get; init; }

    /// <summary>Its number in the plan, such as <c>49(1)</c>.</summary>
    public required string PlanNumber { get; init; }

    /// <summary>Its place in the plan, from 1.</summary>
    public required int Position { get; init; }

    public required string Area { get; init; }

    public required ImmutableList<PlanParty> Lead { get; init; }

    public required ImmutableList<PlanParty> Support { get; init; }

    /// <summary>The last day in time.</summary>
    public required LocalDate Deadline { get; init; }

    public required string Capability { get; init; }

    public required string WorksWhen { get; init; }

    /// <summary>Deadlines that were moved, oldest first.</summary>
    public ImmutableList<DeadlineMove> DeadlineMoves { get; init; } = [];

    /// <summary>The deadlines that passed without acceptance, oldest first.</summary>
    public ImmutableList<LocalDate> Missed { get; init; } = [];

    /// <summary>In the order in which they were set.</summary>
    public ImmutableList<Milestone> Milestones { get; init; } = [];

    public ImmutableList<ProgressReport> Reports { get; init; } = [];

    public ImmutableList<InitiativeRisk> Risks { get; init; } = [];

    public ImmutableList<EvidenceEntry> Evidence { get; init; } = [];

    /// <summary>Waits for its answer; null otherwise.</summary>
    public AcceptanceRequest? Asked { get; init; }

    public ImmutableList<AcceptanceReturn> Returns { get; init; } = [];

    public AcceptanceRecord? Acceptance { get; init; }

    /// <summary>Codes of the leading units.</summary>
    public IEnumerable<string> LeadUnits => Lead.SelectMany(party => party.Units).Distinct();

    /// <summary>
    /// How far it is: the last report of its lead; of several leading units the mean, where a unit that has not reported counts
    /// nothing. Whole percents, rounded down.
    /// </summary>
    public int Percent
    {
        get
        {
            var leads = LeadUnits.ToList();
            return leads.Count == 0 ? 0 : leads.Sum(unit => Reports.FindLast(r => r.Lead && r.Unit == unit)?.Percent ?? 0) / leads.Count;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Guid> Attachments => Evidence.Select(item => item.Attachment)
        .Concat(Milestones.SelectMany(milestone => milestone.Evidence)).Concat(Reports.SelectMany(report => report.Evidence))
        .Concat(DeadlineMoves.Select(move => move.Document)).Concat(Acceptance?.Attachments ?? []);

    /// <inheritdoc/>
    public override string Status => this switch
    {
        { Acceptance: not null } => InitiativeStates.Accepted,
        { Asked: not null } => InitiativeStates.AcceptanceAsked,
        { Returns.IsEmpty: false } => InitiativeStates.Returned,
        _ when Reports.IsEmpty && Milestones.IsEmpty => InitiativeStates.Planned,
        _ => InitiativeStates.UnderWay,
    };

    /// <inheritdoc/>
    public override Performance Performance => new()
    {
        Item = Area,
        AcceptedAt = OpenedAt,
        RespondedAt = Reports is [var first, ..] ? first.At : null,
        FinishedAt = Acceptance?.At,
        Counted = Clocks.GetValueOrDefault(Clock),
        InTime = Acceptance is { } accepted && Clocks.GetValueOrDefault(Clock) is { } clock ? accepted.At <= clock.DueAt : null,
        Reworks = Returns.Count,
    };

    /// <inheritdoc/>
    public override IEnumerable<Deviation> Deviations =>
        Missed.Select(day => new Deviation(
                Clock + "-overdue", LocalDatePattern.Iso.Format(day), Unit, LocalTicks.EndOf(LocalTicks.DayOf(day))))
            .Concat(base.Deviations.Where(deviation => deviation.Cause == Deviation.StepOverdue));

    /// <summary>The state after the event; total: an event that is not of an initiative only moves the version.</summary>
    public static Initiative? Evolve(Initiative? state, Recorded e) => (state, e.Data) switch
    {
        (null, InitiativePublished published) => InitiativeFold.Publish(published, e),
        (null, _) => null,
        _ => InitiativeFold.Apply(state.EvolveShared<Initiative>(e), e),
    };
}

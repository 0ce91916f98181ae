using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Plans;

/// <summary>What each fact changes; total.</summary>
internal static class InitiativeFold
{
    internal static Initiative Publish(InitiativePublished e, Recorded recorded) => new()
    {
        Id = e.InitiativeId,
        Number = e.Number,
        Kind = Initiative.MatterKind,
        Title = e.Name,
        Unit = e.Unit,
        IntakeUnit = e.Office,
        Channel = "plan",
        OpenedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Units = [e.Unit, e.Office, .. e.Lead.Concat(e.Support).SelectMany(party => party.Units)],
        Plan = e.Plan,
        Document = e.Document,
        PlanNumber = e.PlanNumber,
        Position = e.Position,
        Area = e.Area,
        Lead = [.. e.Lead],
        Support = [.. e.Support],
        Deadline = e.Deadline,
        Capability = e.Capability,
        WorksWhen = e.WorksWhen,
    };

    internal static Initiative Apply(Initiative state, Recorded recorded) => recorded.Data switch
    {
        MilestoneSet e => state with { Milestones = state.Milestones.Add(new(e.MilestoneId, e.Name, e.DueOn, [], null, "", [])) },
        MilestoneMoved e => Milestone(state, e.MilestoneId, m => m with
        {
            DueOn = e.To, Moves = m.Moves.Add(new(e.From, e.To, e.Reason, e.By, recorded.OccurredAt)),
        }),
        MilestoneReached e => Milestone(state, e.MilestoneId, m => m with
        {
            ReachedOn = e.Day, Note = e.Note, Evidence = [.. e.Evidence],
        }),
        InitiativeProgressReported e => state with
        {
            Reports = state.Reports.Add(new(
                e.ReportId, recorded.OccurredAt, e.Unit, e.Lead, e.Percent, e.Text, [.. e.Evidence], e.By)),
        },
        InitiativeRiskRaised e => state with
        {
            Risks = state.Risks.Add(new(
                e.RiskId, e.Level, e.Text, e.Unit, InitiativeRisk.Raised, recorded.OccurredAt, null, null)),
        },
        InitiativeRiskMitigated e => Risk(state, e.RiskId, r => r with
        {
            State = InitiativeRisk.Mitigated, Level = e.Level, Measures = e.Measures,
        }),
        InitiativeRiskClosed e => Risk(state, e.RiskId, r => r with { State = InitiativeRisk.Closed, Closing = e.Note }),
        InitiativeEvidenceAttached e => state with
        {
            Evidence = state.Evidence.AddRange(
                e.Evidence.Select(id => new EvidenceEntry(id, recorded.OccurredAt, e.Unit, e.Note, e.By))),
        },
        InitiativeDeadlineMoved e => state with
        {
            Deadline = e.To,
            DeadlineMoves = state.DeadlineMoves.Add(new(e.From, e.To, e.Reason, e.Document, e.By, recorded.OccurredAt)),
        },
        InitiativeAcceptanceAsked e => state with { Asked = new(recorded.OccurredAt, e.Unit, e.Statement, e.By) },
        InitiativeReturned e => state with
        {
            Asked = null, Returns = state.Returns.Add(new(recorded.OccurredAt, e.Missing, e.By)),
        },
        InitiativeAccepted e => state with
        {
            Asked = null,
            Acceptance = new(recorded.OccurredAt, e.Score, e.Opinion, e.Document, [.. e.Attachments], e.By),
        },
        InitiativeArchived => state with { ArchivedAt = recorded.OccurredAt },
        ClockBreached { Clock: Initiative.Clock } when !state.Missed.Contains(state.Deadline) =>
            state with { Missed = state.Missed.Add(state.Deadline) },
        _ => state,
    };

    private static Initiative Milestone(Initiative state, Guid id, Func<Milestone, Milestone> change) =>
        state.Milestones.FindIndex(m => m.Id == id) is >= 0 and var i
            ? state with { Milestones = state.Milestones.SetItem(i, change(state.Milestones[i])) }
            : state;

    private static Initiative Risk(Initiative state, Guid id, Func<InitiativeRisk, InitiativeRisk> change) =>
        state.Risks.FindIndex(r => r.Id == id) is >= 0 and var i
            ? state with { Risks = state.Risks.SetItem(i, change(state.Risks[i])) }
            : state;
}

using NodaTime;
using SmartCity.Domain.Plans;
using SmartCity.Projections.Plans;

namespace SmartCity.Host.Plans;

/// <param name="Of">How many there are.</param>
internal sealed record ReachedOf(int Reached, int Of);

/// <param name="Highest">Level of the worst open one; null without any.</param>
internal sealed record OpenRisks(int Open, string? Highest);

/// <summary>An initiative in the list of the plan.</summary>
/// <param name="Number">Its number in the plan.</param>
/// <param name="Lead">Leading units as the plan names them.</param>
/// <param name="LeadUnits">Codes of those that answer today.</param>
/// <param name="MissedDeadlines">How many deadlines passed without acceptance.</param>
internal sealed record InitiativeView(
    string Number, string Name, string NameZh, string Area, IReadOnlyList<string> Lead, IReadOnlyList<string> LeadUnits,
    IReadOnlyList<string> Support, IReadOnlyList<string> SupportUnits, LocalDate Deadline, string State, int Percent,
    ReachedOf Milestones, OpenRisks Risks, string Light, int MissedDeadlines, string Capability, string WorksWhen, Guid MatterId,
    string MatterNumber)
{
    public static InitiativeView Of(InitiativeRow row, Instant at) => new(
        row.PlanNumber, row.NameEn, row.NameZh, row.Area, [.. row.Lead.Select(party => party.Name)], row.LeadUnits,
        [.. row.Support.Select(party => party.Name)], [.. row.Support.SelectMany(party => party.Units).Distinct()], row.Deadline,
        row.State, row.Percent, new(row.Reached, row.Milestones), new(row.RisksOpen, row.RiskHighest), row.Light(at), row.Missed,
        row.Capability, row.WorksWhen, row.Id, row.Number);
}

/// <summary>The list of the plan as of a moment.</summary>
/// <param name="At">Asked for again as <c>asOf</c>, it gives the same.</param>
internal sealed record InitiativePage(Instant At, int Total, IReadOnlyList<InitiativeView> Items, string? NextCursor);

/// <summary>One initiative with all that its stream tells.</summary>
internal sealed record InitiativeDetails(
    string Number, string Name, string NameZh, string Area, IReadOnlyList<string> Lead, IReadOnlyList<string> LeadUnits,
    IReadOnlyList<string> Support, IReadOnlyList<string> SupportUnits, LocalDate Deadline, string State, int Percent,
    IReadOnlyList<Milestone> Milestones, IReadOnlyList<ProgressReport> Reports, IReadOnlyList<InitiativeRisk> Risks,
    IReadOnlyList<EvidenceEntry> Evidence, IReadOnlyList<DeadlineMove> DeadlineMoves, IReadOnlyList<LocalDate> MissedDeadlines,
    AcceptanceRequest? AcceptanceAsked, IReadOnlyList<AcceptanceReturn> Returns, AcceptanceRecord? Acceptance, string Light,
    string Capability, string WorksWhen, string Plan, string Document, Instant PublishedAt, string Unit, Guid MatterId,
    string MatterNumber, long Version)
{
    public static InitiativeDetails Of(Initiative i, Instant at)
    {
        var line = InitiativeView.Of(InitiativeRow.Of(i), at);
        return new(
            line.Number, line.Name, line.NameZh, line.Area, line.Lead, line.LeadUnits, line.Support, line.SupportUnits,
            line.Deadline, line.State, line.Percent, i.Milestones, i.Reports, i.Risks, i.Evidence, i.DeadlineMoves, i.Missed,
            i.Asked, i.Returns, i.Acceptance, line.Light, line.Capability, line.WorksWhen, i.Plan, i.Document, i.OpenedAt, i.Unit,
            i.Id, i.Number, i.Version);
    }
}

/// <summary>What a number asks for: one initiative, or the parts of an item.</summary>
internal sealed record InitiativeAnswer(string Number, Instant At, IReadOnlyList<InitiativeDetails> Items);

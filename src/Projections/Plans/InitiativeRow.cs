using NodaTime;
using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Plans;

/// <summary>One initiative in the list of the plan (任务台账), table <c>read.initiatives</c>; columns are the properties.</summary>
/// <param name="Lead">Names of then and codes of today.</param>
/// <param name="Units">Every unit with a part in it.</param>
/// <param name="Milestones">How many there are.</param>
/// <param name="Running">Whether its clock still runs: it is not accepted.</param>
/// <param name="Missed">How many deadlines passed without acceptance.</param>
public sealed record InitiativeRow(
    Guid Id, string Number, string PlanNumber, int Position, string Area, string NameZh, string NameEn, IReadOnlyList<PlanParty> Lead,
    IReadOnlyList<PlanParty> Support, string[] LeadUnits, string[] Units, LocalDate Deadline, string State, int Percent,
    int Milestones, int Reached, int RisksOpen, string? RiskHighest, Instant DueAt, Instant WarnAt, bool Running, bool Breached,
    int Missed, string Capability, string WorksWhen)
{
    public static SpanTable Table { get; } = SpanTable.Of<Initiative, InitiativeRow>("read.initiatives", (i, _) => Of(i));

    public static SchemaPart Schema { get; } = SchemaPart.File("Plans/schema.sql");

    /// <summary>The light at a moment: red when late or accepted late, yellow from four fifths of the time on.</summary>
    public string Light(Instant at) =>
        Breached || (Running && at > DueAt) ? "red" : Running && at >= WarnAt ? "yellow" : "green";

    /// <summary>The row of a state.</summary>
    public static InitiativeRow Of(Initiative i)
    {
        var clock = i.Clocks[Initiative.Clock];
        var risks = i.Risks.FindAll(risk => risk.Open);
        return new(
            i.Id, i.Number, i.PlanNumber, i.Position, i.Area, i.Title.Zh, i.Title.En, i.Lead, i.Support, [.. i.LeadUnits],
            [.. i.Lead.Concat(i.Support).SelectMany(party => party.Units).Append(i.Unit).Distinct().Order(StringComparer.Ordinal)],
            i.Deadline, i.Status, i.Percent, i.Milestones.Count, i.Milestones.Count(m => m.ReachedOn is not null), risks.Count,
            RiskLevels.Worst(risks.Select(risk => risk.Level)), clock.DueAt, clock.WarnAt, clock.State == ClockState.Running,
            clock.Breached, i.Missed.Count, i.Capability, i.WorksWhen);
    }
}

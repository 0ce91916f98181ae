using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Plans;

/// <summary>What a matter's view shows of an initiative. There is no personal data in it.</summary>
internal sealed class InitiativeFacts : IMatterFacts
{
    public string Kind => Initiative.MatterKind;

    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear)
    {
        var i = (Initiative)matter;
        return new
        {
            i.Plan,
            i.Document,
            i.PlanNumber,
            i.Area,
            i.Lead,
            i.Support,
            i.Deadline,
            i.DeadlineMoves,
            i.Missed,
            i.Percent,
            i.Milestones,
            i.Reports,
            i.Risks,
            i.Evidence,
            i.Asked,
            i.Returns,
            i.Acceptance,
            i.Capability,
            i.WorksWhen,
        };
    }
}

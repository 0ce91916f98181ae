using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases.Patrols;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.GridCases.Patrols;

/// <summary>Shifts of grid members (巡查班次) as the shared commands see them: they have no process.</summary>
public sealed class PatrolKind : IMatterKind
{
    public string Kind => PatrolShift.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or PatrolShift ? PatrolShift.Evolve((PatrolShift?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        new MatterNotRunning();

    public Decision Serve(Matter matter, string service, StepContext context) => new MatterNotRunning();

    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter) => ProcessFacts.None;
}

using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Plans;

/// <summary>Initiatives of the plan (行动计划任务) as the shared commands see them.</summary>
public sealed class InitiativeKind : IMatterKind
{
    public string Kind => Initiative.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or Initiative ? Initiative.Evolve((Initiative?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        InitiativeDecider.Complete((Initiative)matter, item, outcome, new FormAnswer(form), context);

    public Decision Serve(Matter matter, string service, StepContext context) =>
        InitiativeDecider.Serve((Initiative)matter, service, context);

    /// <summary>An acceptance is a record, and stays one.</summary>
    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter) => new(InitiativeProcess.Facts((Initiative)matter));
}

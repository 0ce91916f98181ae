using System.Text.Json;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.GridCases;

/// <summary>Grid cases (城市管理案件) as the shared commands see them.</summary>
/// <param name="rules">The rules in force at a moment.</param>
public sealed class GridCaseKind(Func<Instant, ICaseRules> rules) : IMatterKind, IRatedKind
{
    public string Kind => GridCase.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or GridCase ? GridCase.Evolve((GridCase?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        GridCaseDecider.Complete((GridCase)matter, item, outcome, new FormAnswer(form), rules(context.Now), context);

    public Decision Serve(Matter matter, string service, StepContext context) =>
        GridCaseDecider.Serve((GridCase)matter, service, rules(context.Now), context);

    /// <summary>Everything in a case reaches another unit, the reporter or a clock at once: what was wrong is put right by the next step.</summary>
    public bool MayReopen(WorkItem item) => false;

    public Decision Rate(Matter matter, RateMatter command, StepContext context, MatterProgress progress) =>
        GridCaseHandlers.Handle(new RateCase(command.Id, command.Level, command.Comment), command.Version, matter, context, progress);

    public ProcessFacts Facts(Matter matter) => new(GridCaseProcess.Facts((GridCase)matter));
}

using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Plans;

/// <summary>The command on an indicator; its first report begins its stream.</summary>
public static class IndicatorHandlers
{
    public static Decision Handle(ReportIndicator command, Matter? matter, StepContext context) =>
        StaleVersion.Of(matter?.Version ?? 0, command.Version) is { } stale
            ? stale
            : IndicatorDecider.Decide(matter as ReportedIndicator, command, context);
}

/// <summary>Reported indicators as the shared commands see them: no tasks, no process.</summary>
public sealed class IndicatorKind : IMatterKind
{
    public string Kind => ReportedIndicator.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or ReportedIndicator ? ReportedIndicator.Evolve((ReportedIndicator?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        new MatterNotRunning();

    public Decision Serve(Matter matter, string service, StepContext context) => Decision.Nothing;

    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter) => ProcessFacts.None;
}

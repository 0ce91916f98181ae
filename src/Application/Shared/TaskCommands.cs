using System.Text.Json;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Shared;

/// <summary>Takes a task (签收). The version is that of the task as it was seen; null does not ask.</summary>
public sealed record ClaimTask(Guid Task, long? Version);

/// <summary>Gives a task back to its unit (退回).</summary>
public sealed record ReleaseTask(Guid Task, long? Version);

/// <summary>Hands a task to a colleague (转办).</summary>
public sealed record DelegateTask(Guid Task, Actor To, long? Version);

/// <summary>Completes a task (办结) with one of its outcomes and the form that goes with it.</summary>
public sealed record CompleteTask(Guid Task, string Outcome, JsonElement Form, long? Version);

/// <summary>
/// Takes a completion back (撤回重办) before anybody acted on what followed. The version is that of the matter as it was seen.
/// </summary>
public sealed record ReopenTask(Guid Task, string Reason, long? Version);

/// <summary>
/// Tasks of every kind of matter. A task of a matter that the actor may not know of is not there; one that changed
/// since it was seen is stale.
/// </summary>
public static class TaskHandlers
{
    public static Decision Handle(ClaimTask command, Matter? matter, StepContext context) =>
        On(command.Task, matter, context, command.Version)
        ?? WorkItemDecider.Claim(matter!.Process, command.Task, context.Actor);

    public static Decision Handle(ReleaseTask command, Matter? matter, StepContext context) =>
        On(command.Task, matter, context, command.Version)
        ?? WorkItemDecider.Release(matter!.Process, command.Task, context.Actor);

    public static Decision Handle(DelegateTask command, Matter? matter, StepContext context) =>
        On(command.Task, matter, context, command.Version)
        ?? WorkItemDecider.Delegate(matter!.Process, command.Task, context.Actor, command.To);

    public static Decision Handle(CompleteTask command, Matter? matter, StepContext context, MatterProgress progress) =>
        On(command.Task, matter, context, command.Version)
        ?? progress.Complete(matter!, command.Task, command.Outcome, command.Form, context);

    public static Decision Handle(ReopenTask command, Matter? matter, StepContext context, MatterProgress progress) =>
        matter is null || !Sight.Sees(context.Actor, matter) ? new TaskNotFound()
            : StaleVersion.Of(matter.Version, command.Version) is { } stale ? stale
            : progress.Reopen(matter, command.Task, command.Reason, context);

    /// <summary>Why the task cannot be acted on at all, or null.</summary>
    private static Decision? On(Guid task, Matter? matter, StepContext context, long? version) => matter switch
    {
        null => new TaskNotFound(),
        _ when !Sight.Sees(context.Actor, matter) => new TaskNotFound(),
        { Process.WorkItems: var items } when !items.ContainsKey(task) => new TaskNotFound(),
        { Process: null } => new TaskNotFound(),
        _ => StaleVersion.Of(matter.TaskVersions[task], version) is { } stale ? (Decision)stale : null,
    };
}

using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Shared;

/// <summary>Moves a running matter to another version of its process (流程迁移).</summary>
/// <param name="Elements">Old element id to new one, for those that were renamed.</param>
public sealed record MigrateMatter(Guid Matter, int ToVersion, IReadOnlyDictionary<string, string> Elements, long? Version);

/// <summary>Refuses with the reason where an open task has no counterpart.</summary>
public static class MigrateMatterHandler
{
    public static Decision Handle(MigrateMatter command, Matter? matter, StepContext context, IWorkflowEngine engine) =>
        matter switch
        {
            null => new MatterNotFound(),
            _ when StaleVersion.Of(matter.Version, command.Version) is { } stale => stale,
            { Process: { Ended: false } process } => engine.Migrate(
                process, new ProcessKey(process.Key.Definition, command.ToVersion), command.Elements, context.Actor.Id),
            _ => new MatterNotRunning(),
        };
}

/// <summary>The matter has no process that runs.</summary>
public sealed record MatterNotRunning() : Refusal(RefusalKind.Conflict, "matter.not-running",
    new("该办件已没有运行中的流程。", "The matter has no process that is still running."));

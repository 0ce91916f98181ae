using SmartCity.Domain.Shared;
using SmartCity.Host.Problems;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared;

/// <summary>
/// Commands on a task: the matter is found through it. A task that is done has no matter any more; a repeat of the
/// command that completed it still gets the answer it got, from its receipt.
/// </summary>
internal sealed class TaskDesk(CommandDesk desk, TaskDirectory directory)
{
    public async Task<IResult> Run<TBody>(
        HttpContext http, string name, Guid task, Func<TBody, CommandHeaders, Matter?, StepContext, Decision> decide,
        Func<TBody, Task<Refusal?>>? check = null)
    {
        var matter = await directory.MatterOf(task, http.RequestAborted);
        return await desk.Run<TBody>(http, name, matter, (b, h, m, c, _) => decide(b, h, m, c), m => Answer(task, m), check: check);
    }

    public async Task<IResult> Run(
        HttpContext http, string name, Guid task, Func<CommandHeaders, Matter?, StepContext, Decision> decide)
    {
        var matter = await directory.MatterOf(task, http.RequestAborted);
        return await desk.Run(http, name, matter, decide, m => Answer(task, m));
    }

    private static Answer Answer(Guid task, Matter matter)
    {
        var open = matter.Process?.WorkItems.GetValueOrDefault(task);
        var version = open is null ? matter.Version : matter.TaskVersions[task];
        return JsonAnswer.Of(200, new TaskAnswer(
            task, matter.Id, open?.ClaimedBy, matter.Stage, matter.Status, version, OpenTask.Of(matter)), version);
    }
}

using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Pages;

/// <summary>
/// How pages act: the same handlers through the same group commit as the API, without a request in between. A null
/// answer is a yes.
/// </summary>
internal sealed class PageDesk(
    GroupCommit ledger, TaskDirectory directory, MatterProgress progress, FormAttachments attachments)
{
    public Task<Refusal?> Claim(Actor actor, Guid task, long? version) =>
        OnTask(actor, task, "claim-task", (matter, context) =>
            TaskHandlers.Handle(new ClaimTask(task, version), matter, context));

    public Task<Refusal?> Release(Actor actor, Guid task, long? version) =>
        OnTask(actor, task, "release-task", (matter, context) =>
            TaskHandlers.Handle(new ReleaseTask(task, version), matter, context));

    public async Task<Refusal?> Complete(Actor actor, Guid task, string outcome, JsonElement form, long? version) =>
        await attachments.Check(actor, task, outcome, form, CancellationToken.None)
        ?? await OnTask(actor, task, "complete-task", (matter, context) =>
            TaskHandlers.Handle(new CompleteTask(task, outcome, form, version), matter, context, progress));

    private async Task<Refusal?> OnTask(Actor actor, Guid task, string name, Func<Matter?, StepContext, Decision> decide)
    {
        var matter = await directory.MatterOf(task, CancellationToken.None);
        var result = await ledger.Execute(new(
            matter, name, actor, (state, context, _) => decide(state, context), MatterAnswer.Of));
        return result.Refusal;
    }
}

/// <summary>Some fields are not as they must be; <see cref="Refusal.Fields"/> says which.</summary>
internal sealed record FieldsInvalid() : Refusal(RefusalKind.Invalid, "request.invalid-fields",
    new("部分内容填写有误，请看标红处。", "Some fields are not as they must be; see those marked red."));

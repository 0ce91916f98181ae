using System.Text.Json;
using FluentValidation.Results;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Pages;

/// <summary>
/// How pages act: the same handlers through the same group commit as the API, without a request in between. A null
/// answer is a yes.
/// </summary>
internal sealed class PageDesk(
    GroupCommit ledger, PersonHash hashes, TaskDirectory directory, MatterProgress progress, FormAttachments attachments, IClock clock)
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

    /// <summary>
    /// Opens a matter from a form on a page, once however often the button is pressed: the key is the form's own.
    /// </summary>
    public Task<(OpenedAnswer? Opened, Refusal? Refusal)> Open<TBody>(
        Actor actor, string name, string numberPrefix, TBody body, Guid form, Func<Guid, StepContext, string, Decision> decide)
    {
        var id = NewId();
        return Send(actor, name, id, numberPrefix, body, form, (_, context, number) => decide(id, context, number), null);
    }

    /// <summary>The same where it acts on others as well, such as on the person it is for, all of it or nothing.</summary>
    public async Task<(OpenedAnswer? Opened, Refusal? Refusal)> OpenTogether<TBody>(
        Actor actor, string name, string numberPrefix, TBody body, Guid form,
        Func<Guid, Task<(Besides? Besides, Refusal? Refusal)>> besides)
    {
        var id = NewId();
        var (others, refusal) = await besides(id);
        return refusal is not null
            ? (null, refusal)
            : await Send(actor, name, id, numberPrefix, body, form, (_, _, _) => Decision.Nothing, others);
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());

    private async Task<(OpenedAnswer? Opened, Refusal? Refusal)> Send<TBody>(
        Actor actor, string name, Guid id, string numberPrefix, TBody body, Guid form,
        Func<Matter?, StepContext, string, Decision> decide, Besides? besides)
    {
        var hash = hashes.OfRequest($"page/{name}", JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options));
        var result = await ledger.Execute(new(id, name, actor, decide, OpenedAnswer.Of)
        {
            NumberPrefix = numberPrefix,
            Receipt = new(actor.Id, $"page/{form:N}", hash),
            Besides = besides,
            CorrelationId = $"page/{form:N}",
        });
        return (result.Answer is { } answer ? JsonSerializer.Deserialize<OpenedAnswer>(answer.Json, ApiJson.Options) : null, result.Refusal);
    }

    private async Task<Refusal?> OnTask(Actor actor, Guid task, string name, Func<Matter?, StepContext, Decision> decide)
    {
        var matter = await directory.MatterOf(task, CancellationToken.None);
        var result = await ledger.Execute(new(
            matter, name, actor, (state, context, _) => decide(state, context), MatterAnswer.Of)
        {
            CorrelationId = $"page/{Guid.CreateVersion7():N}",
        });
        return result.Refusal;
    }
}

/// <summary>Some fields are not as they must be; <see cref="Refusal.Fields"/> says which.</summary>
internal sealed record FieldsInvalid() : Refusal(RefusalKind.Invalid, "request.invalid-fields",
    new("部分内容填写有误，请看标红处。", "Some fields are not as they must be; see those marked red."))
{
    /// <summary>The messages of a validation by the names of the fields.</summary>
    public static Dictionary<string, string[]> In(ValidationResult validation) =>
        validation.Errors.GroupBy(f => FieldPath.Camel(f.PropertyName))
            .ToDictionary(field => field.Key, field => field.Select(f => f.ErrorMessage).ToArray());
}

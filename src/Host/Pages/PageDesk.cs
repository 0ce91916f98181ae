using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FluentValidation;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Host.Approvals;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Pages;

/// <summary>
/// How pages act: the same handlers through the same group commit as the API, without a request in between. A null
/// answer is a yes.
/// </summary>
internal sealed class PageDesk(
    GroupCommit ledger, TaskDirectory directory, MatterProgress progress, ApprovalFiling filing,
    IValidator<FileApprovalBody> rules, IClock clock)
{
    public Task<Refusal?> Claim(Actor actor, Guid task, long? version) =>
        OnTask(actor, task, "claim-task", (matter, context) =>
            TaskHandlers.Handle(new ClaimTask(task, version), matter, context));

    public Task<Refusal?> Release(Actor actor, Guid task, long? version) =>
        OnTask(actor, task, "release-task", (matter, context) =>
            TaskHandlers.Handle(new ReleaseTask(task, version), matter, context));

    public Task<Refusal?> Complete(Actor actor, Guid task, string outcome, JsonElement form, long? version) =>
        OnTask(actor, task, "complete-task", (matter, context) =>
            TaskHandlers.Handle(new CompleteTask(task, outcome, form, version), matter, context, progress));

    /// <summary>Files an application once, however often the button is pressed: the key is the form's own.</summary>
    public async Task<(OpenedAnswer? Filed, Refusal? Refusal)> File(Actor actor, FileApprovalBody body, Guid form)
    {
        if (Faults(body) is { } faults) return (null, faults);
        var id = Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body, ApiJson.Options)));
        var result = await ledger.Execute(new(
            id, "file-approval", actor, (_, context, number) => filing.Decide(id, body, context, number), OpenedAnswer.Of)
        {
            NumberPrefix = ApprovalFiling.NumberPrefix,
            Receipt = new(actor.Id, $"page/{form:N}", Convert.ToBase64String(hash)),
        });
        return (result.Answer is { } answer ? JsonSerializer.Deserialize<OpenedAnswer>(answer.Json, ApiJson.Options) : null, result.Refusal);
    }

    /// <summary>Everything that is wrong at once: applicant and form, so that a clerk corrects them in one go.</summary>
    private FieldsInvalid? Faults(FileApprovalBody body)
    {
        var fields = rules.Validate(body).Errors.GroupBy(f => FieldPath.Camel(f.PropertyName))
            .ToDictionary(field => field.Key, field => field.Select(f => f.ErrorMessage).ToArray());
        foreach (var (field, messages) in filing.CheckForm(body, clock.GetCurrentInstant())?.Fields ?? new Dictionary<string, string[]>())
            fields[field] = messages;
        return fields.Count == 0 ? null : new() { Fields = fields };
    }

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

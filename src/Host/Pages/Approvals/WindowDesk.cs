using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FluentValidation;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.Approvals;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Pages.Approvals;

/// <summary>How the window page files: the same way as the API, without a request in between.</summary>
internal sealed class WindowDesk(GroupCommit ledger, ApprovalFiling filing, IValidator<FileApprovalBody> rules, IClock clock)
{
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
}

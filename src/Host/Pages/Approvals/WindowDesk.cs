using FluentValidation;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.Approvals;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Pages.Approvals;

/// <summary>How the window page files: the same way as the API, without a request in between.</summary>
internal sealed class WindowDesk(PageDesk desk, ApprovalFiling filing, IValidator<FileApprovalBody> rules, IClock clock)
{
    /// <summary>Files an application once, however often the button is pressed.</summary>
    public async Task<(OpenedAnswer? Filed, Refusal? Refusal)> File(Actor actor, FileApprovalBody body, Guid form) =>
        Faults(body) is { } faults
            ? (null, faults)
            : await desk.Open(
                actor, "file-approval", ApprovalFiling.NumberPrefix, body, form,
                (id, context, number) => filing.Decide(id, body, context, number));

    /// <summary>Everything that is wrong at once: applicant and form, so that a clerk corrects them in one go.</summary>
    private FieldsInvalid? Faults(FileApprovalBody body)
    {
        var fields = FieldsInvalid.In(rules.Validate(body));
        foreach (var (field, messages) in filing.CheckForm(body, clock.GetCurrentInstant())?.Fields ?? new Dictionary<string, string[]>())
            fields[field] = messages;
        return fields.Count == 0 ? null : new() { Fields = fields };
    }
}

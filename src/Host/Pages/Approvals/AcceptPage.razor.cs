using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Host.Approvals;
using SmartCity.Host.Pages.Forms;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Pages.Approvals;

/// <summary>Acceptance at the window (窗口收件) in one screen, and the receipt that the applicant takes home.</summary>
public sealed partial class AcceptPage
{
    private readonly FormAnswers _answers = new();
    private readonly HashSet<string> _handed = [];
    private ApplicantDraft _applicant = new();
    private IReadOnlyList<FormField> _fields = [];
    private FieldErrors _errors = FieldErrors.None, _applicantErrors = FieldErrors.None;
    private Guid _form = Guid.NewGuid();
    private ApprovalItem? _item;
    private Refusal? _refusal;
    private OpenedAnswer? _filed;
    private Guid? _next;
    private Instant _filedAt;
    private bool _busy;

    [Inject] private WindowDesk Desk { get; set; } = default!;
    [Inject] private TaskInbox Tasks { get; set; } = default!;
    [Inject] private IClock Clock { get; set; } = default!;

    private IReadOnlyList<MaterialRequirement> Missing =>
        [.. (_item?.Materials ?? []).Where(m => m.Required && !_handed.Contains(m.Code))];

    private void Choose(ApprovalItem item)
    {
        if (item.Code != _item?.Code) _handed.Clear();
        (_item, _refusal, _errors) = (item, null, FieldErrors.None);
        _fields = FormField.Of(item.FormSchema);
    }

    private async Task File()
    {
        _busy = true;
        var body = new FileApprovalBody(
            _item!.Code, "window", _applicant.ToBody(), _answers.ToJson(_fields), [.. _handed.Order().Select(code => new MaterialBody(code))]);
        (_filed, _refusal) = await Desk.File(Me, body, _form);
        (_errors, _applicantErrors) = (new(_refusal), new(_refusal, "applicant"));
        if (_filed is not null)
        {
            _filedAt = Clock.GetCurrentInstant();
            _next = (await Tasks.Of(_filed.Id, Gone)).FirstOrDefault(t => t.Unit == Me.Unit && Me.Has(t.Role))?.Id;
        }

        _busy = false;
    }

    private void Again()
    {
        (_form, _filed, _item, _applicant, _next) = (Guid.NewGuid(), null, null, new(), null);
        _answers.Clear();
        _handed.Clear();
    }
}

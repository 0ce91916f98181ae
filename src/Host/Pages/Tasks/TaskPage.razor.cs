using Microsoft.AspNetCore.Components;
using MudBlazor;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Forms;
using SmartCity.Host.Pages.Matters;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;
using SmartCity.Workflows.Definitions;

namespace SmartCity.Host.Pages.Tasks;

/// <summary>
/// One task with the form of its outcome and the matter beside it. What was typed stays, whatever others do meanwhile.
/// </summary>
public sealed partial class TaskPage
{
    private readonly FormAnswers _answers = new();
    private readonly LocalizedText _absence = new("没有这项任务，或已经办结。", "There is no such task, or it is done.");
    private IReadOnlyDictionary<string, IReadOnlyList<FieldOption>> _options = new Dictionary<string, IReadOnlyList<FieldOption>>();
    private IReadOnlyList<FormField> _fields = [];
    private FieldErrors _errors = FieldErrors.None;
    private TaskRow? _row;
    private Matter? _matter;
    private Refusal? _refusal;
    private string _outcome = "";
    private bool _read, _gone, _busy;

    [Parameter] public Guid Id { get; set; }

    [Inject] private TaskInbox Tasks { get; set; } = default!;
    [Inject] private MatterDesk Matters { get; set; } = default!;
    [Inject] private ProcessRegistry Processes { get; set; } = default!;
    [Inject] private IEnumerable<IFormOptions> FormOptions { get; set; } = default!;
    [Inject] private AccountBook Accounts { get; set; } = default!;
    [Inject] private PageDesk Desk { get; set; } = default!;
    [Inject] private IClock Clock { get; set; } = default!;
    [Inject] private ISnackbar Snackbar { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private bool CanAct => !_gone && _row?.ClaimedBy == Me.Id;

    private IReadOnlyList<TaskOutcome> Outcomes => TaskOf(_row!)?.Outcomes ?? [];

    protected override async Task Open()
    {
        var row = await Tasks.Find(Id, Gone);
        if (row is not null && row.Unit == Me.Unit && Me.Has(row.Role))
        {
            _matter = await Matters.Visible(Me, row.MatterId, Gone);
            _row = row;
            if (_matter is not null && FormOptions.FirstOrDefault(o => o.Kind == _matter.Kind) is { } lists)
                _options = lists.Options(_matter, _answers);
            Choose(Outcomes[0].Code);
        }

        _read = true;
    }

    protected override bool Concerns(Matter matter) => matter.Id == _matter?.Id;

    protected override async Task Refresh()
    {
        if (_row is null || _gone || _busy) return;
        var row = await Tasks.Find(Id, Gone);
        (_gone, _row) = (row is null, row ?? _row);
        if (await Matters.Visible(Me, _row.MatterId, Gone) is { } matter) _matter = matter;
    }

    private void Choose(string outcome)
    {
        (_outcome, _refusal, _errors) = (outcome, null, FieldErrors.None);
        using var schema = System.Text.Json.JsonDocument.Parse(Outcomes.First(o => o.Code == outcome).FormSchema);
        _fields = FormField.Of(schema.RootElement);
    }

    private async Task Claim() => await Act(() => Desk.Claim(Me, Id, _row!.Version));

    private async Task Release()
    {
        if (await Act(() => Desk.Release(Me, Id, _row!.Version))) Navigation.NavigateTo("/");
    }

    private async Task Complete()
    {
        var (task, outcome) = (NameOf(_row!), Outcomes.First(o => o.Code == _outcome).Name);
        if (!await Act(() => Desk.Complete(Me, Id, _outcome, _answers.ToJson(_fields), _row!.Version))) return;
        Snackbar.Add($"{_matter!.Number} {T(task)}{T("：", ": ")}{T(outcome)}", Severity.Success);
        Navigation.NavigateTo("/");
    }

    private async Task<bool> Act(Func<Task<Refusal?>> act)
    {
        _busy = true;
        _refusal = await act();
        _errors = new FieldErrors(_refusal);
        _busy = false;
        await Refresh();
        return _refusal is null;
    }

    private string After(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Stale or RefusalKind.NotFound or RefusalKind.Conflict =>
            T("页面已更新，您填写的内容仍在，请核对后再提交。", "The page is up to date again and what you typed is kept; check it and submit again."),
        RefusalKind.Invalid when _errors.Any => T("请看标红处。", "See what is marked red."),
        _ => "",
    };

    private TaskDefinition? TaskOf(TaskRow row) => Processes.Task(new ProcessKey(row.Definition, row.ProcessVersion), row.Element);

    private LocalizedText NameOf(TaskRow row) => Names.Task(row);

    private string PersonName(string account) => Accounts.Person(account)?.DisplayName ?? account;
}

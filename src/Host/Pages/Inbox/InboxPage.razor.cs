using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Pages.Inbox;

/// <summary>The clerk's inbox (待办箱): what they hold and what waits in their unit, most urgent first.</summary>
public sealed partial class InboxPage
{
    private const int Most = 300;
    private static readonly string[] LightsInOrder = ["red", "yellow", "green"];
    private IReadOnlyList<TaskRow> _rows = [];
    private HashSet<Guid> _new = [];
    private HashSet<Guid> _known = [];
    private Instant? _readAt;
    private Refusal? _refusal;
    private string? _light;
    private string _text = "";
    private bool _mine, _read, _busy;

    [Inject] private TaskInbox Tasks { get; set; } = default!;
    [Inject] private ProcessRegistry Processes { get; set; } = default!;
    [Inject] private AccountBook Accounts { get; set; } = default!;
    [Inject] private PageDesk Desk { get; set; } = default!;
    [Inject] private IClock Clock { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private IEnumerable<TaskRow> InTab => _mine ? _rows.Where(IsMine) : _rows;

    private IEnumerable<TaskRow> Shown => InTab.Where(row =>
        (_light is null || LightOf(row) == _light)
        && (_text.Length == 0 || new[] { row.MatterNumber, row.TitleZh, row.TitleEn, T(NameOf(row)) }
            .Any(text => text.Contains(_text.Trim(), StringComparison.OrdinalIgnoreCase))));

    protected override async Task Open()
    {
        // Who only watches or administers has no tasks: their first page is the list of matters.
        if (!Me.Roles.Any(Roles.Handlers.Contains))
        {
            Navigation.NavigateTo("/matters", replace: true);
            return;
        }

        await Refresh();
        _mine = _rows.Any(IsMine);
    }

    protected override bool Concerns(Matter matter) => matter.Units.Contains(Me.Unit);

    protected override async Task Refresh()
    {
        _rows = await Tasks.OfUnit(Me.Unit, Me.Roles, Most, Gone);
        _readAt = Clock.GetCurrentInstant();
        var ids = _rows.Select(row => row.Id).ToHashSet();
        if (_read) _new = [.. ids.Where(id => _new.Contains(id) || !_known.Contains(id))];
        (_known, _read) = (ids, true);
    }

    private void Show(bool mine) => (_mine, _light) = (mine, null);

    private async Task Claim(TaskRow row)
    {
        _busy = true;
        _refusal = await Desk.Claim(Me, row.Id, row.Version);
        _busy = false;
        if (_refusal is null) Navigation.NavigateTo($"/tasks/{row.Id}");
        else await Refresh();
    }

    private bool IsMine(TaskRow row) => row.ClaimedBy == Me.Id;

    private string LightOf(TaskRow row) => Lights.Of(row.DueAt, row.WarnAt, _readAt ?? Instant.MinValue);

    private LocalizedText NameOf(TaskRow row) => Names.Task(row);

    private string HolderOf(TaskRow row) => row.ClaimedBy switch
    {
        null => T("待签收", "Nobody yet"),
        var by when by == Me.Id => T("我", "Me"),
        var by => Accounts.Person(by)?.DisplayName ?? by,
    };

    private static string Pressed(bool on) => on ? "true" : "false";
}

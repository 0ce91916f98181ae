using Microsoft.AspNetCore.Components;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Notices;
using SmartCity.Projections.Notices;

namespace SmartCity.Host.Pages.Notices;

/// <summary>The reader's own notices; for those who supervise also all of them with what became of each.</summary>
public sealed partial class NoticesPage
{
    private const int Size = 50;
    private IReadOnlyList<NoticeLine> _rows = [];
    private Refusal? _refusal;
    private string? _state;
    private bool _all, _supervises, _read, _more;
    private int _shown = Size;

    [Inject] private NoticeList List { get; set; } = default!;
    [Inject] private NoticeDesk Desk { get; set; } = default!;

    protected override Task Open()
    {
        _supervises = Me.Roles.Any(Rights.Holders[Rights.Supervise].Contains);
        return Refresh();
    }

    protected override bool Concerns(Matter matter) => _all || matter.Units.Contains(Me.Unit);

    protected override async Task Refresh()
    {
        var rows = _all
            ? await List.Page(new(_state), null, _shown + 1, Gone)
            : await List.OfReader(NoticeDesk.Reader(Me), null, _shown + 1, Gone);
        (_rows, _more, _read) = ([.. rows.Take(_shown)], rows.Count > _shown, true);
    }

    private bool Unread(NoticeLine row) => !_all && !row.Read;

    private Task Show(bool all)
    {
        (_all, _state, _shown, _refusal) = (all, null, Size, null);
        return Refresh();
    }

    private Task Filter(string? state)
    {
        (_state, _shown) = (state, Size);
        return Refresh();
    }

    private Task More()
    {
        _shown += Size;
        return Refresh();
    }

    private async Task Read(NoticeLine row)
    {
        if (!Unread(row)) return;
        _refusal = await Desk.Read(Me, row.Id, Gone);
        await Refresh();
    }

    private async Task ReadAll()
    {
        await Desk.ReadAll(Me, Gone);
        await Refresh();
    }

    private async Task Retry(NoticeLine row)
    {
        _refusal = await Desk.Retry(row.Id, Gone);
        await Refresh();
    }

    private static string Pressed(bool on) => on ? "true" : "false";
}

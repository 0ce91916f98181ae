using Microsoft.AspNetCore.Components;
using SmartCity.Domain.ServiceHall;
using SmartCity.Domain.Shared;
using SmartCity.Host.ServiceHall;
using SmartCity.Projections.ServiceHall;

namespace SmartCity.Host.Pages.ServiceHall;

/// <summary>The call panel (叫号面板): the window that the clerk sits at, whom it has, who waits.</summary>
public sealed partial class CallPage
{
    private IReadOnlyList<QueueRow> _rows = [];
    private HallPlan? _plan;
    private HallWindow? _window;
    private Refusal? _refusal;
    private bool _busy;

    [Inject] private HallPlans Plans { get; set; } = default!;
    [Inject] private HallQueue Queue { get; set; } = default!;
    [Inject] private WindowCalls Calls { get; set; } = default!;

    private QueueRow? Held => _rows.FirstOrDefault(row => row.State is TicketStates.Called or TicketStates.Serving && row.WindowCode == _window?.Code);

    private IReadOnlyList<QueueRow> Waiting => [.. _rows.Where(row => row.State == TicketStates.Waiting
        && (row.OnlyWindow is { } only ? only == _window?.Code : _window?.Services.Contains(row.Service) == true))];

    private IEnumerable<QueueRow> Passed => _rows.Where(row => row.State == TicketStates.Passed && row.WindowCode == _window?.Code);

    protected override Task Open() => Refresh();

    protected override bool Concerns(Matter matter) => matter is QueueTicket;

    protected override async Task Refresh()
    {
        _plan = Plans.Today;
        _rows = _plan is null ? [] : await Queue.All(_plan.Hall, Gone);
        _window ??= _plan?.Windows[0];
    }

    private void Choose(HallWindow window) => (_window, _refusal) = (window, null);

    private async Task Act(Task<Refusal?> act)
    {
        _busy = true;
        _refusal = await act;
        await Refresh();
        _busy = false;
    }
}

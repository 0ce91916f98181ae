using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.ServiceHall;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.ServiceHall;

/// <summary>Tickets of the queue (号票) as the shared commands see them: they have no process, and lapse when the hall closes.</summary>
public sealed class TicketKind : IMatterKind
{
    public string Kind => QueueTicket.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or QueueTicket ? QueueTicket.Evolve((QueueTicket?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        new MatterNotRunning();

    public Decision Serve(Matter matter, string service, StepContext context) => new MatterNotRunning();

    public bool MayReopen(WorkItem item) => false;

    public Decision Elapse(Matter matter, string timer, StepContext context) => TicketDecider.Elapse((QueueTicket)matter, timer);

    public ProcessFacts Facts(Matter matter) => ProcessFacts.None;
}

/// <summary>Windows of the hall (服务窗口) as the shared commands see them: they have no process.</summary>
public sealed class WindowKind : IMatterKind
{
    public string Kind => ServiceWindow.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or ServiceWindow ? ServiceWindow.Evolve((ServiceWindow?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        new MatterNotRunning();

    public Decision Serve(Matter matter, string service, StepContext context) => new MatterNotRunning();

    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter) => ProcessFacts.None;
}

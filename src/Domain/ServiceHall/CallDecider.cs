using SmartCity.Domain.Shared;

namespace SmartCity.Domain.ServiceHall;

/// <summary>
/// Who is called to a window (叫号规则). A call is decided on the window, on the ticket it called last, and on the tickets that
/// may be next, together: no window has two tickets, and no ticket two windows.
/// </summary>
public static class CallDecider
{
    /// <summary>Those a window may call, in their order: priority first, then the longest wait.</summary>
    public static IEnumerable<QueueTicket> Queue(HallWindow window, IEnumerable<QueueTicket> tickets) => tickets
        .Where(t => t.State == TicketStates.Waiting && (t.For is { } only ? only == window.Code : window.Services.Contains(t.Service)))
        .OrderBy(t => t.Priority is null).ThenBy(t => t.OpenedAt).ThenBy(t => t.Number, StringComparer.Ordinal);

    /// <summary>Calls the first of them.</summary>
    /// <param name="last">The ticket that the window called last; null for none.</param>
    /// <returns>What happens to the window, and to which ticket what happens; a refusal in either refuses both.</returns>
    public static (Decision Window, Guid Ticket, Decision Called) Next(
        ServiceWindow? state, CallNext command, QueueTicket? last, IReadOnlyList<QueueTicket> tickets, StepContext context)
    {
        if (command.Plan.Window(command.Window) is not { } window) return No(new WindowNotFound());
        if (context.Actor.Unit != command.Plan.Hall) return No(new NotOfHall());
        if (Busy(state, command.Expected, last, window.Code) is { } busy) return No(busy);
        return Queue(window, tickets).FirstOrDefault() is not { } next
            ? No(new NobodyWaits())
            : (Taken(command.WindowId, window.Code, next), next.Id, Decision.Of(new TicketCalled(window.Code, context.Actor.Id)));
    }

    /// <summary>Calls one that was passed again, where it was passed.</summary>
    public static (Decision Window, Decision Called) Again(
        ServiceWindow? state, RecallTicket command, QueueTicket? ticket, QueueTicket? last, StepContext context)
    {
        Refusal? no = ticket switch
        {
            null => new TicketNotFound(),
            _ when !TicketDecider.Of(ticket, context) => new NotOfHall(),
            { State: not TicketStates.Passed } => new TicketStandsElsewhere(ticket.State),
            _ => Busy(state, command.Expected, last, ticket.Window!),
        };
        return no is not null
            ? (no, Decision.Nothing)
            : (Taken(command.WindowId, ticket!.Window!, ticket), Decision.Of(new TicketRecalled(ticket.Window!, context.Actor.Id)));
    }

    /// <summary>The window has a ticket, or called one since the queue was looked at.</summary>
    private static WindowBusy? Busy(ServiceWindow? state, Guid? expected, QueueTicket? last, string window) =>
        state?.Last.TicketId != expected ? new WindowBusy(state?.Last.Ticket ?? "")
        : last is { AtWindow: true } && last.Window == window ? new WindowBusy(last.Ticket)
        : null;

    private static Decision Taken(Guid id, string window, QueueTicket ticket) =>
        Decision.Of(new WindowCalled(id, ticket.Unit, window, ticket.Id, ticket.Ticket, ticket.Service));

    private static (Decision, Guid, Decision) No(Refusal refusal) => (refusal, Guid.Empty, Decision.Nothing);
}

using SmartCity.Application.Shared;
using SmartCity.Domain.ServiceHall;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.ServiceHall;

/// <summary>The commands on tickets. One that the actor may not know of is not there.</summary>
public static class TicketHandlers
{
    /// <summary>The id is new: a ticket that is there already was taken by this very command.</summary>
    public static Decision Handle(TakeTicket command, Matter? matter, StepContext context) =>
        matter is null ? TicketDecider.Take(command, context) : Decision.Nothing;

    /// <summary>The decisions on the window, on the ticket that it called last, and on those that may be next, in this order.</summary>
    public static IReadOnlyList<Decision> Handle(CallNext command, IReadOnlyList<Matter?> states, StepContext context)
    {
        var tickets = states.Skip(1).OfType<QueueTicket>().ToList();
        var last = tickets.FirstOrDefault(ticket => ticket.Id == command.Expected);
        var (window, called, decision) = CallDecider.Next(states[0] as ServiceWindow, command, last, tickets, context);
        return [window, .. states.Skip(1).Select(state => state?.Id == called ? decision : Decision.Nothing)];
    }

    /// <summary>The decisions on the window, on the ticket, and on the one that the window called last, where that is another.</summary>
    public static IReadOnlyList<Decision> Handle(RecallTicket command, IReadOnlyList<Matter?> states, StepContext context)
    {
        var tickets = states.Skip(1).OfType<QueueTicket>().ToList();
        var (window, called) = CallDecider.Again(
            states[0] as ServiceWindow, command, Of(tickets.FirstOrDefault(ticket => ticket.Id == command.Id), context),
            tickets.FirstOrDefault(ticket => ticket.Id == command.Expected), context);
        return [window, .. states.Skip(1).Select(state => state?.Id == command.Id ? called : Decision.Nothing)];
    }

    public static Decision Handle(PassTicket command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, ticket => TicketDecider.Pass(ticket, context));

    public static Decision Handle(TransferTicket command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, ticket => TicketDecider.Transfer(ticket, command, context));

    public static Decision Handle(StartServing command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, ticket => TicketDecider.Start(ticket, context));

    public static Decision Handle(LinkTicket command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, ticket => TicketDecider.Link(ticket, command, context));

    public static Decision Handle(FinishTicket command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, ticket => TicketDecider.Finish(ticket, context));

    public static Decision Handle(CancelTicket command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, context, ticket => TicketDecider.Cancel(ticket, command));

    private static Decision On(Matter? matter, long? seen, StepContext context, Func<QueueTicket, Decision> decide) =>
        Of(matter, context) is not { } ticket ? new TicketNotFound()
        : StaleVersion.Of(ticket.Version, seen) is { } stale ? stale
        : decide(ticket);

    private static QueueTicket? Of(Matter? matter, StepContext context) =>
        matter is QueueTicket ticket && Sight.Sees(context.Actor, ticket) ? ticket : null;
}

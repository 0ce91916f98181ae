using SmartCity.Domain.Shared;

namespace SmartCity.Domain.ServiceHall;

/// <summary>What may happen to a ticket at its window. Pure; a thing that was done already yields no events.</summary>
public static class TicketDecider
{
    /// <summary>Takes a ticket while the hall is open, for a service, or for the service of an item.</summary>
    public static Decision Take(TakeTicket command, StepContext context)
    {
        var plan = command.Plan;
        if (command.Priority is { } priority && !TicketPriorities.All.Contains(priority)) return TicketFieldInvalid.Of("priority");
        var service = command.Service is { } code ? plan.Service(code) : command.ItemCode is { } item ? plan.ServiceOf(item) : null;
        if (service is null) return TicketFieldInvalid.Of(command.Service is null ? "itemCode" : "service");
        return plan.ClosesAfter(context.Now, context.Calendar) is not { } closes ? new HallClosed() : Decision.Of(new TicketTaken(
            command.Id, command.Number, Short(service, command.Number), plan.Hall, service.Code, service.Name, command.Priority,
            command.ItemCode, command.Appointment, closes, plan.MostRecalls, plan.Key));
    }

    public static Decision Pass(QueueTicket? t, StepContext context) => t switch
    {
        null => new TicketNotFound(),
        _ when !Of(t, context) => new NotOfHall(),
        { State: TicketStates.Passed } => Decision.Nothing,
        { State: not TicketStates.Called } => new TicketStandsElsewhere(t.State),
        _ when t.Recalls >= t.MostRecalls => Decision.Of(new TicketPassed(t.Window!, context.Actor.Id), new TicketLapsed("not-there")),
        _ => Decision.Of(new TicketPassed(t.Window!, context.Actor.Id)),
    };

    public static Decision Transfer(QueueTicket? t, TransferTicket command, StepContext context)
    {
        if (t is null) return new TicketNotFound();
        if (!Of(t, context)) return new NotOfHall();
        if (t is { AtWindow: false, State: not TicketStates.Passed }) return new TicketStandsElsewhere(t.State);
        if (command is { Service: null, Window: null }) return TicketFieldInvalid.Of("service");
        if (command.Plan.Service(command.Service ?? t.Service) is not { } service) return TicketFieldInvalid.Of("service");
        if (command.Window is { } window && command.Plan.Window(window)?.Services.Contains(service.Code) != true)
            return TicketFieldInvalid.Of("window");
        return Decision.Of(new TicketTransferred(service.Code, service.Name, command.Window, context.Actor.Id));
    }

    public static Decision Start(QueueTicket? t, StepContext context) => t switch
    {
        null => new TicketNotFound(),
        _ when !Of(t, context) => new NotOfHall(),
        { State: TicketStates.Serving } => Decision.Nothing,
        { State: not TicketStates.Called } => new TicketStandsElsewhere(t.State),
        _ => Decision.Of(new TicketServingStarted(context.Actor.Id)),
    };

    public static Decision Link(QueueTicket? t, LinkTicket command, StepContext context) => t switch
    {
        null => new TicketNotFound(),
        _ when !Of(t, context) => new NotOfHall(),
        _ when t.Filed.ContainsKey(command.Matter) => Decision.Nothing,
        { AtWindow: false } => new TicketStandsElsewhere(t.State),
        _ => Decision.Of(new TicketLinked(command.Matter, command.MatterNumber)),
    };

    public static Decision Finish(QueueTicket? t, StepContext context) => t switch
    {
        null => new TicketNotFound(),
        _ when !Of(t, context) => new NotOfHall(),
        { State: TicketStates.Finished } => Decision.Nothing,
        { AtWindow: false } => new TicketStandsElsewhere(t.State),
        _ => Decision.Of(new TicketFinished(context.Actor.Id)),
    };

    public static Decision Cancel(QueueTicket? t, CancelTicket command) => t switch
    {
        null => new TicketNotFound(),
        { State: TicketStates.Cancelled } => Decision.Nothing,
        { Ended: true } or { State: TicketStates.Serving } => new TicketStandsElsewhere(t.State),
        _ => Decision.Of(new TicketCancelled(command.Reason.Trim())),
    };

    /// <summary>The hall closes: whoever is being served stays, everybody else is told to come again.</summary>
    public static Decision Elapse(QueueTicket t, string timer) =>
        timer == QueueTicket.Closing && t is { Ended: false, State: not TicketStates.Serving }
            ? Decision.Of(new TicketLapsed("closing")) : Decision.Nothing;

    internal static bool Of(QueueTicket t, StepContext context) => context.Actor.Unit == t.Unit;

    /// <summary>DX-HALL-A-20261123-000001 → A001.</summary>
    private static string Short(HallService service, string number) => service.Prefix + number[^6..].TrimStart('0').PadLeft(3, '0');
}

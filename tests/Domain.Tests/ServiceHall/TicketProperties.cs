using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.ServiceHall;

namespace SmartCity.Domain.Tests.ServiceHall;

/// <summary>Whatever is done in whatever order.</summary>
public sealed class TicketProperties
{
    [Property(MaxTest = 500)]
    public void No_window_has_two_tickets_no_ticket_two_windows_and_what_ended_stays_ended(byte[] acts)
    {
        var hall = new Hall();
        var ended = new Dictionary<Guid, string>();
        foreach (var act in acts)
        {
            hall.Now += Duration.FromMinutes(1);
            Act(hall, act);
            var held = hall.Tickets.Values.Where(ticket => ticket.AtWindow).ToList();
            held.Select(ticket => ticket.Window).ShouldBeUnique();
            foreach (var ticket in held) hall.Windows[ticket.Window!].Last.TicketId.ShouldBe(ticket.Id, "the window called it last");
            foreach (var (id, state) in ended) hall.Tickets[id].State.ShouldBe(state);
            foreach (var ticket in hall.Tickets.Values.Where(ticket => ticket.Ended)) ended.TryAdd(ticket.Id, ticket.State);
        }
        hall.Tickets.Values.Select(ticket => ticket.Ticket).ShouldBeUnique();
    }

    private static void Act(Hall hall, byte act)
    {
        var window = $"{act / 16 % 3 + 1}";
        if (act % 11 == 0 || hall.Tickets.Count == 0)
        {
            hall.Take(act % 2 == 0 ? "business" : "social", act % 7 == 0 ? "elderly" : null);
            return;
        }
        var id = hall.Tickets.Keys.ElementAt(act % hall.Tickets.Count);
        _ = (act % 11) switch
        {
            1 or 2 or 3 => hall.Call(window),
            4 => hall.Recall(id),
            5 => hall.Do(id, t => TicketDecider.Pass(t, hall.Context)),
            6 => hall.Do(id, t => TicketDecider.Start(t, hall.Context)),
            7 => hall.Do(id, t => TicketDecider.Finish(t, hall.Context)),
            8 => hall.Do(id, t => TicketDecider.Transfer(t, new(id, Hall.Plan, "business", act > 128 ? window : null), hall.Context)),
            9 => hall.Do(id, t => TicketDecider.Cancel(t, new(id, "x"))),
            _ => hall.Do(id, t => TicketDecider.Elapse(t, QueueTicket.Closing)),
        };
    }
}

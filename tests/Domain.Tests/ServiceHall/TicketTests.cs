using NodaTime;
using SmartCity.Domain.ServiceHall;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Tests.Approvals;

namespace SmartCity.Domain.Tests.ServiceHall;

/// <summary>取号、叫号、过号、重呼、转号、办结.</summary>
public sealed class TicketTests
{
    private readonly Hall _hall = new();

    [Fact]
    public void A_ticket_is_taken_for_a_service_or_an_item_while_the_hall_is_open()
    {
        _hall.Take("business").Event<TicketTaken>().Ticket.ShouldBe("A001");
        _hall.Take(null, "elderly", "mass-event").Event<TicketTaken>().Ticket.ShouldBe("B001");
        _hall.Take("business").Event<TicketTaken>().ClosesAt.ShouldBe(Story.On("2026-03-09 17:00").Now);
        _hall.Take("none").ShouldRefuse("ticket.field-invalid");
        _hall.Take(null, null, "none").ShouldRefuse("ticket.field-invalid");
        _hall.Take("business", "minister").ShouldRefuse("ticket.field-invalid");
        _hall.Now = Story.On("2026-03-09 17:00").Now;
        _hall.Take("business").ShouldRefuse("hall.closed");
        _hall.Now = Story.On("2026-03-08 10:00").Now;
        _hall.Take("business").ShouldRefuse("hall.closed");
    }

    [Fact]
    public void A_window_calls_its_own_services_priority_first_then_the_longest_wait()
    {
        var (social, first, second, old) = (_hall.Taken("social"), _hall.Taken("business"), _hall.Taken("business"), _hall.Taken("business", "elderly"));
        _hall.Call("1").Event<WindowCalled>().TicketId.ShouldBe(old.Id);
        _hall.Call("2").Event<WindowCalled>().TicketId.ShouldBe(first.Id);
        _hall.Call("3").Event<WindowCalled>().TicketId.ShouldBe(social.Id);
        _hall.Call("1").ShouldRefuse("hall.window-busy");
        _hall.Do(old.Id, t => TicketDecider.Finish(t, _hall.Context)).Events.ShouldHaveSingleItem();
        _hall.Call("1").Event<WindowCalled>().TicketId.ShouldBe(second.Id);
        _hall.Do(first.Id, t => TicketDecider.Finish(t, _hall.Context));
        _hall.Call("2").ShouldRefuse("hall.nobody-waits");
        _hall.Call("4").ShouldRefuse("hall.window-not-found");
    }

    [Fact]
    public void Who_did_not_come_is_called_again_so_often_and_then_lapses()
    {
        var ticket = _hall.Taken("business");
        _hall.Call("1");
        _hall.Recall(ticket.Id).ShouldRefuse("ticket.stands-elsewhere");
        _hall.Do(ticket.Id, t => TicketDecider.Pass(t, _hall.Context)).Event<TicketPassed>();
        _hall.Do(ticket.Id, t => TicketDecider.Pass(t, _hall.Context)).ShouldStayQuiet();
        _hall.Recall(ticket.Id).Event<WindowCalled>();
        _hall.Do(ticket.Id, t => TicketDecider.Pass(t, _hall.Context)).Events.OfType<TicketLapsed>().ShouldHaveSingleItem().Reason.ShouldBe("not-there");
        _hall.Recall(ticket.Id).ShouldRefuse("ticket.stands-elsewhere");
    }

    [Fact]
    public void A_passed_ticket_is_not_called_again_while_its_window_has_another()
    {
        var (first, _) = (_hall.Taken("business"), _hall.Taken("business"));
        _hall.Call("1");
        _hall.Do(first.Id, t => TicketDecider.Pass(t, _hall.Context));
        _hall.Call("1");
        _hall.Recall(first.Id).ShouldRefuse("hall.window-busy");
    }

    [Fact]
    public void A_transferred_ticket_keeps_its_wait_and_may_be_for_one_window_only()
    {
        var (ticket, later) = (_hall.Taken("business"), _hall.Taken("social"));
        _hall.Call("1");
        _hall.Do(ticket.Id, t => TicketDecider.Transfer(t, new(t.Id, Hall.Plan, "social", "1"), _hall.Context)).ShouldRefuse("ticket.field-invalid");
        _hall.Do(ticket.Id, t => TicketDecider.Transfer(t, new(t.Id, Hall.Plan, null, null), _hall.Context)).ShouldRefuse("ticket.field-invalid");
        _hall.Do(ticket.Id, t => TicketDecider.Transfer(t, new(t.Id, Hall.Plan, null, "2"), _hall.Context)).Event<TicketTransferred>();
        _hall.Call("1").ShouldRefuse("hall.nobody-waits");
        _hall.Call("3").Event<WindowCalled>().TicketId.ShouldBe(later.Id);
        _hall.Call("2").Event<WindowCalled>().TicketId.ShouldBe(ticket.Id);
        _hall.Tickets[ticket.Id].FirstCalledAt.ShouldBe(ticket.OpenedAt + Duration.FromMinutes(2));
    }

    [Fact]
    public void The_closing_ends_whoever_is_not_being_served()
    {
        var (served, waits) = (_hall.Taken("business"), _hall.Taken("business"));
        _hall.Call("1");
        _hall.Do(served.Id, t => TicketDecider.Start(t, _hall.Context)).Event<TicketServingStarted>();
        _hall.Do(served.Id, t => TicketDecider.Start(t, _hall.Context)).ShouldStayQuiet();
        _hall.Tickets[served.Id].Timers.ShouldBeEmpty();
        _hall.Tickets[waits.Id].Timers.ShouldHaveSingleItem().DueAt.ShouldBe(waits.ClosesAt);
        _hall.Do(waits.Id, t => TicketDecider.Elapse(t, QueueTicket.Closing)).Event<TicketLapsed>().Reason.ShouldBe("closing");
        _hall.Do(served.Id, t => TicketDecider.Elapse(t, QueueTicket.Closing)).ShouldStayQuiet();
        _hall.Do(served.Id, t => TicketDecider.Cancel(t, new(t.Id, "x"))).ShouldRefuse("ticket.stands-elsewhere");
        _hall.Do(served.Id, t => TicketDecider.Link(t, new(t.Id, Guid.Empty, "DX-AP-1"), _hall.Context)).Event<TicketLinked>();
        _hall.Do(served.Id, t => TicketDecider.Link(t, new(t.Id, Guid.Empty, "DX-AP-1"), _hall.Context)).ShouldStayQuiet();
        _hall.Do(served.Id, t => TicketDecider.Finish(t, _hall.Context)).Event<TicketFinished>();
        _hall.Do(served.Id, t => TicketDecider.Finish(t, _hall.Context)).ShouldStayQuiet();
        _hall.Do(waits.Id, t => TicketDecider.Finish(t, _hall.Context)).ShouldRefuse("ticket.stands-elsewhere");
    }

    [Fact]
    public void Who_does_not_work_in_the_hall_does_nothing_there()
    {
        var ticket = _hall.Taken("business");
        _hall.Call("1");
        var stranger = _hall.Context with { Actor = new Actor("x", "x", ["window-clerk"], "DX-SWJ", "page") };
        TicketDecider.Pass(_hall.Tickets[ticket.Id], stranger).ShouldRefuse("hall.not-yours");
        TicketDecider.Start(_hall.Tickets[ticket.Id], stranger).ShouldRefuse("hall.not-yours");
        TicketDecider.Finish(_hall.Tickets[ticket.Id], stranger).ShouldRefuse("hall.not-yours");
        CallDecider.Next(null, new(Guid.Empty, Hall.Plan, "2", null), null, [.. _hall.Tickets.Values], stranger).Window.ShouldRefuse("hall.not-yours");
    }

    [Theory]
    [InlineData("a", "09:00")]
    [InlineData("A", "18:00")]
    [InlineData("B", "09:00")]
    [InlineData("A", "9 Uhr")]
    public void A_plan_that_breaks_a_rule_is_refused(string prefix, string open) => Should.Throw<FormatException>(() => (Hall.Plan with
    {
        Open = open, Services = [Hall.Plan.Services[0] with { Prefix = prefix }, Hall.Plan.Services[1]],
    }).Checked());
}

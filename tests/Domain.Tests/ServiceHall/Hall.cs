using NodaTime;
using SmartCity.Domain.ServiceHall;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Tests.Approvals;

namespace SmartCity.Domain.Tests.ServiceHall;

/// <summary>A hall with three windows in memory, driven by the deciders alone.</summary>
internal sealed class Hall
{
    public static readonly HallPlan Plan = new HallPlan(
        "DX-HALL", 1, new(2026, 1, 1), null, "09:00", "17:00", 1,
        [
            new("business", "A", new("企业", "Business"), ["food-business"]),
            new("social", "B", new("社会", "Social"), ["mass-event"]),
        ],
        [
            new("1", new("1", "1"), ["business"]), new("2", new("2", "2"), ["business"]),
            new("3", new("3", "3"), ["business", "social"]),
        ]).Checked();

    private readonly Dictionary<string, int> _numbers = [];

    /// <summary>A working Monday.</summary>
    public Instant Now { get; set; } = Story.On("2026-03-09 10:00").Now;

    public Dictionary<Guid, QueueTicket> Tickets { get; } = [];

    public Dictionary<string, ServiceWindow> Windows { get; } = [];

    public StepContext Context => Story.On("2026-03-09 10:00") with { Now = Now, Actor = new Actor("clerk", "王伟", ["window-clerk"], "DX-HALL", "page") };

    public Decision Take(string? service, string? priority = null, string? item = null)
    {
        var prefix = (Plan.Service(service ?? "") ?? Plan.ServiceOf(item ?? ""))?.Prefix ?? "X";
        var number = $"DX-HALL-{prefix}-20260309-{_numbers[prefix] = _numbers.GetValueOrDefault(prefix) + 1:000000}";
        var id = Guid.CreateVersion7();
        var decision = TicketDecider.Take(new(id, number, Plan, service, item, priority, null), Context);
        Apply(id, decision);
        return decision;
    }

    public QueueTicket Taken(string service, string? priority = null)
    {
        Take(service, priority).Refusal.ShouldBeNull();
        Now += Duration.FromMinutes(1);
        return Tickets.Values.MaxBy(ticket => ticket.OpenedAt)!;
    }

    public Decision Call(string window)
    {
        var last = Windows.GetValueOrDefault(window)?.Last.TicketId;
        var (decision, ticket, called) = CallDecider.Next(
            Windows.GetValueOrDefault(window), new(Guid.Empty, Plan, window, last), last is { } id ? Tickets[id] : null, [.. Tickets.Values], Context);
        if (decision.Refusal is null) Happen(window, decision, ticket, called);
        return decision;
    }

    public Decision Recall(Guid id)
    {
        var window = Tickets[id].Window ?? "1";
        var last = Windows.GetValueOrDefault(window)?.Last.TicketId;
        var (decision, called) = CallDecider.Again(
            Windows.GetValueOrDefault(window), new(id, Guid.Empty, last), Tickets[id], last is { } known ? Tickets[known] : null, Context);
        if (decision.Refusal is null) Happen(window, decision, id, called);
        return decision;
    }

    public Decision Do(Guid id, Func<QueueTicket, Decision> decide)
    {
        var decision = decide(Tickets[id]);
        Apply(id, decision);
        return decision;
    }

    private void Happen(string window, Decision decision, Guid ticket, Decision called)
    {
        foreach (var e in decision.Events)
            Windows[window] = ServiceWindow.Evolve(Windows.GetValueOrDefault(window), Fact(e, (Windows.GetValueOrDefault(window)?.Version ?? 0) + 1))!;
        Apply(ticket, called);
    }

    private void Apply(Guid id, Decision decision)
    {
        foreach (var e in decision.Events)
            Tickets[id] = QueueTicket.Evolve(Tickets.GetValueOrDefault(id), Fact(e, (Tickets.GetValueOrDefault(id)?.Version ?? 0) + 1))!;
    }

    private Recorded Fact(object e, long version) => new(e, version, Now, "clerk");
}

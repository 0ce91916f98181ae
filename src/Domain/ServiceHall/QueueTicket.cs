using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.ServiceHall;

/// <summary>
/// A ticket of the service hall's queue (排队号票) as its stream tells it. It holds nobody's name, and has no process: a day is
/// all it lives.
/// </summary>
public sealed record QueueTicket : Matter
{
    public const string MatterKind = "queue-ticket", Closing = "closing";

    /// <summary>What is called, such as <c>A001</c>.</summary>
    public required string Ticket { get; init; }

    public required string Service { get; init; }

    public required LocalizedText ServiceName { get; init; }

    public string? Priority { get; init; }

    public string? ItemCode { get; init; }

    public string? Appointment { get; init; }

    public required Instant ClosesAt { get; init; }

    public required int MostRecalls { get; init; }

    /// <summary>One of <see cref="TicketStates"/>.</summary>
    public string State { get; init; } = TicketStates.Waiting;

    /// <summary>The window that called it last; null before, and while it waits again.</summary>
    public string? Window { get; init; }

    /// <summary>The one window that may call it; null where each of its service may.</summary>
    public string? For { get; init; }

    public string? Clerk { get; init; }

    public int Recalls { get; init; }

    /// <summary>When it was first called: the waiting ends.</summary>
    public Instant? FirstCalledAt { get; init; }

    public Instant? CalledAt { get; init; }

    /// <summary>When the serving began: said, or the last call where nobody said so.</summary>
    public Instant? ServedFrom { get; init; }

    /// <summary>What was filed while it was served, by id and number.</summary>
    public ImmutableDictionary<Guid, string> Filed { get; init; } = ImmutableDictionary<Guid, string>.Empty;

    /// <summary>Whether a window has it now.</summary>
    public bool AtWindow => State is TicketStates.Called or TicketStates.Serving;

    public bool Ended => ArchivedAt is not null;

    /// <inheritdoc/>
    public override string Status => State;

    /// <inheritdoc/>
    public override bool Listed => false;

    /// <inheritdoc/>
    public override string Stage => Ended ? Stages.Archive : AtWindow ? Stages.Handling : Stages.Intake;

    /// <summary>The closing of the hall, for whoever is not being served then.</summary>
    public override IEnumerable<(string Timer, Instant DueAt)> Timers =>
        Ended || State == TicketStates.Serving ? [] : [(Closing, ClosesAt)];

    /// <summary>The state after the event; total.</summary>
    public static QueueTicket? Evolve(QueueTicket? state, Recorded e) => (state, e.Data) switch
    {
        (null, TicketTaken taken) => Take(taken, e),
        (null, _) => null,
        _ => Apply(state.EvolveShared<QueueTicket>(e), e),
    };

    private static QueueTicket Apply(QueueTicket s, Recorded r) => r.Data switch
    {
        TicketCalled e => Call(s, e.Window, e.Clerk, r.OccurredAt),
        TicketRecalled e => Call(s, e.Window, e.Clerk, r.OccurredAt) with { Recalls = s.Recalls + 1 },
        TicketPassed => s with { State = TicketStates.Passed },
        TicketTransferred e => s with
        {
            State = TicketStates.Waiting, Service = e.Service, ServiceName = e.ServiceName, For = e.Window, Window = null,
        },
        TicketServingStarted e => s with { State = TicketStates.Serving, Clerk = e.Clerk, ServedFrom = r.OccurredAt },
        TicketLinked e => s with { Filed = s.Filed.SetItem(e.MatterId, e.MatterNumber) },
        TicketFinished => End(s, TicketStates.Finished, r) with { ServedFrom = s.ServedFrom ?? s.CalledAt },
        TicketCancelled => End(s, TicketStates.Cancelled, r),
        TicketLapsed => End(s, TicketStates.Lapsed, r),
        _ => s,
    };

    private static QueueTicket Call(QueueTicket s, string window, string clerk, Instant at) => s with
    {
        State = TicketStates.Called, Window = window, Clerk = clerk, CalledAt = at, FirstCalledAt = s.FirstCalledAt ?? at, ServedFrom = null,
    };

    private static QueueTicket End(QueueTicket s, string state, Recorded r) => s with { State = state, ArchivedAt = r.OccurredAt };

    private static QueueTicket Take(TicketTaken e, Recorded r) => new()
    {
        Id = e.TicketId,
        Number = e.Number,
        Kind = MatterKind,
        Title = new($"{e.Ticket} {e.ServiceName.Zh}", $"{e.Ticket} {e.ServiceName.En}"),
        Unit = e.Hall,
        IntakeUnit = e.Hall,
        Channel = "hall",
        OpenedAt = r.OccurredAt,
        Version = r.Version,
        Units = [e.Hall],
        Ticket = e.Ticket,
        Service = e.Service,
        ServiceName = e.ServiceName,
        Priority = e.Priority,
        ItemCode = e.ItemCode,
        Appointment = e.Appointment,
        ClosesAt = e.ClosesAt,
        MostRecalls = e.MostRecalls,
    };
}

/// <summary>Where a ticket stands.</summary>
public static class TicketStates
{
    public const string Waiting = "waiting", Called = "called", Serving = "serving", Passed = "passed", Finished = "finished",
        Cancelled = "cancelled", Lapsed = "lapsed";
}

using NodaTime;
using SmartCity.Domain.ServiceHall;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.ServiceHall;

/// <summary>One ticket as it stood for a time (排队台账), table <c>read.tickets</c>; columns are the properties.</summary>
/// <param name="Service">The service that it waits for or was served in.</param>
/// <param name="WindowCode">The window that called it last; null before.</param>
public sealed record TicketRow(
    Guid Id, string Ticket, string Hall, string Service, string ServiceZh, string ServiceEn, string? WindowCode, string State, string? Priority,
    Instant TakenAt, Instant? CalledAt, Instant? ServedFrom, Instant? EndedAt, int Recalls)
{
    public static SpanTable Table { get; } = SpanTable.Of<QueueTicket, TicketRow>("read.tickets", Of);

    public static SchemaPart Schema { get; } = SchemaPart.File("ServiceHall/schema.sql");

    public static TicketRow Of(QueueTicket t, WorkingCalendar calendar) => new(
        t.Id, t.Ticket, t.Unit, t.Service, t.ServiceName.Zh, t.ServiceName.En, t.Window, t.State, t.Priority, t.OpenedAt, t.FirstCalledAt,
        t.ServedFrom, t.ArchivedAt, t.Recalls);
}

/// <summary>
/// One ticket that is not done with (排队队列), inline table <c>read.hall_queue</c>: whoever calls next must see it at once.
/// </summary>
/// <param name="OnlyWindow">The one window that may call it; null for each of its service.</param>
/// <param name="CalledAt">The last call.</param>
public sealed record QueueRow(
    Guid Id, string Number, string Ticket, string Hall, string Service, string ServiceZh, string ServiceEn, string? WindowCode, string? OnlyWindow,
    string State, string? Priority, Instant TakenAt, Instant? CalledAt, int Recalls, long Version)
{
    public static InlineTable Table { get; } = InlineTable.Of<QueueTicket, QueueRow>("read.hall_queue", Of);

    public static QueueRow? Of(QueueTicket t) => t.Ended ? null : new(
        t.Id, t.Number, t.Ticket, t.Unit, t.Service, t.ServiceName.Zh, t.ServiceName.En, t.Window, t.For, t.State, t.Priority, t.OpenedAt,
        t.CalledAt, t.Recalls, t.Version);
}

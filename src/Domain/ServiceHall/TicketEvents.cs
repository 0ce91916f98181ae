using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.ServiceHall;

/// <summary>A ticket was taken (取号).</summary>
/// <param name="Ticket">What is called, such as <c>A001</c>; it begins anew each day.</param>
/// <param name="Priority">One of <see cref="TicketPriorities"/>; null for everybody else.</param>
/// <param name="ItemCode">The approval item it is about; null where only the service is known.</param>
/// <param name="Appointment">Number of the appointment (预约) it was taken for; null without one.</param>
/// <param name="ClosesAt">When the hall closes: it lapses then.</param>
/// <param name="Plan">Version of the hall's plan.</param>
public sealed record TicketTaken(
    Guid TicketId, string Number, string Ticket, string Hall, string Service, LocalizedText ServiceName, string? Priority, string? ItemCode,
    string? Appointment, Instant ClosesAt, int MostRecalls, string Plan) : IDomainEvent;

/// <summary>It was called to a window (叫号), for the first time or after it went back to the queue.</summary>
public sealed record TicketCalled(string Window, string Clerk) : IDomainEvent;

/// <summary>Nobody came (过号).</summary>
public sealed record TicketPassed(string Window, string Clerk) : IDomainEvent;

/// <summary>It was called again after it was passed (重呼).</summary>
public sealed record TicketRecalled(string Window, string Clerk) : IDomainEvent;

/// <summary>It waits for another service, or for one window (转号); it keeps the time it has waited.</summary>
/// <param name="Window">The one window that may call it; null for each of its service.</param>
public sealed record TicketTransferred(string Service, LocalizedText ServiceName, string? Window, string Clerk) : IDomainEvent;

/// <summary>Whoever holds it is served (开始办理).</summary>
public sealed record TicketServingStarted(string Clerk) : IDomainEvent;

/// <summary>What was filed while it was served.</summary>
public sealed record TicketLinked(Guid MatterId, string MatterNumber) : IDomainEvent;

/// <summary>Done (办结).</summary>
public sealed record TicketFinished(string Clerk) : IDomainEvent;

/// <summary>Given up by its holder (取消).</summary>
public sealed record TicketCancelled(string Reason) : IDomainEvent;

/// <summary>It is worth nothing any more (作废).</summary>
/// <param name="Reason"><c>closing</c> or <c>not-there</c>.</param>
public sealed record TicketLapsed(string Reason) : IDomainEvent;

/// <summary>A window called a ticket: the window's own record, so that it never has two.</summary>
public sealed record WindowCalled(Guid WindowId, string Hall, string Window, Guid TicketId, string Ticket, string Service) : IDomainEvent;

/// <summary>Who is called before others (优先).</summary>
public static class TicketPriorities
{
    /// <summary>老年人.</summary>
    public const string Elderly = "elderly";

    /// <summary>残疾人.</summary>
    public const string Disabled = "disabled";

    public static IReadOnlyList<string> All { get; } = [Elderly, Disabled];
}

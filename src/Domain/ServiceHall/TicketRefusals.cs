using SmartCity.Domain.Shared;

namespace SmartCity.Domain.ServiceHall;

public sealed record TicketNotFound() : Refusal(RefusalKind.NotFound, "ticket.not-found", new("没有此号票。", "There is no such ticket."));

public sealed record WindowNotFound() : Refusal(RefusalKind.NotFound, "hall.window-not-found", new("没有此窗口。", "There is no such window."));

public sealed record HallClosed() : Refusal(RefusalKind.Conflict, "hall.closed",
    new("大厅不在服务时间。", "The hall is not open now."));

/// <summary>The service, the item or the priority is none of the hall's.</summary>
public sealed record TicketFieldInvalid() : Refusal(RefusalKind.Invalid, "ticket.field-invalid",
    new("大厅没有此项。", "The hall has none such."))
{
    public static TicketFieldInvalid Of(string field) => new() { Fields = new Dictionary<string, string[]> { [field] = ["unknown"] } };
}

/// <summary>Only who works in the hall calls there.</summary>
public sealed record NotOfHall() : Refusal(RefusalKind.Forbidden, "hall.not-yours", new("您不在此大厅工作。", "You do not work in this hall."));

/// <summary>A window has one ticket at a time.</summary>
public sealed record WindowBusy(string Ticket) : Refusal(RefusalKind.Conflict, "hall.window-busy",
    new($"窗口正在办理 {Ticket}。", $"The window has {Ticket}."));

public sealed record NobodyWaits() : Refusal(RefusalKind.Conflict, "hall.nobody-waits",
    new("没有等候的号。", "Nobody waits."));

/// <summary>It does not stand where this could be done to it.</summary>
public sealed record TicketStandsElsewhere(string Status) : Refusal(RefusalKind.Conflict, "ticket.stands-elsewhere",
    new("号票状态不允许此操作。", $"The ticket is {Status}: this cannot be done to it."));

namespace SmartCity.Domain.ServiceHall;

/// <summary>Takes a ticket. The number is allotted before.</summary>
/// <param name="Plan">The hall as it is run that day.</param>
/// <param name="Service">Code of the service; null where the item says it.</param>
public sealed record TakeTicket(
    Guid Id, string Number, HallPlan Plan, string? Service, string? ItemCode, string? Priority, string? Appointment);

/// <summary>Calls whoever is next at a window.</summary>
/// <param name="Expected">The ticket that the window had last when the queue was looked at; null for none.</param>
public sealed record CallNext(Guid WindowId, HallPlan Plan, string Window, Guid? Expected);

/// <summary>Calls a passed ticket again, at the window where it was passed.</summary>
public sealed record RecallTicket(Guid Id, Guid WindowId, Guid? Expected);

public sealed record PassTicket(Guid Id);

/// <param name="Service">The service it waits for from now on; null for the same.</param>
/// <param name="Window">The one window that may call it; null for each of the service.</param>
public sealed record TransferTicket(Guid Id, HallPlan Plan, string? Service, string? Window);

public sealed record StartServing(Guid Id);

/// <param name="Matter">What was filed.</param>
public sealed record LinkTicket(Guid Id, Guid Matter, string MatterNumber);

public sealed record FinishTicket(Guid Id);

public sealed record CancelTicket(Guid Id, string Reason);

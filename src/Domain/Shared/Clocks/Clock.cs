namespace SmartCity.Domain.Shared.Clocks;

/// <summary>A statutory clock (法定时限), folded from its events.</summary>
public sealed record Clock;

/// <summary>The published calendar of working days.</summary>
public sealed class WorkingCalendar;

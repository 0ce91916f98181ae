using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Shared;

/// <summary>
/// What a pure decision may know of the world: the moment it is taken at, who takes it, where new ids come from,
/// and the published calendar. A timer's decision is taken at the timer's due time, however late it fires.
/// </summary>
public sealed record StepContext(Instant Now, Actor Actor, Func<Guid> NewId, WorkingCalendar Calendar);

using NodaTime;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>
/// Something that happened to one clock of a matter. <see cref="Clock"/> is its name: <c>statutory</c> (法定时限),
/// <c>promised</c> (承诺时限), <c>step:&lt;id&gt;</c>.
/// </summary>
public interface IClockEvent : IDomainEvent
{
    /// <summary>The clock's name, unique in its matter.</summary>
    string Clock { get; }
}

/// <summary>A clock began to run at <paramref name="At"/>, which may lie before the event was recorded.</summary>
public sealed record ClockStarted(
    string Clock, TimeLimit Limit, Instant At, Instant DueAt, Instant WarnAt, bool Provisional, string CalendarVersion)
    : IClockEvent, IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [AppliedRule.Calendar(CalendarVersion)];
}

/// <summary>
/// A clock stands still (中止计时) for a ground that the law does not count (行政许可法 art. 45): <c>hearing</c>,
/// <c>inspection</c>, <c>testing</c>, <c>expert-review</c>, <c>publicity</c>, <c>correction</c> …
/// </summary>
public sealed record ClockSuspended(string Clock, string Ground, Instant At) : IClockEvent, IDecisionEvent;

/// <summary>A clock runs again; its due date was computed from its whole history.</summary>
public sealed record ClockResumed(
    string Clock, Instant At, Instant DueAt, Instant WarnAt, bool Provisional, string CalendarVersion) : IClockEvent, IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [AppliedRule.Calendar(CalendarVersion)];
}

/// <summary>More time was granted (延期), on top of the limit, with who approved it and why (行政许可法 art. 42).</summary>
public sealed record ClockExtended(
    string Clock,
    TimeLimit By,
    string ApprovedBy,
    string Reason,
    Instant DueAt,
    Instant WarnAt,
    bool Provisional,
    string CalendarVersion) : IClockEvent, IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [AppliedRule.Calendar(CalendarVersion)];
}

/// <summary>The whole limit is now another one; earlier extensions are contained in it.</summary>
public sealed record ClockLimitChanged(
    string Clock, TimeLimit Limit, Instant DueAt, Instant WarnAt, bool Provisional, string CalendarVersion)
    : IClockEvent, IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [AppliedRule.Calendar(CalendarVersion)];
}

/// <summary>A calendar year was published or changed, and with it the due date or whether it is provisional.</summary>
public sealed record ClockRecomputed(
    string Clock, Instant OldDueAt, Instant DueAt, Instant WarnAt, bool Provisional, string CalendarVersion)
    : IClockEvent, IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [AppliedRule.Calendar(CalendarVersion)];
}

/// <summary>80 % of the limit are used (黄灯, yellow).</summary>
public sealed record ClockWarned(string Clock, Instant DueAt) : IClockEvent, IDecisionEvent;

/// <summary>The limit has passed (红灯, red).</summary>
public sealed record ClockBreached(string Clock, Instant DueAt) : IClockEvent, IDecisionEvent;

/// <summary>What the clock measured is done; it never moves again.</summary>
public sealed record ClockStopped(string Clock, Instant At) : IClockEvent;

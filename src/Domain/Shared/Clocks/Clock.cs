using System.Collections.Immutable;
using NodaTime;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>Whether a clock counts.</summary>
public enum ClockState
{
    Running,
    Suspended,
    Stopped,
}

/// <summary>A time in which a clock stood still, with its ground; open while <paramref name="To"/> is null.</summary>
public sealed record Suspension(string Ground, Instant From, Instant? To);

/// <summary>
/// A statutory clock (法定时限), folded from its events. While it is suspended its due date is unknown:
/// <see cref="DueAt"/> and <see cref="WarnAt"/> are then the earliest ones possible, as if it resumed at once.
/// </summary>
public sealed record Clock
{
    /// <summary><c>statutory</c>, <c>promised</c>, <c>step:&lt;id&gt;</c>; unique in its matter.</summary>
    public required string Name { get; init; }

    /// <summary>The whole limit, extensions added.</summary>
    public required TimeLimit Limit { get; init; }

    public required Instant StartedAt { get; init; }

    /// <summary>The last moment in time.</summary>
    public required Instant DueAt { get; init; }

    /// <summary>When 80 % of the limit are used.</summary>
    public required Instant WarnAt { get; init; }

    /// <summary>Whether a holiday notice that is not out yet may still move the due date.</summary>
    public required bool Provisional { get; init; }

    /// <summary>The calendar that the due date was computed with.</summary>
    public required string CalendarVersion { get; init; }

    public ClockState State { get; init; }

    public Instant? StoppedAt { get; init; }

    /// <summary>Whether the warning was raised; a new limit that moves <see cref="WarnAt"/> on clears it.</summary>
    public bool Warned { get; init; }

    /// <summary>Whether the breach was raised; never taken back.</summary>
    public bool Breached { get; init; }

    /// <summary>In order, none overlapping; only the last may be open.</summary>
    public ImmutableList<Suspension> Suspensions { get; init; } = [];

    /// <summary>The clock after an event; unchanged by what is no event of this clock.</summary>
    public static Clock? Evolve(Clock? clock, object clockEvent) => (clock, clockEvent) switch
    {
        (null, ClockStarted e) => From(e),
        (null, _) => null,
        (_, IClockEvent e) when e.Clock == clock.Name => clock.Apply(e),
        _ => clock,
    };

    /// <summary>Whether <see cref="Evolve"/> has anything to do with an event.</summary>
    public static bool IsClockEvent(object candidate) => candidate is IClockEvent;

    /// <summary>The name of the clock that an event is about; null for other events.</summary>
    public static string? NameOf(object clockEvent) => (clockEvent as IClockEvent)?.Clock;

    private static Clock From(ClockStarted e) => new()
    {
        Name = e.Clock,
        Limit = e.Limit,
        StartedAt = e.At,
        DueAt = e.DueAt,
        WarnAt = e.WarnAt,
        Provisional = e.Provisional,
        CalendarVersion = e.CalendarVersion,
    };

    private Clock Apply(IClockEvent clockEvent) => clockEvent switch
    {
        ClockStarted e => From(e),
        ClockSuspended e => this with
        {
            State = ClockState.Suspended,
            Suspensions = Suspensions.Add(new(e.Ground, e.At, null)),
        },
        ClockResumed e => Ended(e.At).Due(e.DueAt, e.WarnAt, e.Provisional, e.CalendarVersion) with
        {
            State = ClockState.Running,
        },
        ClockExtended e => Due(e.DueAt, e.WarnAt, e.Provisional, e.CalendarVersion) with
        {
            Limit = Limit.CanAdd(e.By) ? Limit.Add(e.By) : Limit,
            Warned = Warned && e.WarnAt <= WarnAt,
        },
        ClockLimitChanged e => Due(e.DueAt, e.WarnAt, e.Provisional, e.CalendarVersion) with
        {
            Limit = e.Limit,
            Warned = Warned && e.WarnAt <= WarnAt,
        },
        ClockRecomputed e => Due(e.DueAt, e.WarnAt, e.Provisional, e.CalendarVersion),
        ClockWarned => this with { Warned = true },
        ClockBreached => this with { Breached = true },
        ClockStopped e => Ended(e.At) with { State = ClockState.Stopped, StoppedAt = e.At },
        _ => this,
    };

    private Clock Due(Instant dueAt, Instant warnAt, bool provisional, string calendarVersion) =>
        this with { DueAt = dueAt, WarnAt = warnAt, Provisional = provisional, CalendarVersion = calendarVersion };

    private Clock Ended(Instant at) => Suspensions is [.., { To: null } open]
        ? this with { Suspensions = Suspensions.SetItem(Suspensions.Count - 1, open with { To = at }) }
        : this;
}

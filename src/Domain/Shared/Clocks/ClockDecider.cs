using NodaTime;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>
/// What may happen to a clock. Every answer is the events that follow; none where there is nothing to do, and always
/// none for a clock that has stopped. Due dates come from the clock's whole history, never from the last one:
/// <list type="bullet">
/// <item>A day is not counted when the clock stood still for the whole of it, local midnight to midnight; a day on
/// which it ran at any moment counts ([P] on 行政许可法 art. 45). Friday evening to Monday morning moves nothing, Monday
/// to Wednesday moves the due date by the Tuesday.</item>
/// <item>A limit does not end while the clock stands still: when the last day ends in a suspension, the day of the
/// resumption is the last one, or the next working day after it ([P]: nobody is late the moment a hearing ends).</item>
/// <item>The warning stands at 80 %: for days when ⌊0.8·n⌋ of them are used, at the end of that day, or for ⌊0.8·n⌋ = 0
/// at the start of the last day; for other units at 80 % of the time exactly [P].</item>
/// <item>A clock that is suspended neither warns nor breaches, and keeps its suspension when its limit or the calendar
/// changes.</item>
/// </list>
/// A moment that lies before the last thing that happened to the clock is taken as that last moment, so that clocks of
/// several machines that differ a little do no harm.
/// </summary>
public static class ClockDecider
{
    /// <summary>A new clock; <paramref name="at"/> may lie in the past.</summary>
    public static IReadOnlyList<object> Start(string name, TimeLimit limit, Instant at, WorkingCalendar calendar)
    {
        var term = new Countdown(calendar, limit.Unit, at, []).Term(limit);
        return [new ClockStarted(name, limit, at, term.Due.At, term.WarnAt, term.Due.Provisional, calendar.Version)];
    }

    /// <summary>Stands still from a moment; nothing if it does so already: the first ground holds.</summary>
    public static IReadOnlyList<object> Suspend(Clock clock, string ground, Instant at) =>
        clock.State == ClockState.Running ? [new ClockSuspended(clock.Name, ground, NotBefore(clock, at))] : [];

    /// <summary>Runs again from a moment; nothing if it runs already.</summary>
    public static IReadOnlyList<object> Resume(Clock clock, Instant at, WorkingCalendar calendar)
    {
        if (clock is not { State: ClockState.Suspended, Suspensions: [.., var open] }) return [];
        var end = NotBefore(clock, at);
        var history = clock.Suspensions.SetItem(clock.Suspensions.Count - 1, open with { To = end });
        var (due, warnAt) = Term(clock with { Suspensions = history }, clock.Limit, calendar);
        return [new ClockResumed(clock.Name, end, due.At, warnAt, due.Provisional, calendar.Version)];
    }

    /// <summary>More time on top of the limit; a warning is raised again when its moment moves on.</summary>
    /// <exception cref="ArgumentException">
    /// The units cannot be added (<see cref="TimeLimit.CanAdd"/>): ask before, and refuse.
    /// </exception>
    public static IReadOnlyList<object> Extend(
        Clock clock, TimeLimit by, string approvedBy, string reason, WorkingCalendar calendar)
    {
        if (clock.State == ClockState.Stopped || by.Amount == 0) return [];
        var (due, warnAt) = Term(clock, clock.Limit.Add(by), calendar);
        return
        [
            new ClockExtended(
                clock.Name, by, approvedBy, reason, due.At, warnAt, due.Provisional, calendar.Version),
        ];
    }

    /// <summary>Another limit altogether, in any unit, in place of the one so far and its extensions.</summary>
    public static IReadOnlyList<object> ChangeLimit(Clock clock, TimeLimit limit, WorkingCalendar calendar)
    {
        if (clock.State == ClockState.Stopped || limit == clock.Limit) return [];
        var (due, warnAt) = Term(clock, limit, calendar);
        return [new ClockLimitChanged(clock.Name, limit, due.At, warnAt, due.Provisional, calendar.Version)];
    }

    /// <summary>
    /// After a calendar year was published or changed; nothing when the clock is not touched: one in natural
    /// time never is.
    /// </summary>
    public static IReadOnlyList<object> Recompute(Clock clock, WorkingCalendar calendar)
    {
        if (clock.State == ClockState.Stopped || !clock.Limit.Unit.NeedsCalendar()) return [];
        var (due, warnAt) = Term(clock, clock.Limit, calendar);
        return (due.At, warnAt, due.Provisional) == (clock.DueAt, clock.WarnAt, clock.Provisional)
            ? []
            : [new ClockRecomputed(clock.Name, clock.DueAt, due.At, warnAt, due.Provisional, calendar.Version)];
    }

    /// <summary>The warning, from <see cref="Clock.WarnAt"/> on, once.</summary>
    public static IReadOnlyList<object> Warn(Clock clock, Instant now) =>
        clock is { State: ClockState.Running, Warned: false, Breached: false } && now >= clock.WarnAt
            ? [new ClockWarned(clock.Name, clock.DueAt)]
            : [];

    /// <summary>The breach, from <see cref="Clock.DueAt"/> on, once.</summary>
    public static IReadOnlyList<object> Breach(Clock clock, Instant now) =>
        clock is { State: ClockState.Running, Breached: false } && now >= clock.DueAt
            ? [new ClockBreached(clock.Name, clock.DueAt)]
            : [];

    /// <summary>Done: the clock keeps what it shows for ever.</summary>
    public static IReadOnlyList<object> Stop(Clock clock, Instant at) =>
        clock.State == ClockState.Stopped ? [] : [new ClockStopped(clock.Name, NotBefore(clock, at))];

    private static Term Term(Clock clock, TimeLimit limit, WorkingCalendar calendar) =>
        new Countdown(calendar, limit.Unit, clock.StartedAt, clock.Suspensions).Term(limit);

    private static Instant NotBefore(Clock clock, Instant at)
    {
        var last = clock.Suspensions is [.., var suspension] ? suspension.To ?? suspension.From : clock.StartedAt;
        return Instant.Max(at, last);
    }
}

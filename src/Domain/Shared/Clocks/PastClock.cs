using NodaTime;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>
/// A clock of something past (补录): another system said when it was due, and its warning and breach stand where they
/// would have been raised. Ending at the due moment itself is in time.
/// </summary>
public static class PastClock
{
    private static readonly Duration InDays = Duration.FromDays(3);

    /// <summary>
    /// Started at its own time and due at the moment that was stated. The limit is said in natural days, a shorter one
    /// than three days in hours or minutes; the warning stands at four fifths of it.
    /// </summary>
    /// <param name="due">Not before <paramref name="start"/>.</param>
    public static Dated Start(string name, Instant start, Instant due, WorkingCalendar calendar)
    {
        var counted = (ClockStarted)ClockDecider.Start(name, Limit(start, due), start, calendar)[0];
        var warnAt = Instant.Min(due, Instant.Max(counted.WarnAt, start));
        return new(counted with { DueAt = due, WarnAt = warnAt }, start, Actor.System);
    }

    /// <summary>What happened to it up to its end, or up to now while it has none.</summary>
    public static IEnumerable<Dated> Course(Clock clock, Instant? end, Instant now)
    {
        var until = end ?? now;
        if (clock.WarnAt < until)
            foreach (var e in ClockDecider.Warn(clock, clock.WarnAt)) yield return new(e, clock.WarnAt, Actor.System);
        if (clock.DueAt < until)
            foreach (var e in ClockDecider.Breach(clock, clock.DueAt)) yield return new(e, clock.DueAt, Actor.System);
        if (end is not { } stop) yield break;
        foreach (var e in ClockDecider.Stop(clock, stop)) yield return new(e, stop, Actor.System);
    }

    private static TimeLimit Limit(Instant start, Instant due)
    {
        var span = due - start;
        if (span >= InDays) return new(Period.DaysBetween(Day(start), Day(due)), TimeUnit.Days);
        var minutes = (int)Math.Ceiling(span.TotalMinutes);
        return minutes % 60 == 0 ? new(minutes / 60, TimeUnit.Hours) : new(minutes, TimeUnit.Minutes);
    }

    private static LocalDate Day(Instant at) => at.InZone(WorkingCalendar.Zone).Date;
}

using NodaTime;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>When a limit ends and when it warns.</summary>
internal sealed record Term(DueDate Due, Instant WarnAt);

/// <summary>
/// The arithmetic of limits and suspensions, always from the whole history. One rule serves every unit: walk along a
/// measure from the start, and leave out each stretch in which the clock stood still.
/// </summary>
internal readonly struct Countdown
{
    private readonly WorkingCalendar _calendar;
    private readonly TimeUnit _unit;
    private readonly IMeasure _measure;
    private readonly long _start;
    private readonly List<(long From, long To)> _standing;
    private readonly List<(long From, long To)> _still;

    /// <param name="calendar">The calendar to count on.</param>
    /// <param name="unit">The unit to count in.</param>
    /// <param name="start">When counting began.</param>
    /// <param name="suspensions">In order; an open one is left out unless <paramref name="now"/> ends it.</param>
    /// <param name="now">Where an open suspension is taken to end.</param>
    public Countdown(
        WorkingCalendar calendar,
        TimeUnit unit,
        Instant start,
        IReadOnlyList<Suspension> suspensions,
        Instant? now = null)
    {
        (_calendar, _unit, _measure) = (calendar, unit, calendar.Measure(unit));
        var startTicks = LocalTicks.Of(start);
        _start = unit.IsDay() ? LocalTicks.DayOf(startTicks) : startTicks;
        _standing = Standing(startTicks, suspensions, now);
        _still = unit.IsDay() ? WholeDays(_start, _standing) : _standing;
    }

    /// <summary>The end of a limit and its warning at 80 %.</summary>
    public Term Term(TimeLimit limit) => _unit.IsDay() ? DayTerm(limit.Amount) : TimeTerm(Ticks(limit));

    /// <summary>
    /// How much has been used at a moment: whole days that have ended, or ticks. When late, the day it is in counts too
    /// and at least one day is late.
    /// </summary>
    public long Used(Instant now, TimeLimit limit, Instant dueAt, bool late)
    {
        var ticks = LocalTicks.Of(now);
        if (!_unit.IsDay()) return Between(_start, ticks);
        var today = LocalTicks.DayOf(ticks);
        return late
            ? limit.Amount + Math.Max(1, Between(LocalTicks.DayOf(LocalTicks.Of(dueAt)), today))
            : Math.Min(limit.Amount, Between(_start, today - 1));
    }

    /// <summary>A limit in ticks of its own measure; not for days.</summary>
    public static long Ticks(TimeLimit limit) =>
        limit.Amount * (limit.Unit == TimeUnit.Minutes ? NodaConstants.TicksPerMinute : NodaConstants.TicksPerHour);

    private Term DayTerm(int days)
    {
        var last = Running(Reach(days));
        var warned = days * 4L / 5;
        return new(
            new(LocalTicks.EndOf(last), LocalTicks.ToDate(last), _calendar.IsProvisional(_unit, _start + 1, last)),
            warned == 0
                ? LocalTicks.StartOf(last)
                : LocalTicks.EndOf(Reach(warned)));
    }

    private Term TimeTerm(long ticks)
    {
        var due = Reach(ticks);
        var (first, last) = (LocalTicks.DayOf(_start), LocalTicks.DayOf(due));
        return new(
            new(LocalTicks.ToInstant(due), LocalTicks.ToDate(last), _calendar.IsProvisional(_unit, first, last)),
            LocalTicks.ToInstant(Reach(ticks * 4 / 5)));
    }

    /// <summary>The first position by which so much has been counted while the clock ran.</summary>
    private long Reach(long amount)
    {
        if (amount == 0) return _start;
        var target = _measure.UpTo(_start) + amount;
        foreach (var (from, to) in _still)
        {
            var before = _measure.UpTo(from);
            if (before >= target) break;
            target += _measure.UpTo(to) - before;
        }

        return _measure.Reach(target);
    }

    /// <summary>How much was counted after one position up to another while the clock ran.</summary>
    private long Between(long from, long to)
    {
        if (to <= from) return 0;
        var counted = _measure.UpTo(to) - _measure.UpTo(from);
        foreach (var still in _still)
        {
            var (begin, end) = (Math.Max(still.From, from), Math.Min(still.To, to));
            if (end > begin) counted -= _measure.UpTo(end) - _measure.UpTo(begin);
        }

        return counted;
    }

    /// <summary>
    /// A limit does not end while the clock stands still: when the day does, the day on which the clock resumes takes
    /// its place, or the next one that is counted.
    /// </summary>
    private long Running(long lastDay)
    {
        foreach (var (from, to) in _standing)
        {
            var midnight = (lastDay + 1) * NodaConstants.TicksPerDay;
            if (from < midnight && midnight <= to)
                lastDay = _measure.Reach(_measure.UpTo(LocalTicks.DayOf(to) - 1) + 1);
        }

        return lastDay;
    }

    /// <summary>The stretches of local ticks in which the clock stood still, in order and apart.</summary>
    private static List<(long From, long To)> Standing(
        long start, IReadOnlyList<Suspension> suspensions, Instant? now)
    {
        var standing = new List<(long From, long To)>(suspensions.Count);
        foreach (var suspension in suspensions)
        {
            if ((suspension.To ?? now) is not { } end) continue;
            var earliest = standing is [.., var before] ? before.To : start;
            var (from, to) = (Math.Max(LocalTicks.Of(suspension.From), earliest), LocalTicks.Of(end));
            if (to <= from) continue;
            if (standing.Count > 0 && from == earliest) standing[^1] = (standing[^1].From, to);
            else standing.Add((from, to));
        }

        return standing;
    }

    /// <summary>
    /// The days, midnight to midnight, in which the clock stood still: from the last day on which it ran, that one
    /// excepted, to the last day on which it did not.
    /// </summary>
    private static List<(long From, long To)> WholeDays(long start, List<(long From, long To)> standing)
    {
        var days = new List<(long From, long To)>(standing.Count);
        foreach (var (begin, end) in standing)
        {
            var (from, to) = (Math.Max(start, LocalTicks.DayOf(begin - 1)), LocalTicks.DayOf(end) - 1);
            if (to > from) days.Add((from, to));
        }

        return days;
    }
}

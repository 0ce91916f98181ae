using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Clocks;

/// <summary>What the oracle says of a clock: local seconds since 1970, and whether provisional.</summary>
internal readonly record struct Verdict(long Due, long Warn, bool Provisional);

/// <summary>
/// Due dates the slow and obvious way: day after day, or one step of the grid (a second, a minute or five) after the
/// other, asking each time whether it counts. Shares no arithmetic with the engine. All times are local seconds on the
/// grid.
/// </summary>
internal static class ScheduleOracle
{
    private const long Day = 86_400;

    /// <param name="calendar">What is a working day.</param>
    /// <param name="limit">The whole limit.</param>
    /// <param name="start">When the clock started.</param>
    /// <param name="still">When it stood still, in order, none overlapping.</param>
    /// <param name="grid">The step in seconds; every time lies on it.</param>
    public static Verdict Of(
        RawCalendar calendar, TimeLimit limit, long start, List<(long From, long To)> still, int grid) =>
        limit.Unit is TimeUnit.WorkingDays or TimeUnit.Days
            ? ByDays(calendar, limit, start, still)
            : ByTime(calendar, limit, start, still, grid);

    /// <summary>Days that have ended before the day of <paramref name="now"/> and count.</summary>
    public static int DaysUsed(
        RawCalendar calendar, TimeUnit unit, long start, long now, List<(long From, long To)> still)
    {
        var used = 0;
        for (var day = start / Day + 1; day < now / Day; day++)
            if (Counts(calendar, unit, day) && RanAtAnyMomentOf(day, still)) used++;
        return used;
    }

    /// <summary>Seconds that count before <paramref name="now"/>.</summary>
    public static long SecondsUsed(
        RawCalendar calendar, TimeUnit unit, long start, long now, List<(long From, long To)> still, int grid)
    {
        var used = 0L;
        var next = 0;
        for (var step = start; step < now; step += grid)
            if (Ran(step, still, ref next) && (unit != TimeUnit.WorkingHours || InOffice(calendar, step))) used += grid;
        return used;
    }

    private static Verdict ByDays(RawCalendar calendar, TimeLimit limit, long start, List<(long From, long To)> still)
    {
        var startDay = start / Day;
        var (day, counted, warnAfter) = (startDay, 0, limit.Amount * 80 / 100);
        long? warn = null;
        while (counted < limit.Amount || StandsStillAtTheEndOf(day, still))
        {
            do day++;
            while (!Counts(calendar, limit.Unit, day) || !RanAtAnyMomentOf(day, still));
            counted++;
            if (counted == warnAfter) warn = LastSecondOf(day);
        }

        return new(
            LastSecondOf(day),
            warn ?? day * Day,
            limit.Unit == TimeUnit.WorkingDays && calendar.IsProvisional(startDay + 1, day));
    }

    private static Verdict ByTime(
        RawCalendar calendar, TimeLimit limit, long start, List<(long From, long To)> still, int grid)
    {
        var whole = limit.Amount * (limit.Unit == TimeUnit.Minutes ? 60L : 3_600L);
        var (used, step, next) = (0L, start, 0);
        var warn = start;
        while (used < whole)
        {
            if (Ran(step, still, ref next) && (limit.Unit != TimeUnit.WorkingHours || InOffice(calendar, step)))
            {
                // The 80 % may lie inside of a step.
                if (used * 5 < whole * 4 && (used + grid) * 5 >= whole * 4) warn = step + (whole * 4 / 5 - used);
                used += grid;
            }

            step += grid;
        }

        return new(
            step,
            warn,
            limit.Unit == TimeUnit.WorkingHours && calendar.IsProvisional(start / Day, step / Day));
    }

    private static bool Counts(RawCalendar calendar, TimeUnit unit, long day) =>
        unit == TimeUnit.Days || calendar.IsWorkingDay(day);

    private static bool RanAtAnyMomentOf(long day, List<(long From, long To)> still)
    {
        var stood = 0L;
        foreach (var (from, to) in still)
            stood += Math.Max(0, Math.Min(to, (day + 1) * Day) - Math.Max(from, day * Day));
        return stood < Day;
    }

    private static bool StandsStillAtTheEndOf(long day, List<(long From, long To)> still)
    {
        foreach (var (from, to) in still)
            if (from < (day + 1) * Day && to >= (day + 1) * Day) return true;
        return false;
    }

    /// <param name="step">Ever later.</param>
    /// <param name="still">When it stood still.</param>
    /// <param name="next">The first stretch that is not yet over; kept between the calls.</param>
    private static bool Ran(long step, List<(long From, long To)> still, ref int next)
    {
        while (next < still.Count && still[next].To <= step) next++;
        return next == still.Count || step < still[next].From;
    }

    private static bool InOffice(RawCalendar calendar, long step)
    {
        var second = step % Day;
        return (second is >= 32_400 and < 43_200 or >= 48_600 and < 63_000) && calendar.IsWorkingDay(step / Day);
    }

    private static long LastSecondOf(long day) => (day + 1) * Day - 1;
}

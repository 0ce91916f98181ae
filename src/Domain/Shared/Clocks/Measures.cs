using NodaTime;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>
/// A way to count along a line of positions. Positions are local days (since 1970-01-01) for limits in days, and local
/// ticks for the others; the arithmetic of clocks is the same for both.
/// </summary>
internal interface IMeasure
{
    /// <summary>How much is counted up to and with a position, from an arbitrary nought; never falls.</summary>
    long UpTo(long position);

    /// <summary>The first position by which so much is counted.</summary>
    long Reach(long amount);
}

/// <summary>Every position counts: natural days, elapsed time.</summary>
internal sealed class EveryPosition : IMeasure
{
    public static EveryPosition Instance { get; } = new();

    public long UpTo(long position) => position;

    public long Reach(long amount) => amount;
}

/// <summary>Working days, numbered once for a calendar: both ways in constant time.</summary>
internal sealed class WorkingDayMeasure : IMeasure
{
    private readonly long _first;
    private readonly long _before;
    private readonly int[] _counts;
    private readonly int[] _workdays;

    /// <param name="first">The first day that <paramref name="working"/> speaks of; Monday to Friday before it.</param>
    /// <param name="working">Whether each day from the first on is one; Monday to Friday after the last.</param>
    public WorkingDayMeasure(long first, bool[] working)
    {
        (_first, _before, _counts) = (first, Weekdays(first - 1), new int[working.Length]);
        var workdays = new List<int>();
        for (var i = 0; i < working.Length; i++)
        {
            if (working[i]) workdays.Add(i);
            _counts[i] = workdays.Count;
        }

        _workdays = [.. workdays];
    }

    private long After => _before + _workdays.Length - Weekdays(_first + _counts.Length - 1);

    public long UpTo(long position) => position < _first ? Weekdays(position)
        : position - _first < _counts.Length ? _before + _counts[position - _first]
        : Weekdays(position) + After;

    public long Reach(long amount) => amount <= _before ? Weekday(amount)
        : amount - _before <= _workdays.Length ? _first + _workdays[amount - _before - 1]
        : Weekday(amount - After);

    public bool Counts(long day) => UpTo(day) > UpTo(day - 1);

    /// <summary>Mondays to Fridays since Monday 1969-12-29, that day included.</summary>
    private static long Weekdays(long day)
    {
        var (week, weekday) = LocalTicks.Split(day + 3, 7);
        return 5 * week + Math.Min(weekday + 1, 5);
    }

    private static long Weekday(long number)
    {
        var (week, weekday) = LocalTicks.Split(number - 1, 5);
        return 7 * week + weekday - 3;
    }
}

/// <summary>Ticks inside the office hours of working days.</summary>
internal sealed class OfficeTimeMeasure(WorkingDayMeasure days, OfficeHours hours) : IMeasure
{
    public long UpTo(long position)
    {
        var (day, tick) = LocalTicks.Split(position, NodaConstants.TicksPerDay);
        return days.UpTo(day - 1) * hours.TicksADay + (days.Counts(day) ? hours.UpTo(tick) : 0);
    }

    public long Reach(long amount)
    {
        var (fullDays, rest) = LocalTicks.Split(amount - 1, hours.TicksADay);
        return days.Reach(fullDays + 1) * NodaConstants.TicksPerDay + hours.Reach(rest + 1);
    }
}

using NodaTime;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>
/// Office hours (办公时间) of a working day: spans in order, none overlapping, at least one. The calendar counts
/// working hours only inside them.
/// </summary>
public sealed record OfficeHours
{
    private readonly (long From, long To)[] _ticks;

    /// <summary>Office hours of these spans.</summary>
    /// <exception cref="ArgumentException">None, an empty one, or not in order.</exception>
    public OfficeHours(params IReadOnlyList<(LocalTime From, LocalTime To)> spans)
    {
        _ticks = [.. spans.Select(span => (span.From.TickOfDay, span.To.TickOfDay))];
        if (_ticks.Length == 0 || _ticks.Any(span => span.From >= span.To)
            || _ticks.Zip(_ticks.Skip(1)).Any(pair => pair.First.To > pair.Second.From))
            throw new ArgumentException("Office hours are spans in order, none overlapping.", nameof(spans));
        Spans = spans;
        TicksADay = _ticks.Sum(span => span.To - span.From);
    }

    /// <summary>09:00–12:00 and 13:30–17:30: seven hours.</summary>
    public static OfficeHours Default { get; } = new((new(9, 0), new(12, 0)), (new(13, 30), new(17, 30)));

    /// <summary>The spans in order.</summary>
    public IReadOnlyList<(LocalTime From, LocalTime To)> Spans { get; }

    /// <summary>How long the office is open on a working day.</summary>
    public Duration ADay => Duration.FromTicks(TicksADay);

    internal long TicksADay { get; }

    /// <summary>Office time of a working day up to a time of it, in ticks.</summary>
    internal long UpTo(long tickOfDay)
    {
        long open = 0;
        foreach (var (from, to) in _ticks) open += Math.Clamp(tickOfDay, from, to) - from;
        return open;
    }

    /// <summary>The first time of day by which so many ticks of office time, more than 0, have passed.</summary>
    internal long Reach(long open)
    {
        foreach (var (from, to) in _ticks)
        {
            if (open <= to - from) return from + open;
            open -= to - from;
        }

        throw new ArgumentOutOfRangeException(nameof(open), open, "Longer than a working day.");
    }
}

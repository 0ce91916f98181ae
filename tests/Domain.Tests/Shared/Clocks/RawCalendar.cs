using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Clocks;

/// <summary>
/// A calendar as the oracle knows it: one flag a day, straight from the lists, beside the engine's own calendar of the
/// same years.
/// </summary>
internal sealed class RawCalendar
{
    public const int FirstYear = 2014, LastYear = 2049;
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private readonly bool[] _working;
    private readonly int[] _years;
    private readonly bool[] _published = new bool[LastYear + 2];

    public RawCalendar(string version, IReadOnlyList<CalendarYear> years)
    {
        Engine = WorkingCalendar.Of(version, years);
        var off = years.SelectMany(year => year.OffDays).ToHashSet();
        var makeUp = years.SelectMany(year => year.MakeUpWorkdays).ToHashSet();
        var first = new LocalDate(FirstYear, 1, 1);
        FirstDay = Period.DaysBetween(Epoch, first);
        var count = Period.DaysBetween(first, new(LastYear + 1, 1, 1));
        var days = Enumerable.Range(0, count).Select(first.PlusDays).ToList();
        _years = [.. days.Select(day => day.Year)];
        _working = [.. days.Select(day => makeUp.Contains(day)
            || (!off.Contains(day) && day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)))];
        foreach (var year in years) _published[year.Year] = year.Published;
    }

    public WorkingCalendar Engine { get; }

    public long FirstDay { get; }

    public bool IsWorkingDay(long day) => _working[day - FirstDay];

    /// <summary>Whether a notice still to come may touch any of these days, looked at one by one.</summary>
    public bool IsProvisional(long first, long last)
    {
        for (var day = first; day <= last; day++)
            if (!_published[_years[day - FirstDay]]) return true;
        var inThreeDays = _years[last - FirstDay + 3];
        return first <= last && inThreeDays > _years[last - FirstDay] && !_published[inThreeDays];
    }

    /// <summary>The shipped calendar, changed and incomplete ones, and ones made up at random.</summary>
    public static RawCalendar[] Pool(IReadOnlyList<CalendarYear> shipped, ulong seed)
    {
        var dice = new Dice(seed, ulong.MaxValue);
        var pool = new List<RawCalendar>
        {
            new("shipped", shipped),
            new("2027 published", [.. shipped.Where(year => year.Year != 2027), Random(2027, true, ref dice)]),
            new("to 2024", [.. shipped.Where(year => year.Year <= 2024)]),
            new("gap", [.. shipped.Where(year => year.Year is not (2021 or 2023))]),
            new("none", []),
        };
        for (var i = 0; i < 11; i++)
        {
            var years = new List<CalendarYear>();
            for (var year = 2017; year <= 2032; year++)
                if (dice.Below(12) > 0) years.Add(Random(year, dice.Below(6) > 0, ref dice));
            pool.Add(new($"random {i}", years));
        }

        return [.. pool];
    }

    private static CalendarYear Random(int year, bool published, ref Dice dice)
    {
        var off = ImmutableHashSet.CreateBuilder<LocalDate>();
        var makeUp = ImmutableHashSet.CreateBuilder<LocalDate>();
        var first = new LocalDate(year, 1, 1);
        for (var holiday = 0; holiday < 7; holiday++)
        {
            var begin = dice.Below(366) - 3;
            for (var day = 0; day <= dice.Below(8); day++) off.Add(first.PlusDays(begin + day));
            makeUp.Add(first.PlusDays(begin - dice.Below(7)));
        }

        return new(year, published, off.ToImmutable(), makeUp.ToImmutable(), "random");
    }
}

using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>
/// The published calendar of working days (工作日历), immutable; local time is Asia/Shanghai.
/// <para>Days: the start day is not counted, day 1 is the next (working) day, the last day ends at 24:00 local, written
/// as 23:59:59 (行政许可法 art. 82: limits are working days without statutory holidays; [P] the hour of closing is not
/// used). Nought days end with the start day.</para>
/// <para>Working hours: counted exactly within office hours of working days; started outside of them, counting begins
/// at the next working moment. Hours and minutes: elapsed time exactly.</para>
/// <para>A due date in working days or hours is provisional when it reaches a year that is not published, or [P] the
/// last three days of December before such a year: a notice may move those too (2019's moved 29 to 31 December 2018).
/// Natural days, hours and minutes need no calendar and are never provisional. A year that the calendar does not hold
/// follows Monday to Friday and is not published.</para>
/// Due dates cost constant time.
/// </summary>
public sealed class WorkingCalendar
{
    private const int FirstDecemberDayOfNextNotice = 29;
    private readonly Dictionary<int, CalendarYear> _years;
    private readonly WorkingDayMeasure _days;
    private readonly OfficeTimeMeasure _hours;

    private WorkingCalendar(string version, Dictionary<int, CalendarYear> years, OfficeHours hours)
    {
        (Version, _years, Hours) = (version, years, hours);
        var first = LocalTicks.DayOf(new LocalDate(years.Keys.DefaultIfEmpty(1970).Min() - 1, 1, 1));
        var last = LocalTicks.DayOf(new LocalDate(years.Keys.DefaultIfEmpty(1970).Max() + 1, 12, 31));
        var working = new bool[last - first + 1];
        for (var i = 0; i < working.Length; i++)
            working[i] = LocalTicks.ToDate(first + i).DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);
        foreach (var day in years.Values.SelectMany(year => year.OffDays))
            working[LocalTicks.DayOf(day) - first] = false;
        foreach (var day in years.Values.SelectMany(year => year.MakeUpWorkdays))
            working[LocalTicks.DayOf(day) - first] = true;
        _days = new(first, working);
        _hours = new(_days, hours);
    }

    /// <summary>A calendar of these years; the version is stored with every decision that used it.</summary>
    /// <exception cref="ArgumentException">
    /// A year twice, outside 1901 to 2199, or with days more than one year away from it.
    /// </exception>
    public static WorkingCalendar Of(string version, IEnumerable<CalendarYear> years, OfficeHours? hours = null)
    {
        var byYear = new Dictionary<int, CalendarYear>();
        foreach (var year in years)
        {
            if (year.Year is < 1901 or > 2199)
                throw new ArgumentException($"{year.Year} is not between 1901 and 2199.", nameof(years));
            if (year.OffDays.Union(year.MakeUpWorkdays).Any(day => Math.Abs(day.Year - year.Year) > 1))
                throw new ArgumentException($"{year.Year} holds days of distant years.", nameof(years));
            if (!byYear.TryAdd(year.Year, year))
                throw new ArgumentException($"{year.Year} stands there twice.", nameof(years));
        }

        return new(version, byYear, hours ?? OfficeHours.Default);
    }

    /// <summary>The local time zone of every clock.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    /// <summary>What this calendar is called where a decision says that it used it.</summary>
    public string Version { get; }

    /// <summary>Office hours of every working day.</summary>
    public OfficeHours Hours { get; }

    /// <summary>The years it holds, in order.</summary>
    public IReadOnlyList<CalendarYear> Years => [.. _years.Values.OrderBy(year => year.Year)];

    /// <summary>The same calendar with one year published or changed.</summary>
    public WorkingCalendar With(string version, CalendarYear year) =>
        Of(version, _years.Values.Where(other => other.Year != year.Year).Append(year), Hours);

    /// <summary>Whether the State Council's notice for the year is in the calendar.</summary>
    public bool IsPublished(int year) => _years.TryGetValue(year, out var found) && found.Published;

    /// <summary>A make-up workday is one, a day off is not, and any other is when it is a Monday to Friday.</summary>
    public bool IsWorkingDay(LocalDate day) => _days.Counts(LocalTicks.DayOf(day));

    /// <summary>When a limit that starts at a moment ends, if the clock never stands still.</summary>
    public DueDate Due(TimeLimit limit, Instant from) => new Countdown(this, limit.Unit, from, []).Term(limit).Due;

    /// <summary>The last whole second of a local day: 23:59:59.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "Callers ask the calendar they hold.")]
    public Instant EndOf(LocalDate day) => LocalTicks.EndOf(LocalTicks.DayOf(day));

    internal IMeasure Measure(TimeUnit unit) => unit switch
    {
        TimeUnit.WorkingDays => _days,
        TimeUnit.WorkingHours => _hours,
        _ => EveryPosition.Instance,
    };

    /// <summary>Whether a notice that is not out yet may move a due date counted over these days.</summary>
    internal bool IsProvisional(TimeUnit unit, long firstDay, long lastDay)
    {
        if (!unit.NeedsCalendar() || lastDay < firstDay) return false;
        var (first, last) = (LocalTicks.ToDate(firstDay), LocalTicks.ToDate(lastDay));
        for (var year = first.Year; year <= last.Year; year++)
            if (!IsPublished(year)) return true;
        return last is { Month: 12, Day: >= FirstDecemberDayOfNextNotice } && !IsPublished(last.Year + 1);
    }
}

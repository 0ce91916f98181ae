namespace SmartCity.Domain.Shared.Clocks;

/// <summary>
/// Years of the calendar (工作日历) were published or changed. On the calendar's own stream; the calendar in force is
/// the fold of all of them, a later year replacing an earlier one.
/// </summary>
/// <param name="Version">Name of the calendar from here on, such as <c>calendar.v3</c>: decisions store it.</param>
public sealed record CalendarYearsPublished(string Version, IReadOnlyList<CalendarYear> Years) : IDomainEvent;

/// <summary>What may happen to the calendar.</summary>
public static class CalendarDecider
{
    /// <summary>Publishes a year; the same days again change nothing. A published year may be corrected, never unpublished.</summary>
    public static Decision Publish(WorkingCalendar calendar, int publications, CalendarYear year)
    {
        if (year.Year is < 2000 or > 2199 || year.OffDays.Concat(year.MakeUpWorkdays).Any(day => Math.Abs(day.Year - year.Year) > 1))
            return new CalendarYearInvalid(year.Year);
        if (year.OffDays.Overlaps(year.MakeUpWorkdays)) return new CalendarYearInvalid(year.Year);
        var known = calendar.Years.FirstOrDefault(y => y.Year == year.Year);
        return known is { Published: true } && known.OffDays.SetEquals(year.OffDays) && known.MakeUpWorkdays.SetEquals(year.MakeUpWorkdays)
            ? Decision.Nothing
            : Decision.Of(new CalendarYearsPublished(VersionAfter(publications), [year with { Published = true }]));
    }

    /// <summary>The name of the calendar after one more publication.</summary>
    public static string VersionAfter(int publications) => $"calendar.v{publications + 1}";
}

/// <summary>A day stands outside the year, or is a day off and a working day at once.</summary>
public sealed record CalendarYearInvalid(int Year) : Refusal(RefusalKind.Invalid, "calendar.year-invalid", new(
    $"{Year} 年的放假安排有误：日期超出年度，或同一天既放假又上班。",
    $"The days of {Year} are not valid: one is outside the year, or both a day off and a working day."));

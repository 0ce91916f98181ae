namespace SmartCity.Domain.Shared.Clocks;

/// <summary>The unit in which a limit is counted (时限单位).</summary>
public enum TimeUnit
{
    /// <summary>Working days (工作日): without weekends and statutory holidays, with make-up workdays.</summary>
    WorkingDays,

    /// <summary>Working hours (工作时): time inside office hours of working days.</summary>
    WorkingHours,

    /// <summary>Natural days (自然日), each ending at local midnight.</summary>
    Days,

    /// <summary>Elapsed hours (小时).</summary>
    Hours,

    /// <summary>Elapsed minutes (分钟).</summary>
    Minutes,
}

/// <summary>The words for the units.</summary>
public static class TimeUnits
{
    /// <summary>The word for machines, such as <c>working-days</c>.</summary>
    public static string Code(this TimeUnit unit) => unit switch
    {
        TimeUnit.WorkingDays => "working-days",
        TimeUnit.WorkingHours => "working-hours",
        TimeUnit.Days => "days",
        TimeUnit.Hours => "hours",
        TimeUnit.Minutes => "minutes",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    /// <summary>The unit of a code; the singular is understood too.</summary>
    public static bool TryParse(string? code, out TimeUnit unit)
    {
        foreach (var candidate in Enum.GetValues<TimeUnit>())
        {
            var plural = candidate.Code();
            if (code != plural && code != plural[..^1]) continue;
            unit = candidate;
            return true;
        }

        unit = default;
        return false;
    }

    /// <summary>Whether the unit is counted in whole days that end at local midnight.</summary>
    public static bool IsDay(this TimeUnit unit) => unit is TimeUnit.WorkingDays or TimeUnit.Days;

    /// <summary>Whether a due date in the unit depends on the published calendar.</summary>
    public static bool NeedsCalendar(this TimeUnit unit) => unit is TimeUnit.WorkingDays or TimeUnit.WorkingHours;
}

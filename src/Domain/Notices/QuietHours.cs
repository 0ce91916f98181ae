using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Notices;

/// <summary>
/// The hours in which an audience is not disturbed (免打扰时段), of Beijing time; from later in the day than to, they go over
/// midnight. What would come within them comes at their end.
/// </summary>
/// <param name="To">The first moment at which it may come again.</param>
public sealed record QuietHours(LocalTime From, LocalTime To)
{
    /// <summary>The first moment, at this one or after it, that lies outside.</summary>
    public Instant Next(Instant at)
    {
        if (From == To) return at;
        var local = at.InZone(WorkingCalendar.Zone).LocalDateTime;
        var (time, day) = (local.TimeOfDay, local.Date);
        var within = From < To ? time >= From && time < To : time >= From || time < To;
        if (!within) return at;
        var end = From < To || time < To ? day + To : day.PlusDays(1) + To;
        return end.InZoneLeniently(WorkingCalendar.Zone).ToInstant();
    }

    public bool Contains(Instant at) => Next(at) != at;
}

using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Host.Pages.Common;

/// <summary>Times as people of the district read them: Beijing time, <c>2026-11-22 09:30</c>.</summary>
internal static class Times
{
    private static readonly LocalDateTimePattern MinutePattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly LocalDatePattern DayPattern = LocalDatePattern.Iso;

    public static string Minute(Instant at) => MinutePattern.Format(at.InZone(WorkingCalendar.Zone).LocalDateTime);

    public static string Minute(Instant? at) => at is { } known ? Minute(known) : "—";

    public static string Day(LocalDate day) => DayPattern.Format(day);

    public static LocalDate DayOf(Instant at) => at.InZone(WorkingCalendar.Zone).Date;
}

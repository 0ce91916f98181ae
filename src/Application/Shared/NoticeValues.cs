using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Application.Shared;

/// <summary>How days, moments and lists read in a notice.</summary>
public static class NoticeValues
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static LocalizedText Same(string text) => new(text, text);

    public static LocalizedText Day(LocalDate day) => Same(LocalDatePattern.Iso.Format(day));

    /// <summary>The day in Beijing.</summary>
    public static LocalizedText DayOf(Instant at) => Day(at.InZone(WorkingCalendar.Zone).Date);

    /// <summary>Beijing time to the minute.</summary>
    public static LocalizedText At(Instant at) => Same(Minute.Format(at.InZone(WorkingCalendar.Zone).LocalDateTime));

    public static LocalizedText List(IEnumerable<LocalizedText> texts)
    {
        var all = texts.ToList();
        return new(string.Join("、", all.Select(t => t.Zh)), string.Join(", ", all.Select(t => t.En)));
    }
}

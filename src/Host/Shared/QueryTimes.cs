using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Problems;

namespace SmartCity.Host.Shared;

/// <summary>Moments and days in the query of an address.</summary>
internal static class QueryTimes
{
    /// <summary>How far back figures look where nobody says it: 30 days.</summary>
    public static readonly Duration Usual = Duration.FromDays(30);

    /// <summary>A time with its offset; null where none is given, 400 where it is none.</summary>
    public static Instant? Moment(string field, string? text) =>
        text is null ? null
        : BeijingInstantJson.TryParse(text, out var at) ? at
        : throw new RequestRefused(400, "request.bad-time",
            $"{field} 必须是带时区的 ISO 8601 时间。", $"{field} must be an ISO 8601 time with offset, such as 2026-03-13T09:00:00+08:00.");

    /// <summary>
    /// The moment that a figure is asked as of; null where none is given, 400 where it is none or still to come.
    /// </summary>
    public static Instant? AsOf(string? text, IClock clock) => Moment("asOf", text) is not { } at ? null
        : at <= clock.GetCurrentInstant() ? at
        : throw new RequestRefused(400, "request.bad-time", "asOf 不能晚于现在。", "asOf must not lie in the future.");

    /// <summary>The beginning of a period: a moment, or a day, which begins at Beijing's midnight.</summary>
    public static Instant? Begin(string field, string? text) => MomentOrDay(field, text, 0);

    /// <summary>The end of a period, which ends before it: a moment, or a day that is still within it.</summary>
    public static Instant? End(string field, string? text) => MomentOrDay(field, text, 1);

    /// <summary>Both ends of a period, as far as they are given; 400 where it ends before it begins.</summary>
    public static (Instant? From, Instant? To) Period(string? from, string? to)
    {
        var (begin, end) = (Begin("from", from), End("to", to));
        return begin > end
            ? throw new RequestRefused(400, "request.bad-period", "from 晚于 to。", "The period ends before it begins.")
            : (begin, end);
    }

    private static Instant? MomentOrDay(string field, string? text, int days) => text is null ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1900 and < 3000 } day }
            ? WorkingCalendar.Zone.AtStartOfDay(day.PlusDays(days)).ToInstant()
        : BeijingInstantJson.TryParse(text, out var at) ? at
        : throw new RequestRefused(400, "request.bad-time", $"{field} 不是日期或时间。", $"{field} is neither a day nor a time.");

    /// <summary>A day; null where none is given, 400 where it is none.</summary>
    public static LocalDate? Day(string field, string? text) =>
        text is null ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1900 and < 3000 } day } ? day
        : throw new RequestRefused(400, "request.bad-time", $"{field} 必须是日期，如 2026-03-13。", $"{field} must be a day, such as 2026-03-13.");
}

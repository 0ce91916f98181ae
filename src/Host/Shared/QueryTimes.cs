using NodaTime;
using NodaTime.Text;
using SmartCity.Host.Problems;

namespace SmartCity.Host.Shared;

/// <summary>Moments and days in the query of an address.</summary>
internal static class QueryTimes
{
    /// <summary>A time with its offset; null where none is given, 400 where it is none.</summary>
    public static Instant? Moment(string field, string? text) =>
        text is null ? null
        : BeijingInstantJson.TryParse(text, out var at) ? at
        : throw new RequestRefused(400, "request.bad-time",
            $"{field} 必须是带时区的 ISO 8601 时间。", $"{field} must be an ISO 8601 time with offset, such as 2026-03-13T09:00:00+08:00.");

    /// <summary>A day; null where none is given, 400 where it is none.</summary>
    public static LocalDate? Day(string field, string? text) =>
        text is null ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1900 and < 3000 } day } ? day
        : throw new RequestRefused(400, "request.bad-time", $"{field} 必须是日期，如 2026-03-13。", $"{field} must be a day, such as 2026-03-13.");
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>
/// The shape of <c>catalog/calendars/holidays.json</c>: <c>years → year → {published, papers[], offDays[{date}],
/// makeUpWorkdays[{date}]}</c>. An unpublished year may carry <c>provisionalOffDays</c> and <c>provisionalSource</c>.
/// </summary>
public static class CalendarFile
{
    /// <summary>The years in order.</summary>
    /// <exception cref="FormatException">Not of that shape; the message says what and where.</exception>
    public static IReadOnlyList<CalendarYear> Parse(string json)
    {
        try
        {
            using var file = JsonDocument.Parse(json);
            return [.. file.RootElement.GetProperty("years").EnumerateObject().Select(Year).OrderBy(year => year.Year)];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"The calendar file is malformed: {e.Message}", e);
        }
    }

    private static CalendarYear Year(JsonProperty entry)
    {
        if (!int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            throw new FormatException($"'{entry.Name}' is no year.");
        var body = entry.Value;
        var published = body.GetProperty("published").GetBoolean();
        return published
            ? new(year, true, Days(body, "offDays", year), Days(body, "makeUpWorkdays", year), Papers(body))
            : new(year, false, Days(body, "provisionalOffDays", year), [], Text(body, "provisionalSource"));
    }

    private static ImmutableHashSet<LocalDate> Days(JsonElement body, string name, int year) =>
        body.TryGetProperty(name, out var days)
            ? [.. days.EnumerateArray().Select(day => Day(day.GetProperty("date").GetString(), name, year))]
            : [];

    private static LocalDate Day(string? date, string name, int year) =>
        LocalDatePattern.Iso.Parse(date ?? "") is { Success: true, Value: var day }
            ? day
            : throw new FormatException($"years.{year}.{name}: '{date}' is no date.");

    private static string Papers(JsonElement body) =>
        string.Join(' ', body.GetProperty("papers").EnumerateArray().Select(paper => paper.GetString()));

    private static string Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}

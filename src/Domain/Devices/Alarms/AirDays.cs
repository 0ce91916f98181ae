using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>Hourly means of one place, of one hour, by pollutant: µg/m³, CO in mg/m³.</summary>
/// <param name="At">The hour's beginning.</param>
public sealed record AirHour(Instant At, IReadOnlyDictionary<string, decimal> Concentrations);

/// <summary>The air of a local day.</summary>
/// <param name="Set">The set of breakpoints that it was judged by.</param>
public sealed record AirDay(LocalDate Day, int Hours, AirIndex Index, string Set);

/// <summary>
/// Days from hours (GB 3095-2012, 6.4): a mean of 24 hours needs 20 of them; a mean of 8 hours needs 6, those that end at
/// 8 to 24 o'clock count, and 14 of them are needed unless the highest is beyond the limit anyway.
/// </summary>
public static class AirDays
{
    private const int HoursOfADay = 20, HoursOfEight = 6, MeansOfADay = 14, OzoneLimit = 160;

    /// <param name="tables">The breakpoints in force on the day; days without any are left out.</param>
    public static IReadOnlyList<AirDay> Of(IEnumerable<AirHour> hours, Func<LocalDate, ThresholdSet?> tables) =>
    [
        .. hours.GroupBy(h => h.At.InZone(WorkingCalendar.Zone).Date).OrderBy(day => day.Key)
            .Select(day => tables(day.Key) is { Aqi: { } table } set && Index(table, [.. day]) is { } index
                ? new AirDay(day.Key, day.Count(), index, set.Name)
                : null)
            .OfType<AirDay>(),
    ];

    /// <summary>The mean over several places, hour by hour.</summary>
    public static IReadOnlyList<AirHour> Mean(IEnumerable<AirHour> places) =>
    [
        .. places.GroupBy(h => h.At).OrderBy(hour => hour.Key).Select(hour => new AirHour(
            hour.Key,
            hour.SelectMany(place => place.Concentrations).GroupBy(c => c.Key).ToDictionary(c => c.Key, c => c.Average(v => v.Value)))),
    ];

    private static AirIndex? Index(AqiTable table, IReadOnlyList<AirHour> day)
    {
        var means = new Dictionary<string, decimal>();
        foreach (var pollutant in AirQuality.Factors.Keys.Where(p => p != "O3"))
            if (Values(day, pollutant).ToList() is { Count: >= HoursOfADay } values) means[pollutant] = values.Average();
        if (Ozone(day) is { } ozone) means["O3"] = ozone;
        return AirQuality.OfDay(table, means, Values(day, "O3").Select(v => (decimal?)v).Max());
    }

    private static decimal? Ozone(IReadOnlyList<AirHour> day)
    {
        var byHour = day.Where(h => h.Concentrations.ContainsKey("O3"))
            .ToDictionary(h => h.At.InZone(WorkingCalendar.Zone).Hour, h => h.Concentrations["O3"]);
        var means = Enumerable.Range(0, 17)
            .Select(first => Enumerable.Range(first, 8).Where(byHour.ContainsKey).Select(hour => byHour[hour]).ToList())
            .Where(eight => eight.Count >= HoursOfEight).Select(eight => eight.Average()).ToList();
        return means.Count >= MeansOfADay || means.Any(mean => mean > OzoneLimit) ? means.Max() : null;
    }

    private static IEnumerable<decimal> Values(IEnumerable<AirHour> hours, string pollutant) =>
        hours.Where(h => h.Concentrations.ContainsKey(pollutant)).Select(h => h.Concentrations[pollutant]);
}

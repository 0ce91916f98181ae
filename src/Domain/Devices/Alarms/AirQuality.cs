namespace SmartCity.Domain.Devices.Alarms;

/// <summary>An air quality index with what it is made of.</summary>
/// <param name="Value">The index (空气质量指数, AQI): the highest of the individual ones.</param>
/// <param name="Indices">The individual index of each pollutant.</param>
/// <param name="Primary">Primary pollutants (首要污染物): those with the highest index, where that is above 50.</param>
/// <param name="Over">Pollutants beyond the standard (超标污染物): those with an index above 100.</param>
public sealed record AirIndex(
    int Value, AqiLevel Level, IReadOnlyDictionary<string, int> Indices, IReadOnlyList<string> Primary, IReadOnlyList<string> Over);

/// <summary>
/// The air quality index of HJ 633: the concentration is rounded first, looked up linearly between breakpoints, and the
/// individual index rounded up. Hours take the hourly tables, and for particles, which have none, that of 24 hours.
/// </summary>
public static class AirQuality
{
    /// <summary>Pollutants and their factor codes of HJ 212.</summary>
    public static IReadOnlyDictionary<string, string> Factors { get; } = new Dictionary<string, string>
    {
        ["SO2"] = "a21026", ["NO2"] = "a21004", ["CO"] = "a21005", ["O3"] = "a05024", ["PM10"] = "a34002", ["PM2.5"] = "a34004",
    };

    /// <summary>The highest index there is: beyond the last breakpoint it stays there.</summary>
    public const int Highest = 500;

    /// <summary>The index of an hour.</summary>
    /// <param name="concentrations">Hourly means by pollutant; null when there is none that counts.</param>
    public static AirIndex? OfHour(AqiTable table, IReadOnlyDictionary<string, decimal> concentrations) => Of(table, concentrations.Select(c =>
        (c.Key, Index: IndexBy(table, table.Tables.ContainsKey(c.Key + "_1h") ? c.Key + "_1h" : c.Key + "_24h", c.Value))));

    /// <summary>The index of a day.</summary>
    /// <param name="day">Means of 24 hours by pollutant; for ozone the highest mean of 8 hours.</param>
    /// <param name="highestOzoneHour">Counts where the mean of 8 hours is above its table.</param>
    public static AirIndex? OfDay(AqiTable table, IReadOnlyDictionary<string, decimal> day, decimal? highestOzoneHour) =>
        Of(table, day.Select(c => (c.Key, Index: IndexBy(table, c.Key == "O3" ? "O3_8h" : c.Key + "_24h", c.Value, highestOzoneHour))));

    /// <summary>The individual index by one table; null where the value is no concentration or there is no such table.</summary>
    /// <param name="otherwise">The concentration for the table that counts above this one's last breakpoint, where it is another mean.</param>
    public static int? IndexBy(AqiTable table, string name, decimal concentration, decimal? otherwise = null)
    {
        if (!table.Tables.TryGetValue(name, out var points) || concentration < 0) return null;
        var value = decimal.Round(concentration, table.Decimals.GetValueOrDefault(name.Split('_')[0]), MidpointRounding.ToEven);
        var at = 1;
        while (at < points.Count && value > points[at]) at++;
        if (at < points.Count)
        {
            var (low, high) = (points[at - 1], points[at]);
            return table.Iaqi[at - 1] + (int)decimal.Ceiling((table.Iaqi[at] - table.Iaqi[at - 1]) * (value - low) / (high - low));
        }
        if (!table.Above.TryGetValue(name, out var above)) return Highest;
        return above.Table is { } other ? IndexBy(table, other, otherwise ?? concentration) : above.Index;
    }

    private static AirIndex? Of(AqiTable table, IEnumerable<(string Pollutant, int? Index)> single)
    {
        var indices = single.Where(i => i.Index is not null).ToDictionary(i => i.Pollutant, i => i.Index!.Value);
        if (indices.Count == 0) return null;
        var value = indices.Values.Max();
        return new(
            value, table.Levels.Last(level => level.From <= value), indices,
            value > 50 ? [.. indices.Where(i => i.Value == value).Select(i => i.Key).Order(StringComparer.Ordinal)] : [],
            [.. indices.Where(i => i.Value > 100).Select(i => i.Key).Order(StringComparer.Ordinal)]);
    }
}

using System.Globalization;
using NodaTime;

namespace SmartCity.Host.Verbs;

/// <summary>An hour of the file with its values by factor code of HJ 212; what the file does not know is left out.</summary>
/// <param name="Number">Its place in the file, from 1.</param>
internal sealed record AirFileHour(int Number, LocalDateTime At, IReadOnlyList<(string Factor, string Value)> Values, bool HasIndex);

/// <summary>The file of a station: µg/m³ as published, carbon monoxide turned into mg/m³, wind into degrees.</summary>
internal static class AirFile
{
    private static readonly (string Column, string Factor)[] Columns =
    [
        ("PM2.5", "a34004"), ("PM10", "a34002"), ("SO2", "a21026"), ("NO2", "a21004"), ("CO", "a21005"), ("O3", "a05024"),
        ("TEMP", "a01001"), ("PRES", "a01006"), ("wd", "a01008"), ("WSPM", "a01007"),
    ];

    private static readonly string[] Winds =
        ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"];

    public static IReadOnlyList<AirFileHour> Read(string file)
    {
        var lines = File.ReadLines(file).Select(line => line.Split(',')).ToList();
        var at = lines[0].Select((column, i) => (column, i)).ToDictionary(c => c.column, c => c.i);
        return [.. lines.Skip(1).Select((line, i) => Hour(i + 1, line, at)).Where(hour => hour.Values.Count > 0)];
    }

    private static AirFileHour Hour(int number, string[] line, Dictionary<string, int> at)
    {
        int Number(string column) => int.Parse(line[at[column]], CultureInfo.InvariantCulture);
        var values = Columns.Where(c => line[at[c.Column]] != "NA").Select(c => (c.Factor, Value(c.Column, line[at[c.Column]]))).ToList();
        return new(
            number, new(Number("year"), Number("month"), Number("day"), Number("hour"), 0), values,
            values.Exists(v => v.Factor is not ("a01001" or "a01006" or "a01008" or "a01007")));
    }

    /// <summary>Pressure comes in hPa and goes in kPa.</summary>
    private static string Value(string column, string text) => column switch
    {
        "CO" => (decimal.Parse(text, CultureInfo.InvariantCulture) / 1000).ToString(CultureInfo.InvariantCulture),
        "PRES" => (decimal.Parse(text, CultureInfo.InvariantCulture) / 10).ToString(CultureInfo.InvariantCulture),
        "wd" => (Array.IndexOf(Winds, text) * 22.5m).ToString(CultureInfo.InvariantCulture),
        _ => text,
    };
}

using System.Globalization;
using NodaTime;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Alarms;

/// <summary>An hour as the file has it; null where it says <c>NA</c>. All whole numbers, CO in µg/m³ as in the file.</summary>
internal sealed record RawHour(LocalDateTime At, int? Pm25, int? Pm10, int? So2, int? No2, int? Co, int? O3)
{
    private static readonly DateTimeZone Beijing = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    public Instant Instant => At.InZoneStrictly(Beijing).ToInstant();

    public IEnumerable<(string Point, double Value)> Values()
    {
        if (Pm25 is { } pm25) yield return ("a34004.hour.avg", pm25);
        if (Pm10 is { } pm10) yield return ("a34002.hour.avg", pm10);
        if (So2 is { } so2) yield return ("a21026.hour.avg", so2);
        if (No2 is { } no2) yield return ("a21004.hour.avg", no2);
        if (Co is { } co) yield return ("a21005.hour.avg", co / 1000.0);
        if (O3 is { } o3) yield return ("a05024.hour.avg", o3);
    }

    public static IReadOnlyList<RawHour> Read(string station)
    {
        var hours = new List<RawHour>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "samples", $"air-quality-beijing-{station}.csv")).Skip(1))
        {
            var c = line.Split(',');
            int? Number(int column) => c[column] == "NA" ? null : (int)double.Parse(c[column], CultureInfo.InvariantCulture);
            hours.Add(new(
                new(Number(1)!.Value, Number(2)!.Value, Number(3)!.Value, Number(4)!.Value, 0),
                Number(5), Number(6), Number(7), Number(8), Number(9), Number(10)));
        }
        return hours;
    }

    /// <summary>
    /// The index by a table of its own, written down from HJ 633-2012, in whole numbers: what the system computes from published
    /// data in decimals, counted another way. Null where the file has nothing.
    /// </summary>
    public int? Aqi()
    {
        int? highest = null;
        void Take(int? value, params int[] breakpoints)
        {
            if (value is not { } c) return;
            int[] index = [0, 50, 100, 150, 200, 300, 400, 500];
            var found = 500;
            for (var i = 1; i < breakpoints.Length; i++)
            {
                if (c > breakpoints[i]) continue;
                var (rise, run) = ((index[i] - index[i - 1]) * (c - breakpoints[i - 1]), breakpoints[i] - breakpoints[i - 1]);
                found = index[i - 1] + (rise + run - 1) / run;
                break;
            }
            highest = Math.Max(highest ?? 0, found);
        }

        Take(Pm25, 0, 35, 75, 115, 150, 250, 350, 500);
        Take(Pm10, 0, 50, 150, 250, 350, 420, 500, 600);
        Take(So2, 0, 150, 500, 650, 800);
        Take(No2, 0, 100, 200, 700, 1200, 2340, 3090, 3840);
        // In tenths of mg/m³: every value of the file is a whole number of them.
        Take(Co / 100, 0, 50, 100, 350, 600, 900, 1200, 1500);
        Take(O3, 0, 160, 200, 300, 400, 800, 1000, 1200);
        return highest;
    }

    public static int LevelOf(int aqi) => aqi <= 50 ? 1 : aqi <= 100 ? 2 : aqi <= 150 ? 3 : aqi <= 200 ? 4 : aqi <= 300 ? 5 : 6;
}

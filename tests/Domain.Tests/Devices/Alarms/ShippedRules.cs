using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Devices.Alarms;

/// <summary>The shipped rules and limits, and evidence for them in a few words.</summary>
internal static class ShippedRules
{
    public static IReadOnlyList<ThresholdSet> Sets { get; } = Read<ThresholdSet>("thresholds");

    public static IReadOnlyList<AlarmRule> Rules { get; } = Read<AlarmRule>("alarm-rules");

    /// <summary>How often devices of a kind report, as shipped.</summary>
    public static Duration Interval(string kind) => Duration.FromSeconds(
        Kinds.Where(k => k.Code == kind).MaxBy(k => k.Version)!.ReportsEverySeconds);

    private static IReadOnlyList<DeviceKind> Kinds { get; } = Read<DeviceKind>("device-kinds");

    public static AqiTable Aqi(int version) => Sets.Single(s => s.Code == "aqi" && s.Version == version).Aqi!;

    public static RuleVersions<AlarmRule> Rule(string code) => new(code, [Rules.Single(r => r.Code == code)]);

    public static ThresholdSet? InForce(string code, LocalDate day) => Sets.Where(s => s.Code == code).OrderBy(s => s.Version)
        .Aggregate((RuleVersions<ThresholdSet>?)null, RuleVersions.With)?.InForce(day);

    public static Instant Hour(LocalDate day, int hour) => day.At(new LocalTime(hour, 0)).InZoneLeniently(WorkingCalendar.Zone).ToInstant();

    public static Evidence Evidence(params IEnumerable<Sample> samples) =>
        new(new Dictionary<string, string>(), [.. samples.OrderBy(s => s.At)], [], [], Duration.FromMinutes(5), [], Instant.MaxValue - Duration.FromDays(9), InForce);

    public static Sample At(this string point, Instant at, double value, DataFlag flag = DataFlag.Normal) => new(point, at, value, flag);

    /// <summary>The episodes of one rule over all of the evidence.</summary>
    public static IReadOnlyList<Episode> Episodes(string rule, Evidence evidence) => Episodes(Rule(rule), evidence);

    public static IReadOnlyList<Episode> Episodes(RuleVersions<AlarmRule> rule, Evidence evidence) =>
        [.. AlarmReadings.Of(rule, evidence).Values.SelectMany(readings => AlarmEpisodes.Of(readings, Instant.MinValue, null, evidence.Interval))];

    private static IReadOnlyList<T> Read<T>(string folder) where T : class
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "SmartCity.sln"))) root = root.Parent;
        return [.. Directory.EnumerateFiles(Path.Combine(root.FullName, "catalog", folder), "*.json").Order(StringComparer.Ordinal)
            .Select(file => CatalogueJson.Parse<T>(File.ReadAllText(file)))];
    }
}

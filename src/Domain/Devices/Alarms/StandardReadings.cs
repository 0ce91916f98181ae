using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>
/// Readings against a published set: the limits in force at the value's own time, in the set's unit, on the value rounded as
/// the set says. Without a set in force nothing is judged.
/// </summary>
internal static class StandardReadings
{
    /// <summary>Attributes of a device that say by which limits it is judged.</summary>
    public const string NoiseZone = "noiseZone", WaterTarget = "waterClass", Waters = "waterBodyType", UnitOf = "unit.";

    public static IEnumerable<Reading> Of(AlarmRule rule, StandardTest test, Evidence evidence) => Normal(test, evidence)
        .GroupBy(s => s.At).Select(moment => evidence.Sets(test.Set, moment.Key.InZone(WorkingCalendar.Zone).Date) switch
        {
            { Air: { } air } set => Air(rule, test, evidence, set, air, moment.First()),
            { Aqi: { } table } set => Aqi(rule, test, evidence, set, table, moment.Key, moment),
            { Water: { } table } set => Water(rule, evidence, set, table, moment.Key, moment),
            { Noise: { } table } set => Noise(rule, test, evidence, set, table, moment.First()),
            _ => null,
        }).OfType<Reading>();

    /// <summary>What of the device's points the set looks at.</summary>
    private static IEnumerable<Sample> Normal(StandardTest test, Evidence evidence) => AlarmReadings.Normal(evidence, test.Point)
        .Where(s => test.Point is not null || s.Point.EndsWith(".hour.avg", StringComparison.Ordinal));

    private static Reading? Air(
        AlarmRule rule, StandardTest test, Evidence evidence, ThresholdSet set, IReadOnlyDictionary<string, AirLimits> air, Sample sample) =>
        test.Item is { } item && air.TryGetValue(item, out var limits) && limits.For(test.Period ?? "hour") is { } limit
            && Value(evidence, sample, limits.Unit) is { } value
            ? AlarmReadings.Judged(
                rule, sample.At, decimal.Round(value, limits.Decimals, MidpointRounding.ToEven), limit, test.Clear, false, set.Name)
            : null;

    private static Reading? Aqi(
        AlarmRule rule, StandardTest test, Evidence evidence, ThresholdSet set, AqiTable table, Instant at, IEnumerable<Sample> moment) =>
        AirQuality.OfHour(table, AirConcentrations.Of(evidence.Attributes, moment)) is { } index
            ? AlarmReadings.Judged(rule, at, index.Value, test.Above ?? 100, test.Clear, false, set.Name)
            : null;

    private static Reading? Water(
        AlarmRule rule, Evidence evidence, ThresholdSet set, WaterClassTable table, Instant at, IEnumerable<Sample> moment)
    {
        var values = moment.Select(s => (Factor: Factor(s), Value: Value(evidence, s, "mg/L"))).Where(v => v.Value is not null)
            .GroupBy(v => v.Factor).ToDictionary(v => v.Key, v => v.First().Value!.Value);
        var target = evidence.Attributes.GetValueOrDefault(WaterTarget, "III");
        var rank = table.Classes.ToList().IndexOf(target) + 1;
        return rank > 0 && WaterQuality.Of(table, values, evidence.Attributes.GetValueOrDefault(Waters, "river")) is { } found
            ? AlarmReadings.Judged(rule, at, found.Rank, rank, null, false, $"{set.Name} {target}")
            : null;
    }

    private static Reading? Noise(
        AlarmRule rule, StandardTest test, Evidence evidence, ThresholdSet set, NoiseTable table, Sample sample)
    {
        if (!evidence.Attributes.TryGetValue(NoiseZone, out var zone) || !table.Zones.TryGetValue(zone, out var limits)) return null;
        var hour = sample.At.InZone(WorkingCalendar.Zone).Hour;
        var night = hour >= table.NightFrom || hour < table.NightTo;
        if (Value(evidence, sample, "dB") is not { } value) return null;
        var limit = night ? limits.Night : limits.Day;
        if (test.Item == "burst")
        {
            if (!night) return new(rule, sample.At, Verdict.Clear);
            limit += table.Burst;
        }
        return AlarmReadings.Judged(
            rule, sample.At, decimal.Round(value, table.Decimals, MidpointRounding.ToEven), limit, null, false, $"{set.Name} {zone}");
    }

    private static decimal? Value(Evidence evidence, Sample sample, string unit) =>
        ValueUnits.Convert(sample.Value, evidence.Attributes.GetValueOrDefault(UnitOf + Factor(sample)), unit);

    private static string Factor(Sample sample) => sample.Point.Split('.')[0];
}

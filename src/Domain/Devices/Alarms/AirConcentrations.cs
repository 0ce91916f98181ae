namespace SmartCity.Domain.Devices.Alarms;

/// <summary>Hourly means by pollutant out of a station's values of one hour, in the unit of the breakpoints.</summary>
public static class AirConcentrations
{
    public static IReadOnlyDictionary<string, decimal> Of(IReadOnlyDictionary<string, string> attributes, IEnumerable<Sample> hour)
    {
        var means = new Dictionary<string, decimal>();
        foreach (var sample in hour)
            foreach (var (pollutant, factor) in AirQuality.Factors)
                if (sample.Point == factor + ".hour.avg" && In(attributes, factor, pollutant, sample) is >= 0 and var value)
                    means[pollutant] = value;
        return means;
    }

    private static decimal? In(IReadOnlyDictionary<string, string> attributes, string factor, string pollutant, Sample sample) =>
        ValueUnits.Convert(sample.Value, attributes.GetValueOrDefault(StandardReadings.UnitOf + factor), pollutant == "CO" ? "mg/m3" : "ug/m3");
}

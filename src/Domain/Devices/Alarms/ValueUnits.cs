namespace SmartCity.Domain.Devices.Alarms;

/// <summary>
/// The unit of a channel (通道单位) belongs to the registration of the device: attribute <c>unit.a34004</c> = <c>mg/m3</c>. Sites
/// send particles in µg/m³ or mg/m³ whatever the standard's table says.
/// </summary>
public static class ValueUnits
{
    private static readonly Dictionary<string, decimal> Micrograms = new() { ["ng/m3"] = 0.001m, ["ug/m3"] = 1, ["mg/m3"] = 1000 };

    /// <summary>The value in the unit of the limits; null where it is no number that can be judged or its unit is another thing.</summary>
    public static decimal? Convert(double value, string? from, string to)
    {
        // Far beyond what any sensor measures; a decimal holds it exactly enough.
        if (!double.IsFinite(value) || Math.Abs(value) > 1e12) return null;
        from = from?.Replace('µ', 'u').Replace('μ', 'u').Replace('³', '3');
        if (from is null || from == to) return (decimal)value;
        return Micrograms.TryGetValue(from, out var have) && Micrograms.TryGetValue(to, out var want) ? (decimal)value * have / want : null;
    }
}

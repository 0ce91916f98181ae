namespace SmartCity.Domain.Devices.Alarms;

/// <summary>The class of a water by one look at it, and the indicator that it is owed to.</summary>
/// <param name="Rank">1 for the first class; one more than there are classes where it is worse than the last.</param>
public sealed record WaterClass(int Rank, string Name, string WorstIndicator, decimal Value);

/// <summary>The class of surface water (GB 3838-2002): that of its worst indicator, each rounded before it is compared.</summary>
public static class WaterQuality
{
    /// <param name="values">By factor code, in mg/L.</param>
    /// <param name="waters"><c>river</c> or <c>lake</c>.</param>
    /// <returns>Null where no indicator was measured.</returns>
    public static WaterClass? Of(WaterClassTable table, IReadOnlyDictionary<string, decimal> values, string waters)
    {
        WaterClass? worst = null;
        foreach (var indicator in table.Indicators.Where(i => (i.Waters is null || i.Waters == waters) && values.ContainsKey(i.Factor)))
        {
            var value = decimal.Round(values[indicator.Factor], indicator.Decimals, MidpointRounding.ToEven);
            var rank = Rank(table, indicator, value);
            if (worst is null || rank > worst.Rank)
                worst = new(rank, rank > table.Classes.Count ? WaterClassTable.Worse : table.Classes[rank - 1], indicator.Code, value);
        }
        return worst;
    }

    private static int Rank(WaterClassTable table, WaterIndicator indicator, decimal value)
    {
        if (indicator is { Lowest: { } lowest, Highest: { } highest }) return value >= lowest && value <= highest ? 1 : table.Classes.Count + 1;
        var limits = indicator.Max ?? indicator.Min!;
        for (var rank = 1; rank <= limits.Count; rank++)
            if (indicator.Max is null ? value >= limits[rank - 1] : value <= limits[rank - 1]) return rank;
        return limits.Count + 1;
    }
}

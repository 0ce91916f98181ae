using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Plans;

/// <summary>The indicators of the plan's goals as their file in the catalogue has them.</summary>
public sealed record IndicatorFile(string Source, IReadOnlyList<PlanIndicator> Indicators)
{
    /// <exception cref="FormatException">It is malformed, or two definitions of a code hold on the same day.</exception>
    public static IndicatorFile Parse(string json)
    {
        var file = CatalogueJson.Parse<IndicatorFile>(json);
        foreach (var versions in file.Indicators.GroupBy(indicator => indicator.Code))
        {
            var ordered = versions.OrderBy(version => version.ValidFrom).ToList();
            if (ordered.Zip(ordered.Skip(1)).Any(pair => pair.First.ValidTo is not { } end || end >= pair.Second.ValidFrom))
                throw new FormatException($"Two definitions of {versions.Key} hold on the same day.");
        }
        if (file.Indicators.FirstOrDefault(i => i.Target.Comparison is not (null or ">" or ">=")) is { } odd)
            throw new FormatException($"The comparison '{odd.Target.Comparison}' of {odd.Code} is none of > and >=.");
        return file;
    }

    /// <summary>The definitions that hold on a day, in the order of the file.</summary>
    public IEnumerable<PlanIndicator> On(LocalDate day) =>
        Indicators.Where(i => i.ValidFrom <= day && (i.ValidTo is not { } end || day <= end));
}

/// <summary>One indicator (指标): what is measured, how, and what it should come to.</summary>
/// <param name="Measure"><c>share</c>, <c>yes-no</c> (1 of 1 or 0 of 1) or <c>durations</c>.</param>
/// <param name="How"><c>computed</c> from the ledger, or <c>reported</c> with evidence.</param>
/// <param name="Items">Numbers of the plan that it belongs to: their leads report it.</param>
public sealed record PlanIndicator(
    string Code, int Version, LocalizedText Name, string Measure, IndicatorTarget Target, string How, LocalizedText Formula,
    string Source, IReadOnlyList<string>? Items, LocalDate ValidFrom, LocalDate? ValidTo)
{
    public const string Computed = "computed", Reported = "reported";
}

/// <summary>What an indicator should come to.</summary>
/// <param name="Comparison"><c>&gt;</c> or <c>&gt;=</c>, as the document words it; null where it names no figure.</param>
/// <param name="Value">As a share of one.</param>
/// <param name="By">The last day in time.</param>
public sealed record IndicatorTarget(string? Comparison, decimal? Value, LocalDate? By, string Text)
{
    /// <summary>
    /// Whether so many of so many meet it, exactly and not as rounded; null where there is nothing to compare.
    /// </summary>
    public bool? Met(decimal numerator, decimal denominator) => (Comparison, Value) switch
    {
        _ when denominator <= 0 => null,
        (">", { } value) => numerator > value * denominator,
        (">=", { } value) => numerator >= value * denominator,
        _ => null,
    };
}

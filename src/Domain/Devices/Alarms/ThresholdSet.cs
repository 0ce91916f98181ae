using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>
/// A set of limits (限值集) of one standard with the days on which it is in force: an observation is judged by the set of its
/// own day. Exactly one of the parts is there.
/// </summary>
public sealed record ThresholdSet : IVersionedRules
{
    public required string Code { get; init; }

    public required int Version { get; init; }

    /// <summary>The standard with grade, such as <c>GB 3095-2012 grade II</c>: what an alarm names as its basis.</summary>
    public required string Name { get; init; }

    /// <summary>Where the figures come from, and how certain they are.</summary>
    public required string Source { get; init; }

    public required LocalDate ValidFrom { get; init; }

    public LocalDate? ValidTo { get; init; }

    /// <summary>Ambient air, by pollutant.</summary>
    public IReadOnlyDictionary<string, AirLimits>? Air { get; init; }

    public AqiTable? Aqi { get; init; }

    public WaterClassTable? Water { get; init; }

    public NoiseTable? Noise { get; init; }

    public PollutionAlerts? Alerts { get; init; }

    /// <summary>The field that makes no sense, or null.</summary>
    public string? Fault()
    {
        if (string.IsNullOrWhiteSpace(Name)) return "name";
        if (string.IsNullOrWhiteSpace(Source)) return "source";
        if (((object?[])[Air, Aqi, Water, Noise, Alerts]).Count(part => part is not null) != 1) return "air | aqi | water | noise | alerts";
        return Aqi?.Fault() ?? Water?.Fault() ?? Noise?.Fault() ?? Alerts?.Fault();
    }
}

/// <summary>Limits of one pollutant (浓度限值).</summary>
/// <param name="Unit"><c>ug/m3</c> or <c>mg/m3</c>.</param>
/// <param name="Decimals">To how many decimals a value is rounded before it is compared.</param>
public sealed record AirLimits(string Unit, int Decimals)
{
    public decimal? Hour { get; init; }

    public decimal? Day { get; init; }

    /// <summary>Highest mean of 8 hours in a day.</summary>
    public decimal? Day8h { get; init; }

    public decimal? Season { get; init; }

    public decimal? Year { get; init; }

    public decimal? For(string period) => period switch
    {
        "hour" => Hour,
        "day" => Day,
        "day8h" => Day8h,
        "season" => Season,
        "year" => Year,
        _ => null,
    };
}

/// <summary>
/// Breakpoints of the individual air quality index (空气质量分指数, IAQI): concentrations that stand for <see cref="Iaqi"/>, by
/// table such as <c>PM2.5_24h</c>. In µg/m³, CO in mg/m³.
/// </summary>
public sealed record AqiTable(IReadOnlyList<int> Iaqi, IReadOnlyDictionary<string, IReadOnlyList<decimal>> Tables, IReadOnlyList<AqiLevel> Levels)
{
    /// <summary>What holds where a concentration is above the last breakpoint of a short table.</summary>
    public IReadOnlyDictionary<string, AboveTable> Above { get; init; } = new Dictionary<string, AboveTable>();

    /// <summary>To how many decimals a concentration is rounded before the look-up; whole numbers where nothing is said.</summary>
    public IReadOnlyDictionary<string, int> Decimals { get; init; } = new Dictionary<string, int>();

    internal string? Fault()
    {
        if (Levels.Count == 0) return "aqi.levels";
        return Tables.FirstOrDefault(t => t.Value.Count < 2 || t.Value.Count > Iaqi.Count || !t.Value.SequenceEqual(t.Value.Distinct().Order())) is { Key: { } bad }
            ? $"aqi.tables.{bad}"
            : null;
    }
}

/// <summary>Another table that counts above the last breakpoint, or an index that stands.</summary>
public sealed record AboveTable(string? Table = null, int? Index = null);

/// <summary>A level of the air quality index (空气质量指数级别).</summary>
public sealed record AqiLevel(int Level, int From, int To, LocalizedText Name, string Colour);

/// <summary>Classes of surface water (地表水环境质量类别), best first; limits of each indicator in mg/L, one a class.</summary>
public sealed record WaterClassTable(IReadOnlyList<string> Classes, IReadOnlyList<WaterIndicator> Indicators)
{
    /// <summary>Worse than the last class (劣V类).</summary>
    public const string Worse = "worse";

    internal string? Fault() => Indicators.FirstOrDefault(i =>
        ((i.Max ?? i.Min) is null && (i.Lowest is null || i.Highest is null)) || (i.Max ?? i.Min) is { } limits && limits.Count != Classes.Count)
        is { } bad ? $"water.indicators.{bad.Code}" : null;
}

/// <summary>An indicator of surface water: at most <see cref="Max"/>, at least <see cref="Min"/>, or within a range in every class.</summary>
/// <param name="Factor">Factor code of HJ 212, such as <c>w01019</c>.</param>
/// <param name="Waters"><c>river</c> or <c>lake</c>; null for both.</param>
public sealed record WaterIndicator(string Code, string Factor, int Decimals, string? Waters = null)
{
    public IReadOnlyList<decimal>? Max { get; init; }

    public IReadOnlyList<decimal>? Min { get; init; }

    public decimal? Lowest { get; init; }

    public decimal? Highest { get; init; }
}

/// <summary>Limits of noise by zone (声环境功能区), in dB(A), by day and by night.</summary>
/// <param name="NightFrom">Local hour at which night begins, and <paramref name="NightTo"/> at which it ends.</param>
/// <param name="Burst">By how much a sudden noise at night may be louder than the night's limit.</param>
public sealed record NoiseTable(int NightFrom, int NightTo, decimal Burst, int Decimals, IReadOnlyDictionary<string, NoiseLimits> Zones)
{
    internal string? Fault() => Zones.Count == 0 ? "noise.zones" : null;
}

public sealed record NoiseLimits(decimal Day, decimal Night);

/// <summary>Alerts of a plan against heavy air pollution (空气重污染预警), the gravest first.</summary>
public sealed record PollutionAlerts(int Over, IReadOnlyList<PollutionAlert> Alerts)
{
    internal string? Fault() => Alerts.Count == 0 ? "alerts.alerts" : null;
}

/// <summary>
/// An alert: daily indices above <see cref="PollutionAlerts.Over"/> on so many days in a row, of which some, also in a row, are
/// above a higher one.
/// </summary>
/// <param name="Colour"><c>red</c>, <c>orange</c>, <c>yellow</c>, <c>blue</c>.</param>
public sealed record PollutionAlert(string Colour, LocalizedText Name, int Days)
{
    /// <summary>Above this index on <see cref="HigherDays"/> days in a row.</summary>
    public int? Higher { get; init; }

    public int? HigherDays { get; init; }

    /// <summary>An index that is enough by itself on one day.</summary>
    public int? AtOnceFrom { get; init; }
}

using System.Text.Json.Serialization;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>A rule by which values or words of a device become an alarm (告警规则), in one version.</summary>
public sealed record AlarmRule : IVersionedRules
{
    public required string Code { get; init; }

    public required int Version { get; init; }

    /// <summary>What the alarm is called.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>Where it comes from, and what in it is made for the demo.</summary>
    public required string Source { get; init; }

    /// <summary>Kinds of devices that it is for.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    public required string Level { get; init; }

    public required AlarmTest When { get; init; }

    /// <summary>For so long it must be beyond, without a gap between values that is longer than this and than the device's interval.</summary>
    public int ForMinutes { get; init; }

    /// <summary>Devices nearby must see the same.</summary>
    public NeighbourTest? Neighbours { get; init; }

    /// <summary>What follows; null for the alarm alone.</summary>
    public AlarmConsequence? Then { get; init; }

    public required LocalDate ValidFrom { get; init; }

    public LocalDate? ValidTo { get; init; }

    [JsonIgnore]
    public AlarmLevel AlarmLevel => Enum.Parse<AlarmLevel>(Level, ignoreCase: true);

    [JsonIgnore]
    public Duration For => Duration.FromMinutes(ForMinutes);

    /// <summary>
    /// How far apart two values may lie and still prove that it lasted: as long as it must last, and at least until the device's
    /// next value; half an interval more, as no device is punctual.
    /// </summary>
    public Duration Gap(Duration interval) => Duration.Max(For, interval * 1.5);

    /// <summary>How far before a value one must look to know whether it lasted long enough: to a value as old, over a gap.</summary>
    public Duration LookBack(Duration interval) => For == Duration.Zero ? Reach : For + Gap(interval) + Reach;

    /// <summary>How far a value reaches: what was measured so long before still counts for what is judged now.</summary>
    [JsonIgnore]
    public Duration Reach => Duration.FromMinutes((When.Rate?.WithinMinutes ?? 0) + (Neighbours?.WithinMinutes ?? 0));

    /// <summary>The field that makes no sense, or null.</summary>
    public string? Fault()
    {
        if (string.IsNullOrWhiteSpace(Source)) return "source";
        if (Kinds.Count == 0) return "kinds";
        if (!Enum.GetNames<AlarmLevel>().Contains(Level, StringComparer.OrdinalIgnoreCase)) return "level";
        if (ForMinutes is < 0 or > 7 * 24 * 60) return "forMinutes";
        if (ForMinutes > 0 && When.Missing is not null) return "forMinutes";
        if (Neighbours is { Count: < 2 } or { RadiusMetres: <= 0 } or { WithinMinutes: <= 0 }) return "neighbours";
        return When.Fault() ?? Then?.Fault();
    }
}

/// <summary>What is tested: exactly one of these.</summary>
public sealed record AlarmTest
{
    public ThresholdTest? Threshold { get; init; }

    public StandardTest? Standard { get; init; }

    public RateTest? Rate { get; init; }

    public MissingTest? Missing { get; init; }

    public FlagTest? Flag { get; init; }

    public FaultTest? Broken { get; init; }

    public StateTest? State { get; init; }

    internal string? Fault()
    {
        object?[] tests = [Threshold, Standard, Rate, Missing, Flag, Broken, State];
        if (tests.Count(test => test is not null) != 1) return "when";
        if (Threshold is { Above: null, Below: null } or { Above: not null, Below: not null }) return "when.threshold";
        if (Threshold is { Above: { } above, Clear: { } low } && low > above) return "when.threshold.clear";
        if (Threshold is { Below: { } below, Clear: { } high } && high < below) return "when.threshold.clear";
        if (Rate is { WithinMinutes: <= 0 } or { Rise: null, Fall: null } or { Rise: not null, Fall: not null }) return "when.rate";
        if (Missing is { AfterMinutes: <= 0 }) return "when.missing.afterMinutes";
        return null;
    }
}

/// <summary>
/// A limit of its own with hysteresis: beyond when above (or below) the limit, clear again when the value is at
/// <see cref="Clear"/> or better; in between everything stays as it is.
/// </summary>
/// <param name="Decimals">To how many decimals the value is rounded, half to even (GB/T 8170); null: not rounded.</param>
/// <param name="Unit">Of the limits, where channels may send another one (attribute <c>unit.a21026</c>); null: as it is sent.</param>
/// <param name="Otherwise">The point that is judged where a moment has no value of the first.</param>
public sealed record ThresholdTest(
    string Point, decimal? Above = null, decimal? Below = null, decimal? Clear = null, int? Decimals = null, string? Unit = null,
    string? Otherwise = null);

/// <summary>A limit of a published set.</summary>
/// <param name="Set">Code of the set.</param>
/// <param name="Item">Pollutant of an air set, or <c>burst</c> of a noise set.</param>
/// <param name="Point">The measuring point; null where the set itself says which.</param>
/// <param name="Above">For an index: from where on; a class of water stands in the device's attributes.</param>
/// <param name="Clear">At this value or better it is clear again; null: at the limit.</param>
public sealed record StandardTest(
    string Set, string? Item = null, string? Period = null, string? Point = null, decimal? Above = null, decimal? Clear = null);

/// <summary>It rises or falls by more than so much within a time.</summary>
public sealed record RateTest(string Point, int WithinMinutes, decimal? Rise = null, decimal? Fall = null, int? Decimals = null);

/// <summary>No normal value for so long.</summary>
/// <param name="Point">Null: none of any point.</param>
public sealed record MissingTest(int AfterMinutes, string? Point = null);

/// <summary>The device marks its values so.</summary>
/// <param name="Flags">Letters of the flags, such as <c>DB</c>.</param>
/// <param name="Point">Null: each of its points by itself.</param>
public sealed record FlagTest(string Flags, string? Point = null);

/// <summary>The device says that something of it is broken.</summary>
/// <param name="Codes">Codes of faults; null: any.</param>
public sealed record FaultTest(IReadOnlyList<string>? Codes = null);

/// <summary>A part of the device says that it is in one of these states.</summary>
/// <param name="Component">The part, or the beginning of its name followed by <c>*</c>.</param>
public sealed record StateTest(string Component, IReadOnlyList<string> States);

/// <summary>So many devices of the rule's kinds, itself among them, are beyond at the same time within a radius.</summary>
/// <param name="WithinMinutes">A neighbour's last value counts for so long.</param>
public sealed record NeighbourTest(int Count, int RadiusMetres, int WithinMinutes);

/// <summary>What follows from an alarm (联动).</summary>
/// <param name="Consequence"><c>grid-case</c>, <c>emergency</c> or <c>violation</c>.</param>
/// <param name="Kind">The kind of case or violation.</param>
/// <param name="Level">Of the emergency, 1 to 4.</param>
/// <param name="WithinHours">Nothing follows when the alarm is learnt of later than this; null: whenever.</param>
public sealed record AlarmConsequence(string Consequence, string Kind, int? Level = null, int? WithinHours = null)
{
    public const string GridCase = "grid-case", Emergency = "emergency", Violation = "violation";

    internal string? Fault() => Consequence switch
    {
        Emergency when Level is < 1 or > 4 or null => "then.level",
        GridCase or Emergency or Violation => string.IsNullOrWhiteSpace(Kind) ? "then.kind" : null,
        _ => "then.consequence",
    };
}

using NodaTime;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>A value as it was stored.</summary>
public readonly record struct Sample(string Point, Instant At, double Value, DataFlag Flag);

/// <summary>What a device said of a part of itself.</summary>
/// <param name="State">What it is in; null for a fault: <paramref name="Broken"/> says whether it is there.</param>
public sealed record DeviceWord(string Part, string? State, bool Broken, Instant At);

public enum Verdict
{
    Clear,

    /// <summary>Neither: everything stays as it is.</summary>
    Between,

    Beyond,
}

/// <summary>What a rule makes of a device at one moment.</summary>
/// <param name="Basis">The set that it was judged by, or the point that stood in for the rule's own; else null.</param>
public sealed record Reading(
    AlarmRule Rule, Instant At, Verdict Verdict, double? Value = null, double? Limit = null, string? Basis = null);

/// <summary>A time in which a rule was broken.</summary>
/// <param name="Raised">The reading that made it an alarm.</param>
/// <param name="Ended">The reading that ended it; null while it lasts.</param>
public sealed record Episode(Reading Raised, Reading? Ended);

/// <summary>A device nearby with its values.</summary>
public sealed record Neighbour(IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<Sample> Samples);

/// <summary>
/// What an evaluation looks at. All of it is in the order of event time, and nothing of it was measured while the device
/// was under maintenance.
/// </summary>
/// <param name="Interval">How often the device reports.</param>
/// <param name="Maintenance">When it was under maintenance, in order; an open end while it is.</param>
/// <param name="Until">Now: a silence counts until then.</param>
/// <param name="Sets">The set of limits of a code that is in force on a day.</param>
public sealed record Evidence(
    IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<Sample> Samples, IReadOnlyList<DeviceWord> Words,
    IReadOnlyList<Neighbour> Neighbours, Duration Interval, IReadOnlyList<(Instant From, Instant? To)> Maintenance, Instant Until,
    Func<string, LocalDate, ThresholdSet?> Sets);

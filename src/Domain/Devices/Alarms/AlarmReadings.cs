using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>What a rule makes of the evidence: readings in order of time, for each point or part that it is about.</summary>
public static class AlarmReadings
{
    /// <summary>The name under which readings stand that are about the device as a whole.</summary>
    public const string WholeDevice = "";

    /// <summary>By the version in force on each reading's day; where a rule is no longer in force, it is clear.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Reading>> Of(RuleVersions<AlarmRule> rule, Evidence evidence)
    {
        var found = new Dictionary<string, List<Reading>>();
        foreach (var version in rule.Versions)
            foreach (var (subject, readings) in Of(version, evidence))
                foreach (var reading in readings)
                {
                    var inForce = rule.InForce(reading.At.InZone(WorkingCalendar.Zone).Date);
                    if (inForce is null && version == rule.Versions[^1])
                        Under(subject).Add(new(version, reading.At, Verdict.Clear));
                    else if (inForce == version)
                        Under(subject).Add(reading);
                }
        return found.ToDictionary(s => s.Key, s => (IReadOnlyList<Reading>)[.. s.Value.OrderBy(r => r.At)]);

        List<Reading> Under(string subject) => found.TryGetValue(subject, out var known) ? known : found[subject] = [];
    }

    private static IEnumerable<(string Subject, IEnumerable<Reading> Readings)> Of(AlarmRule rule, Evidence evidence)
    {
        var mine = OfOne(rule, evidence);
        if (rule.Neighbours is not { } near) return mine;
        var others = evidence.Neighbours.Select(neighbour => OfOne(
                rule, evidence with { Attributes = neighbour.Attributes, Samples = neighbour.Samples, Words = [] })
            .ToDictionary(s => s.Subject, s => (IReadOnlyList<Reading>)[.. s.Readings])).ToList();
        return mine.Select(s => (s.Subject, s.Readings.Select(reading => Together(
            reading, [.. others.Select(o => o.GetValueOrDefault(s.Subject, []))], near))));
    }

    private static IEnumerable<(string Subject, IEnumerable<Reading> Readings)> OfOne(AlarmRule rule, Evidence evidence) => rule.When switch
    {
        { Threshold: { } test } => [(test.Point, Chosen(evidence, test).Select(s => Threshold(rule, test, evidence, s)).OfType<Reading>())],
        { Standard: { } test } => [(test.Point ?? test.Item ?? test.Set, StandardReadings.Of(rule, test, evidence))],
        { Rate: { } test } => [(test.Point, Rate(rule, test, Normal(evidence, test.Point)))],
        { Missing: { } test } => [(test.Point ?? WholeDevice, Missing(rule, test, evidence))],
        { Flag: { } test } => evidence.Samples.Where(s => test.Point is null || s.Point == test.Point).GroupBy(s => s.Point)
            .Select(point => (point.Key, point.Select(s => new Reading(
                rule, s.At, test.Flags.Contains((char)s.Flag, StringComparison.Ordinal) ? Verdict.Beyond : Verdict.Clear, s.Value)))),
        { Broken: { } test } => Words(rule, evidence, word => word.State is null && test.Codes?.Contains(word.Part) != false, word => word.Broken),
        { State: { } test } => Words(
            rule, evidence, word => word.State is not null && Names(test.Component, word.Part), word => test.States.Contains(word.State)),
        _ => [],
    };

    internal static IEnumerable<Sample> Normal(Evidence evidence, string? point) =>
        evidence.Samples.Where(s => s.Flag == DataFlag.Normal && (point is null || s.Point == point));

    /// <summary>The values of the point, and where a moment has none those of the point that stands in for it.</summary>
    private static IEnumerable<Sample> Chosen(Evidence evidence, ThresholdTest test)
    {
        if (test.Otherwise is null) return Normal(evidence, test.Point);
        var sent = evidence.Samples.Where(s => s.Point == test.Point).Select(s => s.At).ToHashSet();
        return Normal(evidence, null).Where(s => s.Point == test.Point || (s.Point == test.Otherwise && !sent.Contains(s.At)));
    }

    private static Reading? Threshold(AlarmRule rule, ThresholdTest test, Evidence evidence, Sample sample)
    {
        var unit = test.Unit is null ? null : evidence.Attributes.GetValueOrDefault(StandardReadings.UnitOf + sample.Point.Split('.')[0]);
        return ValueUnits.Convert(sample.Value, unit, test.Unit ?? "") is not { } exact ? null : Judged(
            rule, sample.At, test.Decimals is { } places ? decimal.Round(exact, places, MidpointRounding.ToEven) : exact,
            (test.Above ?? test.Below)!.Value, test.Clear, test.Below is not null, sample.Point == test.Point ? null : sample.Point);
    }

    internal static Reading Judged(
        AlarmRule rule, Instant at, decimal value, decimal limit, decimal? clear, bool below, string? basis)
    {
        var beyond = below ? value < limit : value > limit;
        var better = clear ?? limit;
        var verdict = beyond ? Verdict.Beyond : (below ? value >= better : value <= better) ? Verdict.Clear : Verdict.Between;
        return new(rule, at, verdict, (double)value, (double)limit, basis);
    }

    private static IEnumerable<Reading> Rate(AlarmRule rule, RateTest test, IEnumerable<Sample> samples)
    {
        var within = Duration.FromMinutes(test.WithinMinutes);
        // What may still be the furthest value within the time: the furthest first, and each later one less far.
        var furthest = new LinkedList<(Instant At, decimal Value)>();
        foreach (var sample in samples)
        {
            if (ValueUnits.Convert(sample.Value, null, "") is not { } value) continue;
            while (furthest.First is { Value.At: var old } && sample.At - old > within) furthest.RemoveFirst();
            var change = furthest.First is { Value.Value: var first } ? test.Rise is null ? first - value : value - first : 0;
            while (furthest.Last is { Value.Value: var last } && (test.Rise is null ? last <= value : last >= value)) furthest.RemoveLast();
            furthest.AddLast((sample.At, value));
            if (test.Decimals is { } places) change = decimal.Round(change, places, MidpointRounding.ToEven);
            yield return Judged(rule, sample.At, change, (test.Rise ?? test.Fall)!.Value, null, false, null);
        }
    }

    private static IEnumerable<Reading> Missing(AlarmRule rule, MissingTest test, Evidence evidence)
    {
        var after = Duration.FromMinutes(test.AfterMinutes);
        Instant? last = null;
        foreach (var at in Normal(evidence, test.Point).Select(s => s.At).Distinct())
        {
            if (last is { } before && TooLong(evidence, before, at, after) is { } since)
                yield return new(rule, since + after, Verdict.Beyond, null, test.AfterMinutes);
            yield return new(rule, at, Verdict.Clear);
            last = at;
        }
        if (last is { } newest && TooLong(evidence, newest, evidence.Until, after) is { } silent)
            yield return new(rule, silent + after, Verdict.Beyond, null, test.AfterMinutes);
    }

    /// <summary>Since when there was silence for too long between two moments; times of maintenance are none, it counts anew from their end.</summary>
    private static Instant? TooLong(Evidence evidence, Instant from, Instant to, Duration after)
    {
        foreach (var (begun, ended) in evidence.Maintenance.Where(m => m.From < to && (m.To is null || m.To > from)))
        {
            if (begun - from > after) return from;
            if (ended is not { } end) return null;
            from = Instant.Max(from, end);
        }
        return to - from > after ? from : null;
    }

    /// <summary>When the silence after the last value would be too long, if it is not yet.</summary>
    internal static Instant? Due(MissingTest test, Evidence evidence)
    {
        if (Normal(evidence, test.Point).Select(s => (Instant?)s.At).LastOrDefault() is not { } last) return null;
        var after = Duration.FromMinutes(test.AfterMinutes);
        if (TooLong(evidence, last, evidence.Until, after) is not null) return null;
        // Under maintenance nothing is due; whether it is over is looked at before a silence after it could be too long.
        return evidence.Maintenance is [.., { To: null }]
            ? evidence.Until + after
            : Instant.Max(last, evidence.Maintenance.Select(m => m.To!.Value).DefaultIfEmpty(last).Max()) + after;
    }

    private static IEnumerable<(string, IEnumerable<Reading>)> Words(
        AlarmRule rule, Evidence evidence, Func<DeviceWord, bool> about, Func<DeviceWord, bool> beyond) => evidence.Words
        .Where(about).GroupBy(word => word.Part).Select(part => (part.Key, part.Select(word =>
            new Reading(rule, word.At, beyond(word) ? Verdict.Beyond : Verdict.Clear))));

    /// <summary>Beyond only where enough neighbours are so too, by their last value within the time.</summary>
    private static Reading Together(Reading mine, IReadOnlyList<IReadOnlyList<Reading>> others, NeighbourTest near)
    {
        if (mine.Verdict != Verdict.Beyond) return mine;
        var since = mine.At - Duration.FromMinutes(near.WithinMinutes);
        var alike = others.Count(readings =>
            readings.LastOrDefault(r => r.At <= mine.At) is { Verdict: Verdict.Beyond } last && last.At > since);
        return alike + 1 >= near.Count ? mine : mine with { Verdict = Verdict.Clear };
    }

    private static bool Names(string pattern, string part) =>
        pattern.EndsWith('*') ? part.StartsWith(pattern[..^1], StringComparison.Ordinal) : part == pattern;
}

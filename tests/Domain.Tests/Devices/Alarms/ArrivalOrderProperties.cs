using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Alarms;

namespace SmartCity.Domain.Tests.Devices.Alarms;

/// <summary>
/// Values become known in any order, in batches of any size; each batch is evaluated over its own span, with no more before it
/// than the rule looks back. In the end the recorded alarms are the episodes of all values.
/// </summary>
public sealed class ArrivalOrderProperties
{
    private static readonly string[] Rules = ["street-flooded", "street-flooded-rising", "gallery-missing-water", "air-aqi-heavy"];
    private static readonly Instant Start = Instant.FromUtc(2026, 5, 1, 0, 0);
    private static readonly DataFlag[] Flags = [DataFlag.Normal, DataFlag.Normal, DataFlag.Normal, DataFlag.Normal, DataFlag.Fault];

    private static RuleVersions<AlarmRule> Rule(string code) => code == "gallery-missing-water"
        ? new(code, [ShippedRules.Rules.Single(r => r.Code == "gallery-missing") with { Code = code, When = new() { Missing = new(4, "waterLevel") } }])
        : ShippedRules.Rule(code);

    private static Gen<(Sample[] Arrivals, int[] Batches, int Rule)> Cases =>
        from rule in Gen.Choose(0, Rules.Length - 1)
        from values in (from minute in Gen.Choose(0, 40)
                        from value in Gen.Elements(0, 3, 8, 11, 12, 16, 17, 30, 60)
                        from flag in Gen.Elements(Flags)
                        from point in Gen.Elements("a34004.hour.avg", "a34002.hour.avg")
                        select rule == 3
                            ? new Sample(point, Start + Duration.FromHours(minute), value * 20, flag)
                            : new Sample("waterLevel", Start + Duration.FromMinutes(minute), value, flag)).ArrayOf(30)
        from order in Gen.Shuffle(values.DistinctBy(s => (s.Point, s.At)).ToArray())
        from batches in Gen.Choose(1, 5).ArrayOf(30)
        select (order, batches, rule);

    [Property(MaxTest = 600)]
    public Property Recorded_alarms_end_up_as_the_episodes_of_all_values() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var rule = Rule(Rules[c.Rule]);
        var story = Arrive(rule, c.Arrivals, c.Batches);
        var all = Episodes(rule, c.Arrivals);
        story.Alarms.Select(a => (a.RaisedAt, a.ClearedAt)).ShouldBe(all.Select(e => (e.Raised.At, e.Ended?.At)).OrderBy(e => e.Item1));
    });

    [Property(MaxTest = 200)]
    public Property Looking_again_finds_nothing_new_and_alarms_of_one_thing_do_not_overlap() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var rule = Rule(Rules[c.Rule]);
        var story = Arrive(rule, c.Arrivals, c.Batches);
        foreach (var sample in c.Arrivals)
            Look(rule, c.Arrivals, new(sample.At, sample.At), story).ShouldBeEmpty();
        foreach (var (one, next) in story.Alarms.Zip(story.Alarms.Skip(1)))
            one.ClearedAt.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(next.RaisedAt);
    });

    private static IReadOnlyList<Episode> Episodes(RuleVersions<AlarmRule> rule, IReadOnlyList<Sample> samples) =>
        ShippedRules.Episodes(rule, Evidence(samples));

    private static Evidence Evidence(IEnumerable<Sample> samples, Instant? now = null) =>
        ShippedRules.Evidence(samples) with { Until = now ?? Start + Duration.FromMinutes(43) };

    private static AlarmStory Arrive(RuleVersions<AlarmRule> rule, IReadOnlyList<Sample> arrivals, int[] batches)
    {
        var (story, known, size, version) = (AlarmStory.Nothing, new List<Sample>(), 0, 0L);
        for (var i = 0; known.Count < arrivals.Count; i++)
        {
            size = batches[i % batches.Length];
            var fresh = arrivals.Skip(known.Count).Take(size).ToList();
            known.AddRange(fresh);
            Record(Look(rule, known, new(fresh.Min(s => s.At), fresh.Max(s => s.At)), story, known.Max(s => s.At)));
        }
        if (known.Count > 0) Record(Look(rule, known, new(known.Max(s => s.At), known.Max(s => s.At)), story));
        return story;

        void Record(IEnumerable<object> facts)
        {
            foreach (var fact in facts) story = AlarmStory.Evolve(story, new(fact, ++version, Start, "system"));
        }
    }

    /// <summary>As the evaluator looks: from as far back as the rule needs, and first only a little way on.</summary>
    private static IReadOnlyList<object> Look(
        RuleVersions<AlarmRule> rule, IReadOnlyList<Sample> known, TimeSpanOfData span, AlarmStory story, Instant? now = null)
    {
        var newest = rule.Versions[^1];
        var from = span.From - newest.LookBack(Duration.FromMinutes(5));
        if (newest.When.Missing is not null && known.Where(s => s.At < span.From && s.Flag == DataFlag.Normal).Select(s => (Instant?)s.At).Max() is { } before)
            from = Instant.Min(from, before);
        for (var ahead = Duration.FromMinutes(2); ; ahead *= 2)
        {
            var evidence = Evidence(known.Where(s => s.At >= from && s.At <= span.To + ahead), now);
            var found = AlarmEvaluation.Of(
                rule, evidence, span, known.All(s => s.At <= span.To + ahead), story.Alarms,
                new(true, _ => false, evidence.Until, () => Guid.NewGuid()));
            if (!found.NeedsLater) return found.Events;
        }
    }
}

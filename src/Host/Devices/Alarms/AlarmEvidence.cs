using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Projections.Devices.Alarms;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices.Alarms;

/// <summary>A part of a span that is judged at once, with what is needed to judge it.</summary>
internal sealed record EvidencePiece(
    Device Device, AlarmStory Story, IReadOnlyList<RuleVersions<AlarmRule>> Rules, TimeSpanOfData Whole, TimeSpanOfData Span,
    Evidence Evidence, bool Complete, int Most);

/// <summary>Gathers what rules look at, a bounded part at a time.</summary>
internal sealed class AlarmEvidence(
    TelemetryWindow telemetry, DevicePlaces places, MatterReader matters, AlarmStories stories, Thresholds thresholds, IClock clock)
{
    private const int UsualPiece = 20_000;

    public Evidence Of(Device device, AlarmStory story, IReadOnlyList<Sample> samples, IReadOnlyList<Neighbour> neighbours) => new(
        device.Attributes, Counting(story, samples), [.. story.Words.Where(word => story.Counts(word.At))], neighbours,
        IntervalOf(device), story.Maintenance, clock.GetCurrentInstant(), thresholds.InForce);

    public Task<EvidencePiece> Piece(
        Device device, AlarmStory story, IReadOnlyList<RuleVersions<AlarmRule>> rules, TimeSpanOfData whole, CancellationToken stop) =>
        Gather(device, story, rules, whole, UsualPiece, stop);

    /// <summary>The same with more of what came later.</summary>
    public Task<EvidencePiece> Longer(EvidencePiece piece, CancellationToken stop) =>
        Gather(piece.Device, piece.Story, piece.Rules, piece.Whole, piece.Most * 4, stop);

    private async Task<EvidencePiece> Gather(
        Device device, AlarmStory story, IReadOnlyList<RuleVersions<AlarmRule>> rules, TimeSpanOfData whole, int most, CancellationToken stop)
    {
        var versions = rules.SelectMany(rule => rule.Versions).ToList();
        var points = Points(versions);
        var from = whole.From - versions.Max(v => v.LookBack(IntervalOf(device)));
        foreach (var test in versions.Select(v => v.When.Missing).OfType<MissingTest>().Distinct())
            if (await LastCounting(device.Id, story, test.Point is { } point ? [point] : null, whole.From, stop) is { } before)
                from = Instant.Min(from, before);
        var stored = await telemetry.From(device.Id, points, from, most, stop);
        // A part that is cut off is judged to its middle: what lies behind tells how it went on.
        var to = stored.Complete ? whole.To : Instant.Min(whole.To, stored.Samples[stored.Samples.Count / 2].At);
        if (!stored.Complete && to <= whole.From) to = whole.To;
        var neighbours = stored.Samples.Count == 0 ? [] : await Neighbours(device, versions, points, from, stored.Samples[^1].At, stop);
        return new(device, story, rules, whole, new(whole.From, to), Of(device, story, stored.Samples, neighbours), stored.Complete, most);
    }

    /// <summary>The last value before a moment that was not measured under maintenance.</summary>
    private async Task<Instant?> LastCounting(
        Guid device, AlarmStory story, IReadOnlyList<string>? points, Instant before, CancellationToken stop)
    {
        while (await telemetry.LastNormalBefore(device, points, before, stop) is { } last)
        {
            if (story.Counts(last)) return last;
            before = story.Maintenance.Last(m => m.From <= last).From;
        }
        return null;
    }

    private async Task<IReadOnlyList<Neighbour>> Neighbours(
        Device device, IReadOnlyList<AlarmRule> rules, IReadOnlyList<string>? points, Instant from, Instant to, CancellationToken stop)
    {
        var asked = rules.Where(rule => rule.Neighbours is not null).ToList();
        if (asked.Count == 0) return [];
        var near = await places.Near(
            device.Id, device.Location.Longitude, device.Location.Latitude, [.. asked.SelectMany(rule => rule.Kinds).Distinct()],
            asked.Max(rule => rule.Neighbours!.RadiusMetres), stop);
        var found = new List<Neighbour>();
        foreach (var id in near)
            if (await matters.Find(id, null, null, stop) is Device other)
                found.Add(new(
                    other.Attributes,
                    Counting(await stories.Of(id, stop), await telemetry.Between(id, points, from - asked.Max(r => r.Reach), to, stop))));
        return found;
    }

    private static Duration IntervalOf(Device device) => Duration.FromSeconds(device.ReportsEverySeconds);

    private static IReadOnlyList<Sample> Counting(AlarmStory story, IReadOnlyList<Sample> samples) =>
        story.Maintenance.IsEmpty ? samples : [.. samples.Where(sample => story.Counts(sample.At))];

    /// <summary>The points that the rules look at; null for all.</summary>
    private static List<string>? Points(IReadOnlyList<AlarmRule> rules)
    {
        var points = new List<string>();
        foreach (var test in rules.Select(rule => rule.When))
        {
            if ((test.Threshold?.Point ?? test.Rate?.Point ?? test.Missing?.Point ?? test.Flag?.Point ?? test.Standard?.Point) is not { } point) return null;
            points.Add(point);
            if (test.Threshold?.Otherwise is { } otherwise) points.Add(otherwise);
        }
        return [.. points.Distinct()];
    }
}

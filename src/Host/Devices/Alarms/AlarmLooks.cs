using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Devices.Alarms;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices.Alarms;

/// <summary>
/// Looks at one device with all the rules of its kind, and records what they find. What is found is decided on the version of
/// the stream that was looked at; when the stream has moved on, it is looked at again.
/// </summary>
internal sealed class AlarmLooks(
    MatterReader matters, AlarmStories stories, AlarmEvidence evidence, AlarmRules rules, DevicePlaces places,
    GroupCommit ledger, IClock clock)
{
    private const int MostTries = 8;

    /// <summary>Looks at the spans, earliest first, and at what the device said.</summary>
    public async Task<NextSilence> Look(AlarmWork work, CancellationToken stop)
    {
        if (await matters.Find(work.Device, null, null, stop) is not Device device || rules.For(device.DeviceKind) is not { Count: > 0 } mine) return new(true, null);
        if (work.Said is not null) await Words(work.Device, mine, stop);
        var due = new NextSilence(false, null);
        foreach (var span in work.Spans) due = await Values(work.Device, mine, span, stop);
        await Nearby(device, [.. mine.Where(rule => rule.Versions[^1].Neighbours is not null)], work.Spans, stop);
        return due;
    }

    /// <summary>What was measured here may be what an alarm of a neighbour waits for.</summary>
    private async Task Nearby(
        Device device, IReadOnlyList<RuleVersions<AlarmRule>> together, IReadOnlyList<TimeSpanOfData> spans, CancellationToken stop)
    {
        if (together.Count == 0 || spans.Count == 0) return;
        var radius = together.Max(rule => rule.Versions[^1].Neighbours!.RadiusMetres);
        foreach (var neighbour in await places.Near(
            device.Id, device.Location.Longitude, device.Location.Latitude, [device.DeviceKind], radius, stop))
            foreach (var span in spans) await Values(neighbour, together, span, stop);
    }

    private async Task Words(Guid id, IReadOnlyList<RuleVersions<AlarmRule>> mine, CancellationToken stop)
    {
        var about = mine.Where(rule => rule.Versions[^1].When is { Broken: not null } or { State: not null }).ToList();
        await Record(id, (device, story) =>
        {
            if (story.Words.IsEmpty) return Task.FromResult<IReadOnlyList<object>>([]);
            var seen = evidence.Of(device, story, [], []);
            var span = new TimeSpanOfData(story.Words[0].At, story.Words[^1].At);
            return Task.FromResult<IReadOnlyList<object>>(
                [.. about.SelectMany(rule => AlarmEvaluation.Of(rule, seen, span, true, story.Alarms, Terms(device, story)).Events)]);
        }, stop);
    }

    private async Task<NextSilence> Values(Guid id, IReadOnlyList<RuleVersions<AlarmRule>> mine, TimeSpanOfData span, CancellationToken stop)
    {
        var about = mine.Where(rule => rule.Versions[^1].When is { Broken: null, State: null }).ToList();
        if (about.Count == 0) return new(true, null);
        var due = new NextSilence(false, null);
        for (TimeSpanOfData? rest = span; rest is { } next;)
        {
            TimeSpanOfData? after = null;
            await Record(id, async (device, story) =>
            {
                var piece = await evidence.Piece(device, story, about, next, stop);
                while (true)
                {
                    var found = about.Select(rule => AlarmEvaluation.Of(
                        rule, piece.Evidence, piece.Span, piece.Complete, story.Alarms, Terms(device, story))).ToList();
                    if (found.Exists(f => f.NeedsLater))
                    {
                        piece = await evidence.Longer(piece, stop);
                        continue;
                    }
                    due = new(piece.Complete, found.Select(f => f.DueAt).Min());
                    after = piece.Span.To < next.To ? new(piece.Span.To, next.To) : null;
                    return [.. found.SelectMany(f => f.Events)];
                }
            }, stop);
            rest = after;
        }
        return due;
    }

    private async Task Record(Guid id, Func<Device, AlarmStory, Task<IReadOnlyList<object>>> look, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            var story = await stories.Of(id, stop);
            if (await matters.Find(id, null, null, stop) is not Device device) return;
            if (device.Version != story.Version) continue;
            var events = await look(device, story);
            if (events.Count == 0) return;
            var recorded = false;
            await ledger.Execute(new(
                id, "judge-device", Actor.System,
                (matter, _, _) => (recorded = matter?.Version == story.Version) ? Decision.Of(events) : Decision.Nothing,
                _ => new(200, "{}"))
            {
                CausationId = "device-data",
            });
            if (recorded) return;
        }
        throw new InvalidOperationException($"The stream of device {id} moves on faster than it can be looked at.");
    }

    private RaisingTerms Terms(Device device, AlarmStory story)
    {
        var now = clock.GetCurrentInstant();
        return new(
            device.LifeCycle is LifeCycle.InService or LifeCycle.Maintenance, story.LapsedAt, now,
            () => Guid.CreateVersion7(now.ToDateTimeOffset()));
    }
}

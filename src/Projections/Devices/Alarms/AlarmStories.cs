using System.Collections.Concurrent;
using Marten;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Devices.Alarms;

/// <summary>The alarms of devices with all that their streams say about them; what is known already is not read again.</summary>
public sealed class AlarmStories(IDocumentStore store)
{
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<Guid, AlarmStory> _known = new();

    /// <summary>The story up to now.</summary>
    public async Task<AlarmStory> Of(Guid device, CancellationToken stop)
    {
        var story = _known.GetValueOrDefault(device, AlarmStory.Nothing);
        await using var session = store.QuerySession();
        var news = await session.WholeStream(device, after: story.Version, stop: stop);
        story = news.Select(MatterFold.Recorded).Aggregate(story, AlarmStory.Evolve);
        if (_known.Count >= MostKept) _known.Clear();
        return _known[device] = story;
    }
}

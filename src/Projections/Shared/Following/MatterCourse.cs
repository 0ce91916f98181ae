using JasperFx.Events;
using Marten;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared.Following;

/// <summary>
/// Turns pages of the ledger into changes of matters, in its global order. It keeps the states of matters that moved
/// lately; those that it does not know are read from their streams. For one follower that takes pages in order.
/// </summary>
public sealed class MatterCourse(MatterFold fold, int capacity = MatterCourse.Usual)
{
    private const int Usual = 20_000;

    private readonly Dictionary<Guid, (Matter? State, long Version)> _known = [];
    private readonly Queue<Guid> _oldestFirst = new();

    /// <summary>The changes that the events of a page made; a stream that is no matter makes none.</summary>
    public async Task<IReadOnlyList<MatterChange>> Of(IReadOnlyList<IEvent> page, IQuerySession session, CancellationToken stop)
    {
        await Load(page, session, stop);
        return Changes(page);
    }

    /// <summary>All changes of one stream from its beginning.</summary>
    public static IReadOnlyList<MatterChange> Whole(MatterFold fold, IReadOnlyList<IEvent> stream) =>
        new MatterCourse(fold).Changes(stream);

    private async Task Load(IReadOnlyList<IEvent> page, IQuerySession session, CancellationToken stop)
    {
        var first = page.GroupBy(e => e.StreamId).ToDictionary(g => g.Key, g => g.Min(e => e.Version));
        var missing = first.Where(f => f.Value > 1 && (!_known.TryGetValue(f.Key, out var known) || known.Version != f.Value - 1))
            .Select(f => f.Key).ToArray();
        if (missing.Length == 0) return;
        var before = page.Min(e => e.Sequence);
        var events = await session.Events.QueryAllRawEvents()
            .Where(e => missing.Contains(e.StreamId) && e.Sequence < before).OrderBy(e => e.Sequence).ToListAsync(stop);
        foreach (var stream in events.GroupBy(e => e.StreamId))
            Keep(stream.Key, fold.Fold(null, stream), stream.Max(e => e.Version));
    }

    private List<MatterChange> Changes(IReadOnlyList<IEvent> page)
    {
        var changes = new List<MatterChange>();
        // The events of one stream that have one timestamp were committed together.
        foreach (var commit in page.GroupBy(e => (e.StreamId, e.Timestamp)))
        {
            var events = commit.ToList();
            var before = events[0].Version > 1 && _known.TryGetValue(commit.Key.StreamId, out var known) ? known.State : null;
            var after = fold.Fold(before, events);
            Keep(commit.Key.StreamId, after, events[^1].Version);
            if (after is not null) changes.Add(new(before, after, Instant.FromDateTimeOffset(commit.Key.Timestamp), events));
        }
        return changes;
    }

    private void Keep(Guid stream, Matter? state, long version)
    {
        if (!_known.ContainsKey(stream)) _oldestFirst.Enqueue(stream);
        _known[stream] = (state, version);
        while (_known.Count > capacity && _oldestFirst.TryDequeue(out var oldest)) _known.Remove(oldest);
    }
}

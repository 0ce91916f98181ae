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

    private readonly Dictionary<Guid, Known> _known = [];
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
        var begin = page.Min(e => e.Sequence);
        var events = await session.Events.QueryAllRawEvents()
            .Where(e => missing.Contains(e.StreamId) && e.Sequence < begin).OrderBy(e => e.Sequence).ToListAsync(stop);
        foreach (var stream in events.GroupBy(e => e.StreamId))
        {
            var last = stream.Last();
            var before = fold.Fold(null, stream.TakeWhile(e => e.Timestamp != last.Timestamp));
            Keep(stream.Key, new(before, fold.Fold(null, stream), last.Version, last.Timestamp));
        }
    }

    private List<MatterChange> Changes(IReadOnlyList<IEvent> page)
    {
        var changes = new List<MatterChange>();
        // The events of one stream that have one timestamp were committed together.
        foreach (var commit in page.GroupBy(e => (e.StreamId, e.Timestamp)))
        {
            var (events, (stream, at)) = (commit.ToList(), commit.Key);
            var known = events[0].Version > 1 ? _known.GetValueOrDefault(stream) : null;
            // A page may end within a commit: what follows in the next one is still the same change.
            var goesOn = known?.At == at;
            var before = goesOn ? known!.Before : known?.State;
            var after = fold.Fold(known?.State, events);
            Keep(stream, new(before, after, events[^1].Version, at));
            if (after is not null) changes.Add(new(before, after, Instant.FromDateTimeOffset(at), events, goesOn ? known!.State : null));
        }
        return changes;
    }

    private void Keep(Guid stream, Known known)
    {
        if (!_known.ContainsKey(stream)) _oldestFirst.Enqueue(stream);
        _known[stream] = known;
        while (_known.Count > capacity && _oldestFirst.TryDequeue(out var oldest)) _known.Remove(oldest);
    }

    /// <summary>What is known of a stream: its state before and after the last commit of it that was seen, as far as that was seen.</summary>
    private sealed record Known(Matter? Before, Matter? State, long Version, DateTimeOffset At);
}

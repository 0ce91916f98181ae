using JasperFx.Events;
using Marten;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared.Following;

/// <summary>
/// Turns pages of the ledger into changes of matters, in its global order, each commit as one change: a page that ends within a
/// commit is read on to its end, and what of it comes again in the next page is known by then. It keeps the states of matters
/// that moved lately; those that it does not know are read from their streams. For one follower that takes pages in order.
/// </summary>
public sealed class MatterCourse(MatterFold fold, int capacity = MatterCourse.Usual)
{
    /// <summary>Matters kept between pages where nothing else is said.</summary>
    public const int Usual = 20_000;

    /// <summary>No commit is longer; what lies further on belongs to others.</summary>
    private const int LongestCommit = 5_000;

    private readonly Dictionary<Guid, Known> _known = [];
    private long _page;

    /// <summary>The changes that began in the page; a stream that is no matter makes none.</summary>
    public async Task<IReadOnlyList<MatterChange>> Of(IReadOnlyList<IEvent> page, IQuerySession session, CancellationToken stop)
    {
        _page++;
        await Load(page, session, stop);
        var changes = Changes([.. page, .. await Rest(page, session, stop)]);
        Forget();
        return changes;
    }

    /// <summary>All changes of whole streams, in the order of the ledger.</summary>
    public static IReadOnlyList<MatterChange> Whole(MatterFold fold, IReadOnlyList<IEvent> streams) =>
        new MatterCourse(fold).Changes(streams);

    private async Task Load(IReadOnlyList<IEvent> page, IQuerySession session, CancellationToken stop)
    {
        var first = page.GroupBy(e => e.StreamId).ToDictionary(g => g.Key, g => g.Min(e => e.Version));
        var missing = first.Where(f => f.Value > 1 && !_known.ContainsKey(f.Key)).Select(f => f.Key).ToArray();
        if (missing.Length == 0) return;
        var begin = page.Min(e => e.Sequence);
        var events = await session.AllEvents()
            .Where(e => missing.Contains(e.StreamId) && e.Sequence < begin).OrderBy(e => e.Sequence).ToListAsync(stop);
        foreach (var stream in events.GroupBy(e => e.StreamId))
        {
            var last = stream.Last();
            Keep(stream.Key, fold.Fold(null, stream), last.Version, last.Timestamp);
        }
    }

    /// <summary>The events after the page that were committed together with some in it: those of one stream and timestamp.</summary>
    private static async Task<IReadOnlyList<IEvent>> Rest(IReadOnlyList<IEvent> page, IQuerySession session, CancellationToken stop)
    {
        var lasts = page.GroupBy(e => e.StreamId).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Version)!.Timestamp);
        var (streams, end) = (lasts.Keys.ToArray(), page.Max(e => e.Sequence));
        var after = await session.AllEvents()
            .Where(e => e.Sequence > end && e.Sequence <= end + LongestCommit && streams.Contains(e.StreamId))
            .OrderBy(e => e.Sequence).ToListAsync(stop);
        return [.. after.Where(e => lasts[e.StreamId] == e.Timestamp)];
    }

    private List<MatterChange> Changes(IReadOnlyList<IEvent> page)
    {
        var changes = new List<MatterChange>();
        foreach (var commit in page.GroupBy(e => (e.StreamId, e.Timestamp)))
        {
            var (stream, at) = commit.Key;
            var known = _known.GetValueOrDefault(stream);
            var events = commit.Where(e => e.Version > (known?.Version ?? 0)).ToList();
            if (events.Count == 0) continue;
            if (events[0].Version != (known?.Version ?? 0) + 1)
                throw new InvalidOperationException($"Stream {stream} goes on at version {events[0].Version}; what was before is not known.");
            var after = fold.Fold(known?.State, events);
            Keep(stream, after, events[^1].Version, at);
            // Whoever saw the first event of a commit took the whole of it.
            if (after is not null && known?.At != at) changes.Add(new(known?.State, after, Instant.FromDateTimeOffset(at), events));
        }
        return changes;
    }

    private void Keep(Guid stream, Matter? state, long version, DateTimeOffset at) => _known[stream] = new(state, version, at, _page);

    /// <summary>Lets go of those that have not moved for longest, between pages only.</summary>
    private void Forget()
    {
        if (_known.Count <= capacity + (capacity / 4)) return;
        foreach (var stale in _known.OrderBy(known => known.Value.Page).Take(_known.Count - capacity).Select(known => known.Key).ToList())
            _known.Remove(stale);
    }

    /// <summary>What is known of a stream: its state, and when its last commit and in which page it moved.</summary>
    private sealed record Known(Matter? State, long Version, DateTimeOffset At, long Page);
}

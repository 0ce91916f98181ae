using JasperFx.Events;
using Marten;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Audit;

/// <summary>One event of a stream with the state before and after it; both null where the stream has no fold.</summary>
public sealed record ReplayedEvent(IEvent Event, object? Before, object? After);

/// <summary>A stream as it was at a version, with some of its events.</summary>
/// <param name="Kind">Kind of the matter, or of what is published; null for a stream without a fold.</param>
/// <param name="Version">The last event that the state was folded from.</param>
/// <param name="Newest">The last event that the stream has up to the moment asked for.</param>
/// <param name="Steps">The events of the page in order.</param>
public sealed record ReplayedStream(Guid Id, string? Kind, long Version, long Newest, object? State, IReadOnlyList<ReplayedEvent> Steps)
{
    public Matter? Matter => State as Matter;
}

/// <summary>
/// Plays a stream again, event by event (回放): matters by the fold that decisions are made on, what is published by its own,
/// and where there is none the events alone.
/// </summary>
public sealed class StreamReplay(IDocumentStore store, MatterFold matters, IEnumerable<StreamFold> folds)
{
    private readonly IReadOnlyList<StreamFold> _folds = [.. folds];

    /// <summary>The stream up to a version or a moment of recording; null where there was nothing yet.</summary>
    /// <param name="after">Version after which the page of events begins.</param>
    /// <param name="limit">Most events of the page.</param>
    public async Task<ReplayedStream?> Read(Guid id, long? version, Instant? asOf, long after, int limit, CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(id, version ?? 0, asOf?.ToDateTimeOffset(), token: stop);
        if (events.Count == 0 || events[^1].Version < version) return null;
        var (steps, state) = (new List<ReplayedEvent>(), (object?)null);
        foreach (var e in events)
        {
            var next = Apply(state, e);
            if (e.Version > after && steps.Count < limit) steps.Add(new(e, state, next));
            state = next;
        }
        return new(id, KindOf(state), events[^1].Version, events[^1].Version, state, steps);
    }

    /// <summary>How far a stream goes; 0 where there is none.</summary>
    public async Task<long> Newest(Guid id, CancellationToken stop)
    {
        await using var session = store.QuerySession();
        return (await session.Events.FetchStreamStateAsync(id, stop))?.Version ?? 0;
    }

    private object? Apply(object? state, IEvent e)
    {
        if (state is null or Matter && matters.Apply(state as Matter, MatterFold.Recorded(e)) is { } matter) return matter;
        return _folds.Select(fold => fold.Apply(state as PublishedState, e)).FirstOrDefault(next => next is not null) ?? state;
    }

    private static string? KindOf(object? state) => state switch
    {
        Matter matter => matter.Kind,
        PublishedState published => published.Kind,
        _ => null,
    };
}

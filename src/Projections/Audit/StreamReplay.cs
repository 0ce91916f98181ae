using JasperFx.Events;
using Marten;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Projections.Audit;

/// <summary>One event of a stream with the state before and after it; both null where the stream has no fold.</summary>
public sealed record ReplayedEvent(IEvent Event, ReplayedState Before, ReplayedState After);

/// <summary>A state, and the same as it folds when nothing that is sealed can be opened: that one is shown to whoever may not read it.</summary>
public readonly record struct ReplayedState(object? Open, object? Closed)
{
    public Matter? Matter => Open as Matter;

    /// <summary>The one to show.</summary>
    public object? Shown(bool clear) => clear ? Open : Closed;
}

/// <summary>A stream as it was at a version, with some of its events.</summary>
/// <param name="Kind">Kind of the matter, or of what is published; null for a stream without a fold.</param>
/// <param name="Version">The last event that the state was folded from.</param>
/// <param name="Newest">The last event that the stream has up to the moment asked for.</param>
/// <param name="Steps">The events of the page in order.</param>
public sealed record ReplayedStream(Guid Id, string? Kind, long Version, long Newest, ReplayedState State, IReadOnlyList<ReplayedEvent> Steps)
{
    public Matter? Matter => State.Matter;
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
        var events = await session.WholeStream(id, version, asOf?.ToDateTimeOffset(), stop: stop);
        if (events.Count == 0 || events[^1].Version < version) return null;
        var (steps, state) = (new List<ReplayedEvent>(), default(ReplayedState));
        foreach (var e in events)
        {
            var next = Apply(state, e);
            if (e.Version > after && steps.Count < limit) steps.Add(new(e, state, next));
            state = next;
        }
        return new(id, KindOf(state.Open), events[^1].Version, events[^1].Version, state, steps);
    }

    /// <summary>How far a stream goes; 0 where there is none.</summary>
    public async Task<long> Newest(Guid id, CancellationToken stop)
    {
        await using var session = store.QuerySession();
        return (await session.Events.FetchStreamStateAsync(id, stop))?.Version ?? 0;
    }

    /// <summary>Both states after the event; where nothing sealed ever came, they are one.</summary>
    private ReplayedState Apply(ReplayedState state, IEvent e)
    {
        var (data, open) = (SealedClosing.Close(e.Data), Apply(state.Open, e, e.Data));
        return ReferenceEquals(state.Open, state.Closed) && ReferenceEquals(data, e.Data) ? new(open, open) : new(open, Apply(state.Closed, e, data));
    }

    private object? Apply(object? state, IEvent e, object data)
    {
        if (state is null or Matter && matters.Apply(state as Matter, MatterFold.Recorded(e) with { Data = data }) is { } matter) return matter;
        return _folds.Select(fold => fold.Apply(state as PublishedState, data)).FirstOrDefault(next => next is not null) ?? state;
    }

    private static string? KindOf(object? state) => state switch
    {
        Matter matter => matter.Kind,
        PublishedState published => published.Kind,
        _ => null,
    };
}

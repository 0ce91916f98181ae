using JasperFx.Events;
using Marten;
using Marten.Events.Archiving;

namespace SmartCity.Projections.Shared;

/// <summary>
/// The events of matters wherever they lie, in the hot partition or in the archived one: what Marten reads by itself leaves the
/// archived ones out.
/// </summary>
public static class WholeStreams
{
    /// <summary>All events, archived or not.</summary>
    public static IQueryable<IEvent> AllEvents(this IQuerySession session) =>
        session.Events.QueryAllRawEvents().Where(e => e.MaybeArchived());

    /// <summary>Every event of the stream in order.</summary>
    /// <param name="version">The last one that is wanted.</param>
    /// <param name="asOf">Only what was recorded by then.</param>
    public static Task<IReadOnlyList<IEvent>> WholeStream(
        this IQuerySession session, Guid id, long? version = null, DateTimeOffset? asOf = null, long after = 0, CancellationToken stop = default)
    {
        var events = session.AllEvents().Where(e => e.StreamId == id);
        if (after > 0) events = events.Where(e => e.Version > after);
        if (version is { } last) events = events.Where(e => e.Version <= last);
        if (asOf is { } moment) events = events.Where(e => e.Timestamp <= moment);
        return events.OrderBy(e => e.Version).ToListAsync(stop);
    }
}

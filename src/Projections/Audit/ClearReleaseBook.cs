using JasperFx.Events;
using Marten;
using NodaTime;
using SmartCity.Domain.Audit;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Audit;

/// <summary>The releases (解密查看台账) out of their own stream: read before each decision, appended at the version that was decided on.</summary>
public sealed class ClearReleaseBook(IDocumentStore store, IClock clock)
{
    /// <summary>The stream of all releases.</summary>
    public static Guid Stream { get; } = StreamIds.Of("audit-releases");

    private (long Version, ClearReleases State) _known = (0, ClearReleases.None);

    /// <summary>All releases as they stand now.</summary>
    public async Task<ClearReleases> Read(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        return (await Read(session, stop)).State;
    }

    /// <summary>Decides on the releases as they stand, and appends; somebody else's decision in between makes it fail.</summary>
    public async Task<(Decision Decision, ClearReleases State)> Decide(
        Actor actor, string command, Func<ClearReleases, Instant, Decision> decide, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        var (version, state) = await Read(session, stop);
        var now = clock.GetCurrentInstant();
        var decision = decide(state, now);
        if (decision.Events.Count == 0) return (decision, state);
        session.SignAs(actor, command, now);
        session.Events.Append(Stream, version + decision.Events.Count, decision.Events);
        await session.SaveChangesAsync(stop);
        return (decision, (await Read(session, stop)).State);
    }

    private async Task<(long Version, ClearReleases State)> Read(IQuerySession session, CancellationToken stop)
    {
        var known = _known;
        var events = await session.Events.FetchStreamAsync(Stream, fromVersion: known.Version + 1, token: stop);
        if (events.Count == 0) return known;
        return _known = (events[^1].Version, events.Aggregate(known.State, Evolve));
    }

    private static ClearReleases Evolve(ClearReleases state, IEvent e) => state.Evolve(e.Data, MatterFold.OccurredAt(e));
}

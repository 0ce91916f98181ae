using Marten;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Projections.Shared;

/// <summary>The processes as they were published, each version on a stream of its own.</summary>
public sealed class ProcessPublications(IDocumentStore store, IClock clock)
{
    public async Task<IReadOnlyList<ProcessPublished>> All(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        return await session.Events.QueryRawEventDataOnly<ProcessPublished>().ToListAsync(stop);
    }

    /// <summary>Publishes a version that is not there yet; another node that does so at the same moment makes it fail.</summary>
    public async Task Add(IReadOnlyList<ProcessPublished> processes, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        session.SignAs(Actor.System, "publish-process", clock.GetCurrentInstant());
        foreach (var process in processes) session.Events.StartStream(StreamIds.Of($"process/{process.Process}"), process);
        await session.SaveChangesAsync(stop);
    }
}

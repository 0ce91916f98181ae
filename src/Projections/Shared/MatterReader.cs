using JasperFx.Events;
using Marten;
using NodaTime;
using Npgsql;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared;

/// <summary>Reads a matter from its stream: as it is, as it was at a version, or as it was known at a moment.</summary>
public sealed class MatterReader(IDocumentStore store, NpgsqlDataSource source, MatterCache cache, MatterFold fold)
{
    /// <summary>The state, or null when there is none (then).</summary>
    public async Task<Matter?> Find(Guid id, long? version, Instant? asOf, CancellationToken stop) =>
        version is null && asOf is null && cache.Find(id) is { } known && await IsCurrent(known, stop)
            ? known
            : fold.Fold(null, await Events(id, version, asOf, stop));

    /// <summary>Every event of the stream in order, complete.</summary>
    public async Task<IReadOnlyList<IEvent>> Events(Guid id, long? version, Instant? asOf, CancellationToken stop)
    {
        await using var session = store.QuerySession();
        return await session.WholeStream(id, version is 0 ? null : version, asOf?.ToDateTimeOffset(), stop: stop);
    }

    /// <summary>The states of those of the matters that there are.</summary>
    public async Task<IReadOnlyDictionary<Guid, Matter>> FindAll(IReadOnlyList<Guid> ids, CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var events = await session.AllEvents().Where(e => ids.Contains(e.StreamId))
            .OrderBy(e => e.Sequence).ToListAsync(stop);
        return events.GroupBy(e => e.StreamId).Select(stream => fold.Fold(null, stream)).OfType<Matter>().ToDictionary(m => m.Id);
    }

    /// <summary>Whether nobody, on another node too, has written to the matter since this state.</summary>
    private async Task<bool> IsCurrent(Matter known, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select version from ledger.mt_streams where id = $1");
        query.Parameters.Add(new() { Value = known.Id });
        return await query.ExecuteScalarAsync(stop) is long version && version == known.Version;
    }
}

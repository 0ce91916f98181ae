using System.Collections.Concurrent;
using Marten;
using Npgsql;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Audit.Export;

/// <summary>
/// Of what kind a stream is, told by the type of its first event, for streams that stand in no list of matters: devices,
/// patients, the catalogue. One event of each type is folded; the answers are kept.
/// </summary>
public sealed class StreamKinds(IDocumentStore store, NpgsqlDataSource source, MatterFold fold)
{
    private readonly ConcurrentDictionary<string, string> _byOpening = new();

    /// <summary>Types of first events of streams of the kind, among those that there are.</summary>
    public async Task<IReadOnlyList<string>> OpeningTypes(string kind, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select distinct type from ledger.mt_events where version = 1");
        var types = new List<string>();
        await using (var row = await query.ExecuteReaderAsync(stop))
            while (await row.ReadAsync(stop)) types.Add(row.GetString(0));
        var found = new List<string>();
        foreach (var type in types)
            if (await Of(type, stop) == kind) found.Add(type);
        return found;
    }

    /// <summary>The kind of streams that begin with an event of the type.</summary>
    public async ValueTask<string> Of(string openingType, CancellationToken stop)
    {
        if (_byOpening.TryGetValue(openingType, out var known)) return known;
        await using var query = source.CreateCommand("select seq_id from ledger.mt_events where version = 1 and type = $1 limit 1");
        query.Parameters.Add(new() { Value = openingType });
        if (await query.ExecuteScalarAsync(stop) is not long sequence) return ExportSelection.Catalogue;
        await using var session = store.QuerySession();
        var first = await session.AllEvents().Where(e => e.Sequence == sequence).ToListAsync(stop);
        return _byOpening[openingType] = fold.Fold(null, first)?.Kind ?? ExportSelection.Catalogue;
    }
}

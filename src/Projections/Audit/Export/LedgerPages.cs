using System.Runtime.CompilerServices;
using NodaTime;
using Npgsql;
using SmartCity.Projections.Ledger;

namespace SmartCity.Projections.Audit.Export;

/// <summary>In which order events are read.</summary>
public enum LedgerOrder
{
    /// <summary>As they were recorded, over all streams.</summary>
    Sequence,

    /// <summary>Stream after stream, each from its first event on.</summary>
    Stream,
}

/// <summary>
/// Reads stored events a page at a time by an index of their order, so that neither the program nor the database ever holds
/// more than a page, and no transaction stays open between two: events do not change, and the horizon is fixed.
/// </summary>
public sealed class LedgerPages(NpgsqlDataSource source, SettledHorizon horizon, StreamKinds kinds)
{
    private const int PageSize = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Fixes what an export of the selection covers.</summary>
    /// <exception cref="LedgerUnsettledException">The ledger does not settle.</exception>
    public async Task<ExportScope> Settle(ExportSelection selection, CancellationToken stop) => new(
        selection, await horizon.Await(stop, Patience),
        selection.Kind is { } kind ? await kinds.OpeningTypes(kind, stop) : null);

    /// <summary>How many events the scope has.</summary>
    public async Task<ExportSize> Size(ExportScope scope, CancellationToken stop)
    {
        await using var query = source.CreateCommand();
        query.CommandTimeout = 0;
        query.CommandText = $"select count(*), min(e.seq_id), max(e.seq_id) from ledger.mt_events e where {scope.Where(query.Parameters)}";
        await using var row = await query.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return new(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2));
    }

    /// <summary>Every event of the scope in the order.</summary>
    /// <param name="subjects">Whether to tell what each belongs to.</param>
    /// <param name="bodies">Types whose bodies are read; null reads all of them.</param>
    public async IAsyncEnumerable<StoredEvent> Read(
        ExportScope scope, LedgerOrder order, bool subjects, IReadOnlyList<string>? bodies, [EnumeratorCancellation] CancellationToken stop)
    {
        StoredEvent? last = null;
        var kindOf = new Dictionary<string, string>();
        while (true)
        {
            var count = 0;
            await using var query = Page(scope, order, subjects, bodies, last);
            await using var row = await query.ExecuteReaderAsync(stop);
            for (; await row.ReadAsync(stop); count++)
            {
                last = Event(row);
                if (subjects)
                {
                    var opening = row.GetString(13);
                    if (row.IsDBNull(11) && !kindOf.ContainsKey(opening)) kindOf[opening] = await kinds.Of(opening, stop);
                    last = last with
                    {
                        Subject = new(row.IsDBNull(11) ? kindOf[opening] : row.GetString(11), Text(row, 12), Text(row, 14)),
                    };
                }
                yield return last;
            }
            if (count < PageSize) yield break;
        }
    }

    private NpgsqlCommand Page(ExportScope scope, LedgerOrder order, bool subjects, IReadOnlyList<string>? bodies, StoredEvent? last)
    {
        var query = source.CreateCommand();
        // A page of something rare looks through much of the ledger.
        query.CommandTimeout = 0;
        var where = scope.Where(query.Parameters);
        int Value(object value)
        {
            query.Parameters.Add(new() { Value = value });
            return query.Parameters.Count;
        }
        if (last is not null)
            where += order == LedgerOrder.Sequence
                ? $" and e.seq_id > ${Value(last.Sequence)}"
                : $" and (e.stream_id, e.version) > (${Value(last.Stream)}, ${Value(last.Version)})";
        var body = bodies is null ? "e.data::text" : $"case when e.type = any(${Value(bodies.ToArray())}) then e.data::text end";
        var by = order == LedgerOrder.Sequence ? "e.seq_id" : "e.stream_id, e.version";
        var (about, join) = subjects
            ? (", m.kind, m.number, o.type, m.unit",
                "left join read.matters m on m.id = e.stream_id join ledger.mt_events o on o.stream_id = e.stream_id and o.version = 1")
            : ("", "");
        query.CommandText =
            $"""
            select e.seq_id, e.id, e.stream_id, e.version, e.type, e.mt_dotnet_type, e.timestamp, e.correlation_id, e.causation_id,
                   e.headers::text, {body}{about}
            from (select * from ledger.mt_events e where {where} order by {by} limit {PageSize}) e {join} order by {by}
            """;
        return query;
    }

    private static StoredEvent Event(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetGuid(2), row.GetInt64(3), row.GetString(4), row.GetString(5),
        row.GetFieldValue<Instant>(6), Text(row, 7), Text(row, 8), Text(row, 9), Text(row, 10));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

using System.Runtime.CompilerServices;
using Npgsql;

namespace SmartCity.Projections.Audit.Export;

/// <summary>A stream that has events in a scope.</summary>
public sealed record ExportedStream(Guid Id, StreamSubject Subject);

/// <summary>A work item that events of a scope speak of.</summary>
/// <param name="Element">Its task in the process; null where only its id is told within the scope.</param>
public sealed record ExportedTask(Guid Id, Guid Stream, string? Element);

/// <summary>What the events of a scope are about, each once; the database makes them unique, and keeps what that takes on its disk.</summary>
public sealed class LedgerObjects(NpgsqlDataSource source, StreamKinds kinds)
{
    /// <summary>Types of events that speak of work items.</summary>
    public static IReadOnlyList<string> TaskTypes { get; } =
        ["process_advanced", "work_item_claimed", "work_item_released", "work_item_delegated", "work_item_reopened"];

    public async Task<IReadOnlyList<string>> EventTypes(ExportScope scope, CancellationToken stop)
    {
        var types = new List<string>();
        await foreach (var type in Texts(scope, "e.type", stop)) types.Add(type);
        return types;
    }

    public async IAsyncEnumerable<ExportedStream> Streams(ExportScope scope, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var query = Query(scope, where =>
            $"""
            select s.stream_id, m.kind, m.number, m.unit, o.type
            from (select distinct e.stream_id from ledger.mt_events e where {where}) s
            left join read.matters m on m.id = s.stream_id
            join ledger.mt_events o on o.stream_id = s.stream_id and o.version = 1 order by s.stream_id
            """);
        await using var row = await query.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            var kind = row.IsDBNull(1) ? await kinds.Of(row.GetString(4), stop) : row.GetString(1);
            yield return new(row.GetGuid(0), new(kind, Text(row, 2), Text(row, 3)));
        }
    }

    /// <summary>Units that acted, and those that matters of the scope are with.</summary>
    public IAsyncEnumerable<string> Units(ExportScope scope, CancellationToken stop) => Rows(Query(scope, where =>
        $"""
        select e.headers->>'unit' from ledger.mt_events e where {where} and e.headers->>'unit' <> ''
        union select m.unit from read.matters m where exists (select from ledger.mt_events e where e.stream_id = m.id and {where})
        order by 1
        """), stop);

    /// <summary>Account ids of those who acted.</summary>
    public IAsyncEnumerable<string> Actors(ExportScope scope, CancellationToken stop) => Texts(scope, "e.headers->>'actor'", stop);

    public async IAsyncEnumerable<ExportedTask> Tasks(ExportScope scope, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var query = Query(scope, where =>
            $"""
            with e as materialized (select e.stream_id, e.type, e.data from ledger.mt_events e where {where} and e.type = any($T))
            select id::uuid, min(stream_id::text)::uuid, min(element) from (
                select stream_id, w->>'id' id, w->>'element' element from e, jsonb_array_elements(data->'opened') w
                union all select stream_id, w->>'workItem', w->>'element' from e, jsonb_array_elements(data->'closed') w
                union all select stream_id, w #>> array[]::text[], null from e, jsonb_array_elements(data->'withdrawn') w
                union all select stream_id, data->>'workItem', null from e where data->>'workItem' is not null) t
            group by id order by id
            """);
        query.Parameters.Add(new() { Value = TaskTypes.ToArray() });
        query.CommandText = query.CommandText.Replace("$T", $"${query.Parameters.Count}", StringComparison.Ordinal);
        await using var row = await query.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop)) yield return new(row.GetGuid(0), row.GetGuid(1), Text(row, 2));
    }

    private IAsyncEnumerable<string> Texts(ExportScope scope, string what, CancellationToken stop) =>
        Rows(Query(scope, where => $"select distinct {what} from ledger.mt_events e where {where} and {what} <> '' order by 1"), stop);

    private static async IAsyncEnumerable<string> Rows(NpgsqlCommand query, [EnumeratorCancellation] CancellationToken stop)
    {
        await using (query)
        {
            await using var row = await query.ExecuteReaderAsync(stop);
            while (await row.ReadAsync(stop)) yield return row.GetString(0);
        }
    }

    private NpgsqlCommand Query(ExportScope scope, Func<string, string> sql)
    {
        var query = source.CreateCommand();
        query.CommandTimeout = 0;
        query.CommandText = sql(scope.Where(query.Parameters));
        return query;
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

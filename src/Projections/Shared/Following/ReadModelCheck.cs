using System.Data;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace SmartCity.Projections.Shared.Following;

/// <summary>A row that a read model should have and has not, or has and should not (读模型偏差).</summary>
/// <param name="Expected">The row as the stream tells it, as JSON; null for one that should not be there.</param>
/// <param name="Actual">The row as it stands, as JSON; null for one that is missing.</param>
public sealed record ReadModelDifference(string Table, Guid Matter, string? Expected, string? Actual);

/// <summary>What a look at one page of matters found.</summary>
/// <param name="Last">The last of the page; the next page begins after it. Null at the end of all.</param>
public sealed record CheckedPage(Guid? Last, int Matters, IReadOnlyList<ReadModelDifference> Differences);

/// <summary>What a look at some matters told.</summary>
/// <param name="Different">Of the matters of which a row is not what it should be, the tables of such rows.</param>
/// <param name="Moving">Those that moved on so lately that the follower has not come to it.</param>
/// <param name="Versions">How far each stream was.</param>
internal sealed record LookedAt(
    ILookup<Guid, string> Different, IReadOnlySet<Guid> Moving, IReadOnlyDictionary<Guid, long> Versions, IReadOnlyList<MatterChange> Changes,
    CalendarHistory Calendars);

/// <summary>
/// Compares read models with what their streams say, in one snapshot of the database: a page of matters at a time, every column
/// of every row, and rows of matters that are not there at all.
/// </summary>
public sealed class ReadModelCheck(IDocumentStore store, MatterRows rows)
{
    /// <summary>Looks at the matters after one, by id.</summary>
    public async Task<CheckedPage> Page(Guid after, int size, CancellationToken stop)
    {
        await using var session = store.LightweightSession(IsolationLevel.RepeatableRead);
        await session.BeginTransactionAsync(stop);
        var ids = await Ids(session, after, size, stop);
        var last = ids.Count < size ? Guid.AllBitsSet : ids[^1];
        return new(ids.Count < size ? null : last, ids.Count, await Differences(session, ids, after, last, stop));
    }

    /// <summary>Looks at one matter.</summary>
    public async Task<IReadOnlyList<ReadModelDifference>> One(Guid matter, CancellationToken stop)
    {
        await using var session = store.LightweightSession(IsolationLevel.RepeatableRead);
        await session.BeginTransactionAsync(stop);
        return await Differences(session, [matter], matter, matter, stop);
    }

    /// <summary>The stream after one, by id; null at the end.</summary>
    public async Task<Guid?> Next(Guid after, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        return (await Ids(session, after, 1, stop)) is [var next] ? next : null;
    }

    /// <summary>Looks at all matters after one up to another, which is the last of these.</summary>
    internal async Task<LookedAt> Look(IReadOnlyList<Guid> ids, Guid after, CancellationToken stop)
    {
        await using var session = store.LightweightSession(IsolationLevel.RepeatableRead);
        await session.BeginTransactionAsync(stop);
        return await Look(session, await Events(session, ids, stop), table => table.Different(session, after, ids[^1], stop), true, stop);
    }

    /// <summary>Looks at some matters as a session sees them that holds them still.</summary>
    internal async Task<LookedAt> Look(IDocumentSession session, Guid[] matters, CancellationToken stop) =>
        await Look(session, await Events(session, matters, stop), table => table.Different(session, matters, stop), false, stop);

    /// <summary>
    /// Rows are compared as values, table by table. To be left: what the follower has not come to yet is no difference.
    /// </summary>
    private async Task<LookedAt> Look(
        IDocumentSession session, IReadOnlyList<IEvent> events, Func<TableRows, Task<IReadOnlySet<Guid>>> compare, bool leave, CancellationToken stop)
    {
        var calendars = await CalendarHistory.Read(session, stop);
        var position = await Position(session, stop);
        var moving = events.Where(e => e.Sequence > position).Select(e => e.StreamId).ToHashSet();
        var (changes, different) = (rows.Changes(events), new List<(Guid Matter, string Table)>());
        foreach (var table in rows.Should(changes, calendars))
            different.AddRange((await compare(table))
                .Where(matter => !leave || !moving.Contains(matter) || rows.IsInline(table.Name)).Select(matter => (matter, table.Name)));
        return new(
            different.ToLookup(found => found.Matter, found => found.Table), moving,
            events.GroupBy(e => e.StreamId).ToDictionary(stream => stream.Key, stream => stream.Max(e => e.Version)), changes, calendars);
    }

    private static async Task<IReadOnlyList<IEvent>> Events(IDocumentSession session, IReadOnlyList<Guid> ids, CancellationToken stop) =>
        await session.AllEvents().Where(e => ids.Contains(e.StreamId)).OrderBy(e => e.Sequence).ToListAsync(stop);

    private async Task<IReadOnlyList<ReadModelDifference>> Differences(
        IDocumentSession session, IReadOnlyList<Guid> ids, Guid after, Guid last, CancellationToken stop)
    {
        var events = await Events(session, ids, stop);
        var looked = await Look(session, events, table => table.Different(session, after, last, stop), true, stop);
        if (looked.Different.Count == 0) return [];
        var expected = rows.Expected(looked.Changes, looked.Calendars);
        var found = new List<ReadModelDifference>();
        foreach (var (table, matter, columns) in rows.InlineTables)
            await Compare(session, (table, matter, columns), expected[table], after, last, [], found, stop);
        // What the follower has not come to yet is no difference.
        var position = await Position(session, stop);
        var moving = events.Where(e => e.Sequence > position).Select(e => e.StreamId).Distinct().ToArray();
        foreach (var table in rows.SpanTables)
            await Compare(session, (table.Name, "id", "*"), expected[table.Name], after, last, moving, found, stop);
        return found;
    }

    private static async Task Compare(
        IDocumentSession session, (string Name, string Matter, string Columns) of, string expected, Guid after, Guid last,
        Guid[] moving, List<ReadModelDifference> found, CancellationToken stop)
    {
        var (table, matter, columns) = of;
        var above = after == last ? ">=" : ">";
        await using var query = new NpgsqlCommand(
            $"""
            with expected as (select {columns} from json_populate_recordset(null::{table}, $1::json) where not {matter} = any($4)),
                 actual as (select {columns} from {table} where {matter} {above} $2 and {matter} <= $3 and not {matter} = any($4))
            select {matter}, to_jsonb(e)::text, null from (table expected except table actual) e
            union all
            select {matter}, null, to_jsonb(a)::text from (table actual except table expected) a
            """);
        query.Parameters.Add(new() { Value = expected });
        query.Parameters.Add(new() { Value = after });
        query.Parameters.Add(new() { Value = last });
        query.Parameters.Add(new() { Value = moving });
        await using var row = await session.ExecuteReaderAsync(query, stop);
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<string>(column);
        while (await row.ReadAsync(stop)) found.Add(new(table, row.GetFieldValue<Guid>(0), Text(1), Text(2)));
    }

    private static async Task<IReadOnlyList<Guid>> Ids(IDocumentSession session, Guid after, int size, CancellationToken stop)
    {
        await using var query = new NpgsqlCommand("select id from ledger.mt_streams where id > $1 order by id limit $2");
        query.Parameters.Add(new() { Value = after });
        query.Parameters.Add(new() { Value = size });
        await using var row = await session.ExecuteReaderAsync(query, stop);
        var ids = new List<Guid>();
        while (await row.ReadAsync(stop)) ids.Add(row.GetFieldValue<Guid>(0));
        return ids;
    }

    private static async Task<long> Position(IDocumentSession session, CancellationToken stop)
    {
        await using var query = new NpgsqlCommand(
            $"select coalesce((select last_seq_id from ledger.mt_event_progression where name = '{MatterFollower.Name}:All'), 0)");
        await using var row = await session.ExecuteReaderAsync(query, stop);
        await row.ReadAsync(stop);
        return row.GetFieldValue<long>(0);
    }
}

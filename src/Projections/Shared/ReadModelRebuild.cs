using Marten;
using Npgsql;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Shared;

/// <summary>
/// Makes the read models those that the streams tell, while the system serves: looks at a page of matters in one snapshot, which holds
/// nobody up, and writes those anew of which any row is another, a few at a time, each few in one transaction that holds their streams
/// still. At no moment is a row missing that should be there.
/// </summary>
public sealed class ReadModelRebuild(IDocumentStore store, MatterRows rows, ReadModelCheck check, NpgsqlDataSource source)
{
    private const int PageSize = 200, Few = 20, Lanes = 2;

    /// <summary>How far a rebuild is.</summary>
    public readonly record struct Progress(long Done, long Total);

    /// <summary>Rebuilds all matters, telling after each page.</summary>
    public async IAsyncEnumerable<Progress> Run([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var total = await Total(stop);
        var done = 0L;
        var under = new Queue<(Task Work, int Count)>();
        for (var after = Guid.Empty; ;)
        {
            var page = await Page(after, stop);
            if (page.Count > 0)
            {
                under.Enqueue((Mend(page, after, stop), page.Count));
                after = page[^1];
            }
            if (page.Count > 0 && under.Count < Lanes) continue;
            if (!under.TryDequeue(out var oldest)) break;
            await oldest.Work;
            done += oldest.Count;
            yield return new(done, Math.Max(total, done));
        }
    }

    /// <summary>What the follower has not come to is written as well: nobody knows whether what was before is right.</summary>
    private async Task Mend(IReadOnlyList<Guid> page, Guid after, CancellationToken stop)
    {
        var found = await check.Look(page, after, stop);
        foreach (var few in found.Different.Union(found.Moving).Order().Chunk(Few)) await Rebuild(few, stop);
    }

    /// <summary>A page may meet commands on the same matters; the one that the server stops tries again.</summary>
    public async Task Rebuild(IReadOnlyList<Guid> page, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Write(page, stop);
                return;
            }
            catch (Exception reason) when (attempt < 10 && reason.PostgresError() is { SqlState: "40P01" or "40001" })
            {
                await Task.Delay(50 * attempt, stop);
            }
        }
    }

    private async Task Write(IReadOnlyList<Guid> page, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        await session.BeginTransactionAsync(stop);
        await using var hold = new NpgsqlCommand("select id from ledger.mt_streams where id = any($1) order by id for update")
        {
            Parameters = { new() { Value = page.ToArray() } },
        };
        await using (await session.ExecuteReaderAsync(hold, stop))
        {
            // The rows are locked; nobody appends to these streams until the commit.
        }
        var events = await session.Events.QueryAllRawEvents().Where(e => page.Contains(e.StreamId))
            .OrderBy(e => e.Sequence).ToListAsync(stop);
        var calendars = await CalendarHistory.Read(session, stop);
        var (matters, different) = (page.ToArray(), new HashSet<string>());
        await using var turn = new NpgsqlCommand(SpanWriter.Turn);
        await session.ExecuteAsync(turn, stop);
        foreach (var table in rows.Should(events, calendars))
            if ((await table.Different(session, matters, stop)).Count > 0) different.Add(table.Name);
        foreach (var (sql, values) in rows.Anew(matters, events, calendars, different)) session.QueueSqlCommand(sql, values);
        await session.SaveChangesAsync(stop);
    }

    private async Task<long> Total(CancellationToken stop)
    {
        await using var count = source.CreateCommand("select count(*) from ledger.mt_streams");
        return (long)(await count.ExecuteScalarAsync(stop))!;
    }

    private async Task<IReadOnlyList<Guid>> Page(Guid after, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select id from ledger.mt_streams where id > $1 order by id limit $2");
        query.Parameters.Add(new() { Value = after });
        query.Parameters.Add(new() { Value = PageSize });
        await using var row = await query.ExecuteReaderAsync(stop);
        var page = new List<Guid>();
        while (await row.ReadAsync(stop)) page.Add(row.GetGuid(0));
        return page;
    }
}

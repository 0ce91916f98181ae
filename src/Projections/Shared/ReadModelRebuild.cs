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
    private const int PageSize = 50, Few = 25, Lanes = 2;

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

    /// <summary>
    /// What stands still is written as the look found it. What moved on since, or the follower has not come to, is looked at again while it
    /// is held still: nobody knows whether what was before is right.
    /// </summary>
    private async Task Mend(IReadOnlyList<Guid> page, Guid after, CancellationToken stop)
    {
        var found = await check.Look(page, after, stop);
        var again = found.Moving.ToHashSet();
        foreach (var few in found.Different.Select(matter => matter.Key).Except(found.Moving).Order().Chunk(Few))
            again.UnionWith(await Tried(() => Write(few, found, stop), stop));
        foreach (var few in again.Order().Chunk(Few)) await Rebuild(few, stop);
    }

    /// <summary>Looks at some matters while they are held still, and writes what is another.</summary>
    public Task Rebuild(IReadOnlyList<Guid> matters, CancellationToken stop) => Tried(async () =>
    {
        await using var session = store.LightweightSession();
        await session.BeginTransactionAsync(stop);
        await Hold(session, [.. matters], stop);
        var found = await check.Look(session, [.. matters], stop);
        await Write(session, [.. matters], found, stop);
        return found;
    }, stop);

    /// <summary>Writes what a look found; the matters that it did not, for they moved on since.</summary>
    private async Task<IReadOnlyList<Guid>> Write(Guid[] matters, LookedAt found, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        await session.BeginTransactionAsync(stop);
        var held = await Hold(session, matters, stop);
        var still = matters.Where(matter => held.GetValueOrDefault(matter) == found.Versions.GetValueOrDefault(matter)).ToArray();
        await Write(session, still, found, stop);
        return [.. matters.Except(still)];
    }

    private async Task Write(IDocumentSession session, Guid[] matters, LookedAt found, CancellationToken stop)
    {
        var changes = found.Changes.Where(change => matters.Contains(change.After.Id)).ToList();
        foreach (var (sql, values) in rows.Anew(matters, changes, found.Calendars, matters.SelectMany(matter => found.Different[matter]).ToHashSet()))
            session.QueueSqlCommand(sql, values);
        await session.SaveChangesAsync(stop);
    }

    /// <summary>Nobody appends to these streams, and nobody writes spans, until the session's commit; the version of each.</summary>
    private static async Task<IReadOnlyDictionary<Guid, long>> Hold(IDocumentSession session, Guid[] matters, CancellationToken stop)
    {
        await using var hold = new NpgsqlCommand("select id, version from ledger.mt_streams where id = any($1) order by id for update")
        {
            Parameters = { new() { Value = matters } },
        };
        var versions = new Dictionary<Guid, long>();
        await using (var row = await session.ExecuteReaderAsync(hold, stop))
            while (await row.ReadAsync(stop)) versions.Add(row.GetFieldValue<Guid>(0), row.GetFieldValue<long>(1));
        await using var turn = new NpgsqlCommand(SpanWriter.Turn);
        await session.ExecuteAsync(turn, stop);
        return versions;
    }

    /// <summary>It may meet commands on the same matters; the one that the server stops tries again.</summary>
    private static async Task<T> Tried<T>(Func<Task<T>> work, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (Exception reason) when (attempt < 10 && reason.PostgresError() is { SqlState: "40P01" or "40001" })
            {
                await Task.Delay(50 * attempt, stop);
            }
        }
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

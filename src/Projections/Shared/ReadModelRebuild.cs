using Marten;
using Npgsql;

namespace SmartCity.Projections.Shared;

/// <summary>
/// Writes the inline read models anew from the streams while the system serves: a page of matters at a time, each page
/// in one transaction that holds those streams still. At no moment is a row missing that should be there.
/// </summary>
public sealed class ReadModelRebuild(
    IDocumentStore store, MatterFold fold, NpgsqlDataSource source, IEnumerable<InlineTable> inlineTables)
{
    private readonly IReadOnlyList<InlineTable> _tables = [.. inlineTables];
    private const int PageSize = 200;

    /// <summary>How far a rebuild is.</summary>
    public readonly record struct Progress(long Done, long Total);

    /// <summary>Rebuilds all matters, telling after each page.</summary>
    public async IAsyncEnumerable<Progress> Run([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var total = await Total(stop);
        var done = 0L;
        for (var after = Guid.Empty; ;)
        {
            var page = await Page(after, stop);
            if (page.Count == 0) break;
            await RebuildPatiently(page, stop);
            done += page.Count;
            after = page[^1];
            yield return new(done, Math.Max(total, done));
        }
    }

    /// <summary>A page may meet commands on the same matters; the one that the server stops tries again.</summary>
    private async Task RebuildPatiently(IReadOnlyList<Guid> page, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Rebuild(page, stop);
                return;
            }
            catch (Exception reason) when (attempt < 10 && reason.PostgresError() is { SqlState: "40P01" or "40001" })
            {
                await Task.Delay(50 * attempt, stop);
            }
        }
    }

    private async Task Rebuild(IReadOnlyList<Guid> page, CancellationToken stop)
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
        var writer = new ReadModelWriter(_tables);
        var matters = page.ToArray();
        session.QueueSqlCommand("delete from read.tasks where matter_id = any(?)", matters);
        session.QueueSqlCommand("delete from read.deadlines where matter_id = any(?)", matters);
        session.QueueSqlCommand("delete from read.attachments where matter_id = any(?)", matters);
        session.QueueSqlCommand("delete from read.matters where id = any(?)", matters);
        foreach (var table in _tables) session.QueueSqlCommand(table.Delete, matters);
        foreach (var stream in events.GroupBy(e => e.StreamId))
            writer.Add(null, fold.Fold(null, stream));
        foreach (var (sql, values) in writer.Statements()) session.QueueSqlCommand(sql, values);
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

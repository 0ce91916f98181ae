using System.Collections.Concurrent;
using NodaTime;
using Npgsql;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Audit;

/// <summary>How many past moments are kept, and for how long after somebody last asked.</summary>
/// <param name="Kept">Places at most; the one that was asked for least lately goes first.</param>
public sealed record AsOfOptions(int Kept = 8, double Hours = 24, int Lanes = 2);

/// <summary>A past moment: the schema in which its read models stand, or how far its making is.</summary>
/// <param name="Place">Name of the schema; fit for use once <paramref name="Ready"/>.</param>
public sealed record AsOfPlace(string Place, Instant At, bool Ready, long Done, long Total);

/// <summary>
/// Inline read models as of a past moment (历史时点读模型): computed by the code that writes the live ones, from the events known
/// until then, in a schema of their own that nothing live sees. The same moment is the same place, made once in the cluster, kept
/// for whoever asks again, bounded in number, and removed when nobody asks.
/// </summary>
public sealed class AsOfPlaces(
    NpgsqlDataSource source, AsOfEvents events, MatterRows rows, CommitsUnderWay underWay, IEnumerable<InlineTable> tables, IClock clock,
    AsOfOptions options)
{
    /// <summary>Moments that wait to be made on this node; whoever asks for one more is told to ask again.</summary>
    private const int MostWaiting = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50), Patience = TimeSpan.FromSeconds(5);

    /// <summary>Its rows are there: all of them were written, and the server has not started anew since.</summary>
    private const string Ready = "state = 'ready' and server = pg_postmaster_start_time()";

    private readonly ConcurrentDictionary<string, Lazy<Task>> _making = new();
    private readonly ConcurrentDictionary<string, AsOfPlace> _progress = new();
    private readonly IReadOnlyList<InlineTable> _tables = [.. tables];

    /// <summary>The place of the moment, waiting a little while it is made; not ready where that takes longer.</summary>
    /// <exception cref="ReadModelsBehindException">What was recorded until then is not all visible yet.</exception>
    public async Task<AsOfPlace> Find(Instant at, TimeSpan patience, CancellationToken stop)
    {
        var place = NameOf(at);
        if (await Known(place, stop) is { Ready: true } known) return known;
        await Reached(at, stop);
        if (_making.Count >= MostWaiting && !_making.ContainsKey(place)) return new(place, at, false, 0, 0);
        var making = _making.GetOrAdd(place, name => new(() => Task.Run(() => MakeOnce(name, at), CancellationToken.None))).Value;
        await Task.WhenAny(making, Task.Delay(patience, stop));
        if (making.IsCompleted) await making;
        return await Known(place, stop) ?? _progress.GetValueOrDefault(place) ?? new(place, at, false, 0, 0);
    }

    /// <summary>The moments that are kept, the one asked for last first.</summary>
    public async Task<IReadOnlyList<AsOfPlace>> All(CancellationToken stop)
    {
        await using var query = source.CreateCommand($"select place, at, {Ready}, done, total from desk.as_of order by used_at desc");
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<AsOfPlace>();
        while (await row.ReadAsync(stop))
            found.Add(new(row.GetString(0), row.GetFieldValue<Instant>(1), row.GetBoolean(2), row.GetInt64(3), row.GetInt64(4)));
        return found;
    }

    /// <summary>Removes what is older than is kept, or more.</summary>
    public async Task Tidy(CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            """
            select place from (select *, row_number() over (order by used_at desc) as rank from desk.as_of) kept
            where rank > $1 or server <> pg_postmaster_start_time() or used_at < $2 - make_interval(hours => $3) and state = 'ready' or state = 'building' and beat_at < $2 - interval '10 minutes'
            """);
        query.Parameters.Add(new() { Value = options.Kept });
        query.Parameters.Add(new() { Value = clock.GetCurrentInstant() });
        query.Parameters.Add(new() { Value = (int)options.Hours });
        var old = new List<string>();
        await using (var row = await query.ExecuteReaderAsync(stop))
            while (await row.ReadAsync(stop)) old.Add(row.GetString(0));
        foreach (var place in old) await Remove(place, stop);
    }

    /// <summary>Removes one place with all that stands in it.</summary>
    public async Task Remove(string place, CancellationToken stop)
    {
        await Run("delete from desk.as_of where place = $1", stop, place);
        await Run("select desk.close_as_of($1)", stop, place);
    }

    private static string NameOf(Instant at) => $"asof_{(ulong)RowShape.Micros(at):x}";

    private async Task<AsOfPlace?> Known(string place, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            $"update desk.as_of set used_at = $2 where place = $1 returning place, at, {Ready}, done, total");
        query.Parameters.Add(new() { Value = place });
        query.Parameters.Add(new() { Value = clock.GetCurrentInstant() });
        await using var row = await query.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop)
            ? new(row.GetString(0), row.GetFieldValue<Instant>(1), row.GetBoolean(2), row.GetInt64(3), row.GetInt64(4)) : null;
    }

    /// <summary>Nothing that was recorded until the moment can still become visible.</summary>
    private async Task Reached(Instant at, CancellationToken stop)
    {
        for (var waited = TimeSpan.Zero; underWay.Settled() < at; waited += Pause)
        {
            if (waited >= Patience) throw new ReadModelsBehindException();
            await Task.Delay(Pause, stop);
        }
    }

    private async Task MakeOnce(string place, Instant at)
    {
        try
        {
            await Make(place, at);
        }
        finally
        {
            _making.TryRemove(place, out _);
        }
    }

    /// <summary>One node makes a place, and one place is made at a time: the machine serves meanwhile.</summary>
    private async Task Make(string place, Instant at)
    {
        await using var lease = new ClusterLease(source, "smartcity.as-of");
        while (!await lease.Hold(CancellationToken.None))
        {
            await Task.Delay(Pause);
            if (await Known(place, CancellationToken.None) is { Ready: true }) return;
        }
        if (await Known(place, CancellationToken.None) is { Ready: true }) return;
        try
        {
            await Fill(place, at);
        }
        catch
        {
            await Remove(place, CancellationToken.None);
            throw;
        }
        finally
        {
            _progress.TryRemove(place, out _);
        }
        await Tidy(CancellationToken.None);
    }

    private async Task Fill(string place, Instant at)
    {
        var (total, now) = (await events.Count(at, CancellationToken.None), clock.GetCurrentInstant());
        await Run(
            """
            insert into desk.as_of (place, at, state, done, total, made_at, used_at, beat_at) values ($1, $2, 'building', 0, $3, $4, $4, $4)
            on conflict (place) do update set state = 'building', done = 0, total = $3, beat_at = $4, server = pg_postmaster_start_time()
            """, CancellationToken.None, place, at, total, now);
        var names = rows.InlineTables.Select(table => table.Name["read.".Length..]).ToArray();
        await Run("select desk.open_as_of($1, $2)", CancellationToken.None, place, names);
        var pages = await events.Pages(500, CancellationToken.None);
        var done = 0L;
        await Parallel.ForEachAsync(Enumerable.Range(0, pages.Count), new ParallelOptions { MaxDegreeOfParallelism = options.Lanes }, async (page, stop) =>
        {
            var (matters, read) = await events.Matters(page == 0 ? null : pages[page - 1], pages[page], at, stop);
            await Write(place, matters, stop);
            var so = Interlocked.Add(ref done, read);
            _progress[place] = new(place, at, false, so, total);
            if (page % 8 == 0) await Run("update desk.as_of set done = greatest(done, $2), beat_at = $3 where place = $1", stop, place, so, clock.GetCurrentInstant());
        });
        await Run("select desk.settle_as_of($1, $2)", CancellationToken.None, place, names);
        await Run("update desk.as_of set state = 'ready', done = $2 where place = $1", CancellationToken.None, place, done);
    }

    /// <summary>The rows of the matters, by the writer of the live ones, into the place's tables.</summary>
    private async Task Write(string place, IReadOnlyList<Domain.Shared.Matter> matters, CancellationToken stop)
    {
        var writer = new ReadModelWriter(_tables);
        foreach (var matter in matters) writer.Add(null, matter);
        await using var batch = source.CreateBatch();
        foreach (var (sql, values) in writer.Statements())
        {
            var statement = new NpgsqlBatchCommand(Desk.Number(sql.Replace("read.", place + ".", StringComparison.Ordinal)));
            foreach (var value in values) statement.Parameters.Add(new() { Value = value });
            batch.BatchCommands.Add(statement);
        }
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(stop);
    }

    private async Task Run(string sql, CancellationToken stop, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 300;
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(stop);
    }
}

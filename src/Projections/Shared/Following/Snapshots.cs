using System.Data;
using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Shared.Following;

/// <summary>
/// Reads span tables as of a moment, or as they are. What is read within one <see cref="Read"/> is one snapshot: counts and the
/// list behind them agree, and the moment it tells is the one to ask for again.
/// </summary>
public sealed class Snapshots(NpgsqlDataSource source, CommitsUnderWay underWay)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads as of the moment; null reads what is known now.</summary>
    /// <exception cref="ReadModelsBehindException">The follower has not come to the moment yet.</exception>
    public async Task<T> Read<T>(Instant? asOf, Func<Snapshot, Task<T>> read, CancellationToken stop)
    {
        if (asOf is { } moment) await Reached(moment, stop);
        var settled = underWay.Settled();
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var (known, now) = asOf is { } past ? (past, false) : await Known(settled, connection, transaction, stop);
        var snapshot = new Snapshot(connection, transaction, known, now);
        var result = await read(snapshot);
        await transaction.CommitAsync(stop);
        return result;
    }

    /// <summary>
    /// The moment up to which everything is in the tables, the settled one or just before the first event that is not; and
    /// whether nothing later is in them, so that the rows of now are the rows of that moment.
    /// </summary>
    private static async Task<(Instant At, bool Now)> Known(
        Instant settled, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var ask = new NpgsqlCommand(
            $"""
            select (select min(timestamp) from ({Waiting}) waiting),
                   (select max(timestamp) from (select timestamp from ledger.mt_events order by seq_id desc limit {Newest}) newest)
            """, connection, transaction);
        await using var row = await ask.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        var known = row.IsDBNull(0) ? settled : Instant.Min(settled, row.GetFieldValue<Instant>(0) - Duration.FromTicks(10));
        return (known, row.IsDBNull(1) || row.GetFieldValue<Instant>(1) <= known);
    }

    private async Task Reached(Instant moment, CancellationToken stop)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            await using var ask = source.CreateCommand($"select exists (select from ({Waiting}) waiting where timestamp <= $1)");
            ask.Parameters.Add(new() { Value = moment });
            if (await ask.ExecuteScalarAsync(stop) is false) return;
            if (waited >= Patience) throw new ReadModelsBehindException();
            await Task.Delay(Pause, stop);
        }
    }

    /// <summary>More events than commits that overlap ever bring: the latest moment recorded is among them.</summary>
    private const int Newest = 1_000;

    /// <summary>
    /// The first events that are not in the tables. Taken by their order: without it the planner, who does not know the position, reads
    /// the whole ledger.
    /// </summary>
    private static readonly string Waiting =
        $"select timestamp from ledger.mt_events where seq_id > {Position} order by seq_id limit {Newest}";

    private const string Position =
        $"coalesce((select last_seq_id from ledger.mt_event_progression where name = '{MatterFollower.Name}:All'), 0)";
}

/// <summary>One moment of the span tables.</summary>
/// <param name="At">What the figures are as of; light and lateness are judged by it.</param>
/// <param name="Now">Whether that is what is known now, and not a past moment.</param>
public sealed record Snapshot(NpgsqlConnection Connection, NpgsqlTransaction Transaction, Instant At, bool Now)
{
    /// <summary>
    /// A query whose <c>$1</c> is <see cref="At"/>, and <c>$2</c> … the values in turn (null for none). Span tables stand in it as
    /// <see cref="SpanTable.Rows"/>.
    /// </summary>
    public NpgsqlCommand Query(string sql, params object?[] values)
    {
        var query = new NpgsqlCommand(sql, Connection, Transaction);
        query.Parameters.Add(new() { Value = At });
        foreach (var value in values) query.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return query;
    }
}

/// <summary>What was asked for a moment is not in the read models yet; worth asking again in a second.</summary>
public sealed class ReadModelsBehindException() : Exception("The read models have not come to this moment yet.");

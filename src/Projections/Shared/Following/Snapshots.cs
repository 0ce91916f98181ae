using System.Data;
using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Shared.Following;

/// <summary>
/// Reads span tables as of a moment, or as they are. What is read within one <see cref="Read"/> is one snapshot: counts and the
/// list behind them agree, and the moment it tells is the one to ask for again.
/// </summary>
public sealed class Snapshots(NpgsqlDataSource source, IClock clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads as of the moment; null reads what is known now.</summary>
    /// <exception cref="TimeoutException">The follower has not come to the moment yet.</exception>
    public async Task<T> Read<T>(Instant? asOf, Func<Snapshot, Task<T>> read, CancellationToken stop)
    {
        if (asOf is { } moment) await Reached(moment, stop);
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var snapshot = new Snapshot(connection, transaction, asOf ?? await Known(connection, transaction, stop), asOf is null);
        var result = await read(snapshot);
        await transaction.CommitAsync(stop);
        return result;
    }

    /// <summary>The moment up to which everything is in the tables: now, or just before the first event that is not.</summary>
    private async Task<Instant> Known(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        await using var ask = new NpgsqlCommand($"select min(timestamp) from ledger.mt_events where seq_id > {Position}", connection, transaction);
        return await ask.ExecuteScalarAsync(stop) is DateTime first
            ? Instant.Min(now, Instant.FromDateTimeUtc(first.ToUniversalTime()) - Duration.FromTicks(10))
            : now;
    }

    private async Task Reached(Instant moment, CancellationToken stop)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            await using var ask = source.CreateCommand($"select exists (select from ledger.mt_events where seq_id > {Position} and timestamp <= $1)");
            ask.Parameters.Add(new() { Value = moment });
            if (await ask.ExecuteScalarAsync(stop) is false) return;
            if (waited >= Patience) throw new TimeoutException("The read models have not come to this moment yet.");
            await Task.Delay(Pause, stop);
        }
    }

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

using System.Collections.Concurrent;
using System.Text.Json;
using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Shared;

/// <summary>
/// The clerkly side of a commit: receipts that are kept for ever, the series that numbers come from, and the statements of
/// a batch, which go to the server together and take effect together.
/// </summary>
internal sealed class Desk(NpgsqlDataSource source) : IAsyncDisposable
{
    private static readonly DateTimeZone Beijing = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly ConcurrentDictionary<string, string> Numbered = new();

    private readonly NpgsqlBatch _statements = new();
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;

    /// <summary>The answer given to this key before; a refusal when something else was sent with it then.</summary>
    public async Task<CommandResult?> FindReceipt(ReceiptKey receipt)
    {
        await using var command = source.CreateCommand(
            "select body_hash, status, answer, etag, location from desk.receipts where caller = $1 and key = $2");
        command.Parameters.Add(new() { Value = receipt.Caller });
        command.Parameters.Add(new() { Value = receipt.Key });
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) return null;
        if (reader.GetString(0) != receipt.BodyHash) return new(null, new IdempotencyKeyReused());
        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        return new(new(reader.GetInt32(1), reader.GetString(2), Text(3), Text(4)), null);
    }

    /// <summary>
    /// A number for each prefix that is not null, such as <c>DX-AP-20261122-000123</c>: a series per day and prefix.
    /// A number is never used twice; one that was allotted to a command that is then refused is left out.
    /// </summary>
    public async Task<string[]> AllotNumbers(IReadOnlyList<string?> prefixes, Instant now)
    {
        var numbers = new string[prefixes.Count];
        var day = now.InZone(Beijing).Date;
        foreach (var series in prefixes.Select((prefix, at) => (prefix, at)).Where(p => p.prefix is not null)
            .GroupBy(p => p.prefix, p => p.at).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            _connection ??= await source.OpenConnectionAsync();
            _transaction ??= await _connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand(
                "insert into desk.number_series as s (prefix, day, last) values ($1, $2, $3) "
                + "on conflict (prefix, day) do update set last = s.last + $3 returning last", _connection, _transaction)
            {
                Parameters = { new() { Value = series.Key }, new() { Value = day.ToDateOnly() }, new() { Value = series.Count() } },
            };
            var next = (int)(await command.ExecuteScalarAsync())! - series.Count();
            foreach (var at in series) numbers[at] = $"{series.Key}-{day:yyyyMMdd}-{++next:000000}";
        }
        return numbers;
    }

    /// <summary>Receipts of a batch in one statement; a key that exists already fails the batch.</summary>
    public void QueueReceipts(IReadOnlyList<CommitBatch.Accepted> accepted, Instant now)
    {
        if (accepted.Count == 0) return;
        var rows = accepted.Select(a => (Receipt: a.Pending.Command.Receipt!, Answer: a.Answer!)).Select(a => new
        {
            a.Receipt.Caller, a.Receipt.Key, a.Receipt.BodyHash, a.Answer.Status, Answer = a.Answer.Json,
            Etag = a.Answer.ETag, a.Answer.Location, At = now,
        });
        Queue(
            "insert into desk.receipts select * from json_populate_recordset(null::desk.receipts, ?::json)",
            JsonSerializer.Serialize(rows, RowJson.Options));
    }

    /// <summary>One more statement; <c>?</c> stands for each value in turn.</summary>
    public void Queue(string sql, params object[] values)
    {
        var statement = new NpgsqlBatchCommand(Numbered.GetOrAdd(sql, Number));
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        _statements.BatchCommands.Add(statement);
    }

    /// <summary>
    /// Sends all statements at once and makes them durable together. Without a number allotted before, that is one round
    /// trip: the server runs what comes in one message in one transaction.
    /// </summary>
    public async Task Commit()
    {
        if (_statements.BatchCommands.Count > 0)
        {
            _statements.Connection = _connection ??= await source.OpenConnectionAsync();
            _statements.Transaction = _transaction;
            await _statements.ExecuteNonQueryAsync();
        }
        if (_transaction is not null) await _transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _statements.DisposeAsync();
        if (_transaction is not null) await _transaction.DisposeAsync();
        if (_connection is not null) await _connection.DisposeAsync();
    }

    /// <summary>The statement with <c>$1</c>, <c>$2</c> … for each <c>?</c> in turn.</summary>
    internal static string Number(string sql)
    {
        var parts = sql.Split('?');
        return string.Concat(parts.Select((part, at) => at == 0 ? part : $"${at}{part}"));
    }
}

internal static class PostgresErrors
{
    /// <summary>The server's own error behind whatever the store wrapped it in.</summary>
    public static PostgresException? PostgresError(this Exception? reason) =>
        reason as PostgresException ?? (reason?.InnerException is { } inner ? inner.PostgresError() : null);
}

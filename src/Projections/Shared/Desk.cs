using System.Text.Json;
using Marten;
using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Shared;

/// <summary>The clerkly side of a commit: receipts that are kept for ever, and the series that numbers come from.</summary>
internal sealed class Desk(IDocumentSession session)
{
    private static readonly DateTimeZone Beijing = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    /// <summary>The answer given to this key before; a refusal when something else was sent with it then.</summary>
    public async Task<CommandResult?> FindReceipt(ReceiptKey receipt)
    {
        await using var command = new NpgsqlCommand(
            "select body_hash, status, answer, etag, location from desk.receipts where caller = $1 and key = $2")
        {
            Parameters = { new() { Value = receipt.Caller }, new() { Value = receipt.Key } },
        };
        await using var reader = await session.ExecuteReaderAsync(command);
        if (!await reader.ReadAsync()) return null;
        if (reader.GetString(0) != receipt.BodyHash) return new(null, new IdempotencyKeyReused());
        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        return new(new(reader.GetInt32(1), reader.GetString(2), Text(3), Text(4)), null);
    }

    /// <summary>
    /// A number for each prefix that is not null, such as <c>DX-AP-20261122-000123</c>: a series per day and prefix,
    /// without gaps because a number is allotted in the transaction that uses it.
    /// </summary>
    public async Task<string[]> AllotNumbers(IReadOnlyList<string?> prefixes, Instant now)
    {
        var numbers = new string[prefixes.Count];
        var day = now.InZone(Beijing).Date;
        foreach (var series in prefixes.Select((prefix, at) => (prefix, at)).Where(p => p.prefix is not null)
            .GroupBy(p => p.prefix, p => p.at).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            await session.BeginTransactionAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand(
                "insert into desk.number_series as s (prefix, day, last) values ($1, $2, $3) "
                + "on conflict (prefix, day) do update set last = s.last + $3 returning last")
            {
                Parameters = { new() { Value = series.Key }, new() { Value = day.ToDateOnly() }, new() { Value = series.Count() } },
            };
            await using var reader = await session.ExecuteReaderAsync(command);
            await reader.ReadAsync();
            var next = reader.GetInt32(0) - series.Count();
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
        session.QueueSqlCommand(
            "insert into desk.receipts select * from json_populate_recordset(null::desk.receipts, ?::json)",
            JsonSerializer.Serialize(rows, RowJson.Options));
    }
}

internal static class PostgresErrors
{
    /// <summary>The server's own error behind whatever the store wrapped it in.</summary>
    public static PostgresException? PostgresError(this Exception? reason) =>
        reason as PostgresException ?? (reason?.InnerException is { } inner ? inner.PostgresError() : null);
}

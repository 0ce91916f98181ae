using Npgsql;
using NpgsqlTypes;

namespace SmartCity.Projections.Audit.Export;

/// <summary>What a package says it holds.</summary>
public sealed record ImportExpected(long Events, long Streams, long? First, long? Last);

/// <summary>
/// Puts exported events into an empty ledger, as its owner, all in one transaction: with their ids, sequences, times, headers and
/// bodies, so that streams, read models and proofs over them are the same. Numbers go on after those that were given out.
/// </summary>
public sealed class LedgerImport(NpgsqlDataSource owner)
{
    private const string Staging =
        "create temporary table incoming (like ledger.mt_events including defaults) on commit drop";

    private const string Columns =
        "seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type, correlation_id, causation_id, headers, is_archived";

    /// <summary>Streams with a gap, without a beginning, or whose versions are not in the ledger's order.</summary>
    private const string Broken =
        """
        select stream_id::text from (
            select stream_id, version, row_number() over stream place, seq_id < lag(seq_id) over stream early from incoming
            window stream as (partition by stream_id order by version)) v
        where version <> place or early limit 1
        """;

    private const string Moved =
        $$"""
        insert into ledger.mt_streams (id, version, timestamp, created, tenant_id)
        select stream_id, max(version), (array_agg(timestamp order by version desc))[1], (array_agg(timestamp order by version))[1], '*DEFAULT*'
        from incoming group by stream_id;
        insert into ledger.mt_events ({{Columns}}) select {{Columns}} from incoming order by seq_id;
        select setval('ledger.mt_events_sequence', (select max(seq_id) from incoming));
        insert into desk.number_series (prefix, day, last)
        select n[1], to_date(n[2], 'YYYYMMDD'), max(n[3]::int)
        from incoming, regexp_match(data->>'number', '^([A-Z]+(?:-[A-Z]+)*)-(\d{8})-(\d{6})$') n where n is not null group by 1, 2;
        insert into desk.demo_clock (ahead)
        select max(timestamp) - clock_timestamp() + interval '1 second' from incoming having max(timestamp) > clock_timestamp();
        """;

    /// <param name="types">Every event type that this program knows.</param>
    /// <param name="readModels">The asynchronous read models: they are written by a rebuild, and follow from the end on.</param>
    /// <exception cref="LedgerImportException">It is refused; nothing was stored.</exception>
    public async Task Run(
        IAsyncEnumerable<StoredEvent> events, ImportExpected expected, IReadOnlyCollection<string> types, IEnumerable<string> readModels,
        CancellationToken stop)
    {
        await using var connection = await owner.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Execute(connection, "lock table ledger.mt_events in exclusive mode", stop);
        if (await Text(connection, "select 'x' from ledger.mt_events limit 1", stop) is not null) throw NotEmpty();
        await Execute(connection, Staging, stop);
        await Copy(connection, events, stop);
        await Check(connection, expected, types, stop);
        try
        {
            await Execute(connection, Moved, stop);
        }
        catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new LedgerImportException("import.repeated-event", "包中有重复的序号或事件。", $"The package holds an event twice: {twice.Detail}");
        }
        foreach (var name in readModels.Append("HighWaterMark"))
        {
            await using var follow = new NpgsqlCommand(
                """
                insert into ledger.mt_event_progression (name, last_seq_id) select $1, max(seq_id) from ledger.mt_events
                on conflict (name) do update set last_seq_id = excluded.last_seq_id
                """, connection) { Parameters = { new() { Value = name } } };
            await follow.ExecuteNonQueryAsync(stop);
        }
        await transaction.CommitAsync(stop);
    }

    private static LedgerImportException NotEmpty() => new(
        "import.not-empty", "系统中已有事件，只能导入到空系统。", "The system holds events already; a ledger is imported into an empty one only.");

    private static async Task Copy(NpgsqlConnection connection, IAsyncEnumerable<StoredEvent> events, CancellationToken stop)
    {
        await using var rows = await connection.BeginBinaryImportAsync($"copy incoming ({Columns}) from stdin (format binary)", stop);
        await foreach (var e in events)
        {
            await rows.StartRowAsync(stop);
            await rows.WriteAsync(e.Sequence, NpgsqlDbType.Bigint, stop);
            await rows.WriteAsync(e.Id, NpgsqlDbType.Uuid, stop);
            await rows.WriteAsync(e.Stream, NpgsqlDbType.Uuid, stop);
            await rows.WriteAsync(e.Version, NpgsqlDbType.Bigint, stop);
            await rows.WriteAsync(e.Body!, NpgsqlDbType.Jsonb, stop);
            await rows.WriteAsync(e.Type, NpgsqlDbType.Varchar, stop);
            await rows.WriteAsync("*DEFAULT*", NpgsqlDbType.Varchar, stop);
            await rows.WriteAsync(e.RecordedAt, NpgsqlDbType.TimestampTz, stop);
            await rows.WriteAsync(e.ClrType, NpgsqlDbType.Varchar, stop);
            await OrNull(e.CorrelationId, NpgsqlDbType.Varchar);
            await OrNull(e.CausationId, NpgsqlDbType.Varchar);
            await OrNull(e.Headers, NpgsqlDbType.Jsonb);
            await rows.WriteAsync(false, NpgsqlDbType.Boolean, stop);
        }
        await rows.CompleteAsync(stop);

        Task OrNull(string? value, NpgsqlDbType type) =>
            value is null ? rows.WriteNullAsync(stop) : rows.WriteAsync(value, type, stop);
    }

    private static async Task Check(
        NpgsqlConnection connection, ImportExpected expected, IReadOnlyCollection<string> types, CancellationToken stop)
    {
        await using (var count = new NpgsqlCommand(
            "select count(*), count(distinct stream_id), min(seq_id), max(seq_id) from incoming", connection))
        await using (var row = await count.ExecuteReaderAsync(stop))
        {
            await row.ReadAsync(stop);
            long? Number(int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
            if (new ImportExpected(row.GetInt64(0), row.GetInt64(1), Number(2), Number(3)) != expected)
                throw new LedgerImportException("import.count-differs", "事件数量或序号与清单不符。", "Events or sequences are not those of the manifest.");
        }
        if (await Text(connection, Broken, stop) is { } stream)
            throw new LedgerImportException(
                "import.broken-stream", $"事件流 {stream} 不完整或次序有误。", $"The stream {stream} is not whole, or not in its order.");
        await using var strange = new NpgsqlCommand("select type from incoming where type <> all($1) limit 1", connection)
        {
            Parameters = { new() { Value = types.ToArray() } },
        };
        if (await strange.ExecuteScalarAsync(stop) is string type)
            throw new LedgerImportException(
                "import.unknown-type", $"本程序不认识事件类型 {type}。", $"This program does not know the event type {type}.");
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }

    private static async Task<string?> Text(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(stop) as string;
    }
}

/// <summary>An import is refused, with a code and a sentence in both languages; nothing was stored.</summary>
public sealed class LedgerImportException(string code, string zh, string en) : Exception($"{code}: {en} {zh}")
{
    public string Code { get; } = code;
}

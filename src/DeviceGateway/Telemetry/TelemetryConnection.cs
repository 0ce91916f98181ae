using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>One connection that writes batches, with the table of its own through which the values pass.</summary>
internal sealed class TelemetryConnection(NpgsqlConnection connection) : IAsyncDisposable
{
    private const string Stage =
        "create temp table if not exists staged_points (at timestamptz, value float8, series int, flag \"char\") "
        + "on commit delete rows";
    private const string Insert =
        "insert into telemetry.points (at, value, series, flag) select at, value, series, flag from staged_points "
        + "on conflict do nothing";

    // What this transaction added, and nobody before it.
    private const string Added =
        "select p.series, p.at from staged_points s join telemetry.points p using (series, at) "
        + "where p.xmin = pg_current_xact_id()::xid group by 1, 2";
    private const string Contacts =
        """
        insert into telemetry.contacts as c (device_id, heard_at, skew_ms)
        select * from unnest($1::uuid[], $2::timestamptz[], $3::bigint[])
        on conflict (device_id) do update set heard_at = excluded.heard_at, skew_ms = coalesce(excluded.skew_ms, c.skew_ms)
        where excluded.heard_at > c.heard_at
        """;
    private const string Fresh =
        "insert into telemetry.fresh (device_id, from_at, to_at) "
        + "select * from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[])";

    public static async Task<TelemetryConnection> Open(NpgsqlDataSource source, CancellationToken stop)
    {
        var connection = await source.OpenConnectionAsync(stop);
        await using var stage = new NpgsqlCommand(Stage, connection);
        await stage.ExecuteNonQueryAsync(stop);
        return new(connection);
    }

    /// <summary>Writes the batch in one transaction and says what came of each message.</summary>
    public async Task<Written[]> Write(MessageBatch batch, CancellationToken stop)
    {
        var values = batch.Sorted();
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var counted = values.Length == 0 ? batch.Count(_ => false) : await Write(batch, values, stop);
        await using var rest = new NpgsqlBatch(connection, transaction);
        rest.BatchCommands.Add(Heard(batch.Contacts()));
        if (counted.Spans.Count > 0) rest.BatchCommands.Add(Spans(counted.Spans));
        await rest.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
        return counted.Written;
    }

    /// <summary>Makes the partition of the month unless it is there.</summary>
    public async Task MakeMonth(LocalDate month, CancellationToken stop)
    {
        await using var make = new NpgsqlCommand("select telemetry.make_month($1)", connection);
        make.Parameters.Add(new() { Value = month });
        await make.ExecuteNonQueryAsync(stop);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<(IReadOnlyList<FreshSpan> Spans, Written[] Written)> Write(
        MessageBatch batch, Observation[] values, CancellationToken stop)
    {
        await Copy(values, stop);
        await using var insert = new NpgsqlCommand(Insert, connection);
        var added = await insert.ExecuteNonQueryAsync(stop);
        if (added == values.Length) return batch.Count(_ => true);
        if (added == 0) return batch.Count(_ => false);
        var keys = await ReadAdded(stop);
        return batch.Count(value => keys.Remove((value.Series, Stored(value.At))));
    }

    private async Task Copy(Observation[] values, CancellationToken stop)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy staged_points (at, value, series, flag) from stdin (format binary)", stop);
        foreach (var value in values)
        {
            await copy.StartRowAsync(stop);
            await copy.WriteAsync(value.At, NpgsqlDbType.TimestampTz, stop);
            await copy.WriteAsync(value.Value, NpgsqlDbType.Double, stop);
            await copy.WriteAsync(value.Series, NpgsqlDbType.Integer, stop);
            await copy.WriteAsync((char)value.Flag, NpgsqlDbType.InternalChar, stop);
        }
        await copy.CompleteAsync(stop);
    }

    private async Task<HashSet<(int, Instant)>> ReadAdded(CancellationToken stop)
    {
        var keys = new HashSet<(int, Instant)>();
        await using var query = new NpgsqlCommand(Added, connection);
        await using var row = await query.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop)) keys.Add((row.GetInt32(0), row.GetFieldValue<Instant>(1)));
        return keys;
    }

    /// <summary>The database keeps microseconds.</summary>
    private static Instant Stored(Instant at) => Instant.FromUnixTimeTicks(at.ToUnixTimeTicks() / 10 * 10);

    private static NpgsqlBatchCommand Heard(IReadOnlyList<DeviceContact> contacts) => new(Contacts)
    {
        Parameters =
        {
            new() { Value = contacts.Select(c => c.Device).ToArray() },
            new() { Value = contacts.Select(c => c.HeardAt).ToArray() },
            new() { Value = contacts.Select(c => (long?)c.Skew?.TotalMilliseconds).ToArray() },
        },
    };

    private static NpgsqlBatchCommand Spans(IReadOnlyList<FreshSpan> spans) => new(Fresh)
    {
        Parameters =
        {
            new() { Value = spans.Select(s => s.Device).ToArray() },
            new() { Value = spans.Select(s => s.From).ToArray() },
            new() { Value = spans.Select(s => s.To).ToArray() },
        },
    };
}

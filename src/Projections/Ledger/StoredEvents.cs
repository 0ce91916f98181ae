using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using SmartCity.Domain.Ledger;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Ledger;

/// <summary>The events as they are stored, byte for byte, in the order of their sequence.</summary>
public static class StoredEvents
{
    private const string Columns =
        "seq_id, id, stream_id, version, type, timestamp, correlation_id, causation_id, headers::text, data::text, headers ->> '"
        + EventHeaders.OccurredAt + "'";

    /// <summary>The leaf entries of the events after this sequence, up to and with the other.</summary>
    public static async IAsyncEnumerable<LeafEntry> Read(
        NpgsqlConnection connection, long after, long upTo, int? limit, [EnumeratorCancellation] CancellationToken stop)
    {
        var query = string.Create(CultureInfo.InvariantCulture,
            $"select {Columns} from ledger.mt_events where seq_id > {after} and seq_id <= {upTo} order by seq_id");
        if (limit is { } most) query += string.Create(CultureInfo.InvariantCulture, $" limit {most}");
        await using var row = await connection.BeginBinaryExportAsync($"copy ({query}) to stdout (format binary)", stop);
        while (await row.StartRowAsync(stop) >= 0) yield return Entry(row);
    }

    private static LeafEntry Entry(NpgsqlBinaryExporter row)
    {
        var (sequence, id, stream, version) = (row.Read<long>(), row.Read<Guid>(), row.Read<Guid>(), row.Read<long>());
        var type = row.Read<string>();
        var recorded = row.Read<DateTime>(NpgsqlDbType.TimestampTz);
        var (correlation, causation) = (Text(row), Text(row));
        var headers = row.IsNull ? Skipped(row) : row.Read<byte[]>(NpgsqlDbType.Text);
        var body = row.Read<byte[]>(NpgsqlDbType.Text);
        return LeafEntry.Of(
            sequence, stream, version, type, Text(row), (recorded.Ticks - DateTime.UnixEpoch.Ticks) / 10, id, correlation, causation,
            headers, body);
    }

    private static byte[] Skipped(NpgsqlBinaryExporter row)
    {
        row.Skip();
        return [];
    }

    private static string? Text(NpgsqlBinaryExporter row)
    {
        if (!row.IsNull) return row.Read<string>(NpgsqlDbType.Text);
        row.Skip();
        return null;
    }
}

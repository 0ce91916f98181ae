using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Npgsql;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Operations;

/// <summary>A row of a read model that was not what its stream says (读模型告警).</summary>
/// <param name="Expected">The row as it should have been; null for one that should not have been there.</param>
/// <param name="Actual">The row as it was; null for one that was missing.</param>
/// <param name="RepairedAt">When it was written anew; null while it is not.</param>
internal sealed record ReadModelAlarm(
    long Id, Instant At, string Table, Guid Matter, JsonNode? Expected, JsonNode? Actual, Instant? RepairedAt);

/// <summary>What the reconciler found so far.</summary>
internal static class ReadModelAlarms
{
    private sealed record Place(long Id);

    public static async Task<Page<ReadModelAlarm>> List(NpgsqlDataSource source, int? limit, string? cursor, CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        var before = Paging.Place(cursor, text => long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? new Place(id) : null);
        await using var query = source.CreateCommand(
            "select id, at, table_name, matter_id, expected::text, actual::text, repaired_at from desk.read_model_alarms "
            + "where id < $1 order by id desc limit $2");
        query.Parameters.Add(new() { Value = before?.Id ?? long.MaxValue });
        query.Parameters.Add(new() { Value = size + 1 });
        await using var row = await query.ExecuteReaderAsync(stop);
        var alarms = new List<ReadModelAlarm>();
        JsonNode? Json(int column) => row.IsDBNull(column) ? null : JsonNode.Parse(row.GetString(column));
        while (await row.ReadAsync(stop))
            alarms.Add(new(
                row.GetInt64(0), row.GetFieldValue<Instant>(1), row.GetString(2), row.GetGuid(3), Json(4), Json(5),
                row.IsDBNull(6) ? null : row.GetFieldValue<Instant>(6)));
        return Paging.Of(alarms, size, alarm => alarm, alarm => alarm.Id.ToString(CultureInfo.InvariantCulture));
    }
}

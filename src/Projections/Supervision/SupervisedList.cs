using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision;

/// <summary>One matter behind a figure.</summary>
public sealed record SupervisedLine(
    Guid Id, string Number, string Kind, string? Item, LocalizedText Title, string Stage, string Status, string Light, string Unit,
    string? Town, Instant OpenedAt, Instant? FinishedAt, Instant? ArchivedAt, Instant? DueAt, bool? InTime, double? WorkingDays,
    int? Rating);

/// <summary>The matters of a choice, newest first.</summary>
internal static class SupervisedList
{
    internal static async Task<IReadOnlyList<SupervisedLine>> Read(
        Snapshot snapshot, MatterChoice choice, MatterPlace? after, int limit, CancellationToken stop)
    {
        var chosen = ChosenMatters.InOrder(snapshot, choice);
        var rest = after is null ? "" : $"where (opened_at, id) < ({chosen.Add(after.OpenedAt)}, {chosen.Add(after.Id)})";
        await using var query = snapshot.Query(
            $"""
            select id, number, kind, item, title_zh, title_en, stage, status, light, unit, town, opened_at, finished_at, archived_at,
                due_at, in_time, working_days, rating
            from {chosen.Sql} {rest} order by opened_at desc, id desc limit {chosen.Add(limit)}
            """,
            chosen.Values);
        await using var row = await query.ExecuteReaderAsync(stop);
        var lines = new List<SupervisedLine>();
        while (await row.ReadAsync(stop))
            lines.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), Text(3), new(row.GetString(4), row.GetString(5)), row.GetString(6),
                row.GetString(7), row.GetString(8), row.GetString(9), Text(10), row.GetFieldValue<Instant>(11), At(12), At(13), At(14),
                row.IsDBNull(15) ? null : row.GetBoolean(15), row.IsDBNull(16) ? null : row.GetDouble(16),
                row.IsDBNull(17) ? null : row.GetInt32(17)));
        return lines;

        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        Instant? At(int i) => row.IsDBNull(i) ? null : row.GetFieldValue<Instant>(i);
    }
}

using Npgsql;
using NodaTime;
using SmartCity.Domain.ServiceHall;

namespace SmartCity.Projections.ServiceHall;

/// <summary>The hall's queue as it stands at this moment.</summary>
public sealed class HallQueue(NpgsqlDataSource source)
{
    /// <summary>
    /// Those that a window may call next, in the order of <see cref="CallDecider.Queue"/>: so many that others may call before
    /// it does.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> Next(string hall, HallWindow window, int most, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            """
            select id from read.hall_queue
            where hall = $1 and state = 'waiting' and (only_window = $2 or (only_window is null and service = any($3)))
            order by priority is null, taken_at, number limit $4
            """);
        foreach (var value in new object[] { hall, window.Code, window.Services.ToArray(), most })
            query.Parameters.Add(new() { Value = value });
        await using var row = await query.ExecuteReaderAsync(stop);
        var ids = new List<Guid>();
        while (await row.ReadAsync(stop)) ids.Add(row.GetGuid(0));
        return ids;
    }

    /// <summary>Every ticket that is not done with, in the order in which they are called.</summary>
    public async Task<IReadOnlyList<QueueRow>> All(string hall, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            """
            select id, number, ticket, hall, service, service_zh, service_en, window_code, only_window, state, priority, taken_at, called_at,
                   recalls, version
            from read.hall_queue where hall = $1 order by priority is null, taken_at, number
            """);
        query.Parameters.Add(new() { Value = hall });
        await using var row = await query.ExecuteReaderAsync(stop);
        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        var rows = new List<QueueRow>();
        while (await row.ReadAsync(stop))
            rows.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
                Text(7), Text(8), row.GetString(9), Text(10), row.GetFieldValue<Instant>(11),
                row.IsDBNull(12) ? null : row.GetFieldValue<Instant>(12), row.GetInt32(13), row.GetInt64(14)));
        return rows;
    }
}

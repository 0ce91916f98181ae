using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Shared;

/// <summary>Reads what is due (到期): the read model behind every timer.</summary>
public sealed class Deadlines(NpgsqlDataSource source)
{
    /// <summary>What is due by then, in the order of due times.</summary>
    public async Task<IReadOnlyList<DeadlineRow>> DueBy(Instant now, int most, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select matter_id, timer, due_at from read.deadlines where due_at <= $1 order by due_at, matter_id, timer limit $2");
        query.Parameters.Add(new() { Value = now });
        query.Parameters.Add(new() { Value = most });
        await using var reader = await query.ExecuteReaderAsync(stop);
        var due = new List<DeadlineRow>();
        while (await reader.ReadAsync(stop))
            due.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<Instant>(2)));
        return due;
    }
}

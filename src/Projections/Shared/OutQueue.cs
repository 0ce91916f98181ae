using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Shared;

/// <summary>
/// Messages on their way to somebody else's system (外发队列). An attempt is noted before it is made, and nobody else makes one
/// until its time is over: where the sender died in between, the same message goes out again.
/// </summary>
/// <param name="table">It has the columns <c>id, due_at, state, attempts, last_error</c> and <c>claimed_until</c>.</param>
public sealed class OutQueue(NpgsqlDataSource source, string table)
{
    /// <summary>Takes what is due, the oldest first, and notes the attempt.</summary>
    /// <param name="columns">What of each is read; <c>attempts</c> counts this one in.</param>
    /// <param name="lease">How long nobody else may take it.</param>
    /// <param name="lane">A column and its value, where only some of them are to be taken.</param>
    public Task<IReadOnlyList<T>> Claim<T>(
        string columns, Func<NpgsqlDataReader, T> of, Instant now, TimeSpan lease, int most, CancellationToken stop,
        (string Column, string Value)? lane = null) => Read(
        $"""
        update {table} set attempts = attempts + 1, claimed_until = clock_timestamp() + make_interval(secs => $2)
        where id in (
            select id from {table} where due_at <= $1 and state = 'waiting' and {(lane is { } one ? $"{one.Column} = $4" : "true")}
            and (claimed_until is null or claimed_until < clock_timestamp())
            order by due_at, id limit $3 for update skip locked)
        returning {columns}
        """, of, stop, lane is { } only ? [now, lease.TotalSeconds, most, only.Value] : [now, lease.TotalSeconds, most]);

    /// <summary>It could not be sent: it is tried again at the moment, or never where that is null.</summary>
    /// <returns>Whether the attempt was still the last one; another one speaks for itself.</returns>
    public async Task<bool> Failed(Guid id, int attempt, string error, Instant? again, CancellationToken stop) => again is { } at
        ? await Execute($"update {table} set due_at = $3, last_error = $4, claimed_until = null where id = $1 and attempts = $2",
            stop, id, attempt, at, error) > 0
        : await Execute($"update {table} set state = 'failed', last_error = $3, claimed_until = null where id = $1 and attempts = $2",
            stop, id, attempt, error) > 0;

    internal async Task<int> Execute(string sql, CancellationToken stop, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(stop);
    }

    internal async Task<IReadOnlyList<T>> Read<T>(string sql, Func<NpgsqlDataReader, T> of, CancellationToken stop, params object[] values)
    {
        await using var query = Command(sql, values);
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<T>();
        while (await row.ReadAsync(stop)) found.Add(of(row));
        return found;
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}

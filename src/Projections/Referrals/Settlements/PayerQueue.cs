using NodaTime;
using Npgsql;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Referrals.Settlements;

/// <summary>A claim's message to its payer (结算报文), table <c>desk.payer_messages</c>, as it is written first.</summary>
/// <param name="Id">The settlement's: the payer knows a repeat by it.</param>
public sealed record PayerMessageRow(
    Guid Id, string Payer, string Number, long Sequence, Instant CreatedAt, Instant DueAt, string State)
{
    public static ChangeTable Table { get; } = ChangeTable.Of("desk.payer_messages", Of);

    private static IEnumerable<PayerMessageRow> Of(MatterChange change) =>
        change is { Before: null, After: Settlement claim }
            ? [new(claim.Id, claim.Payer, claim.Number, change.Sequence, change.RecordedAt, change.RecordedAt, "waiting")]
            : [];
}

/// <summary>A message that is to be sent now.</summary>
/// <param name="Attempt">How often it was tried, this time counted in.</param>
public sealed record DueMessage(Guid Id, string Payer, string Number, int Attempt);

/// <summary>
/// Claims on their way out (报文队列). An attempt is noted before it is made, and nobody else makes one until its time is over:
/// where the sender died in between, the same message with the same id goes out again.
/// </summary>
public sealed class PayerQueue(NpgsqlDataSource source)
{
    /// <summary>Takes what is due, the oldest first, and notes the attempt.</summary>
    /// <param name="lease">How long nobody else may take it.</param>
    public async Task<IReadOnlyList<DueMessage>> Claim(string payer, Instant now, TimeSpan lease, int most, CancellationToken stop)
    {
        await using var claim = source.CreateCommand(
            """
            update desk.payer_messages m set attempts = m.attempts + 1, claimed_until = clock_timestamp() + make_interval(secs => $3)
            where m.id in (
                select id from desk.payer_messages where payer = $1 and due_at <= $2 and state = 'waiting'
                and (claimed_until is null or claimed_until < clock_timestamp())
                order by due_at, id limit $4 for update skip locked)
            returning m.id, m.payer, m.number, m.attempts
            """);
        foreach (var value in (object[])[payer, now, lease.TotalSeconds, most]) claim.Parameters.Add(new() { Value = value });
        await using var row = await claim.ExecuteReaderAsync(stop);
        var due = new List<DueMessage>();
        while (await row.ReadAsync(stop)) due.Add(new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt32(3)));
        return due;
    }

    /// <summary>The payer has it.</summary>
    public Task Sent(Guid id, Instant at, CancellationToken stop) => Execute(
        "update desk.payer_messages set state = 'sent', sent_at = $2, claimed_until = null, last_error = null where id = $1", stop, id, at);

    /// <summary>It could not be sent: it is tried again at the moment, or never where that is null.</summary>
    public Task Failed(DueMessage message, string error, Instant? again, CancellationToken stop) => again is { } at
        ? Execute("update desk.payer_messages set due_at = $3, last_error = $4, claimed_until = null where id = $1 and attempts = $2",
            stop, message.Id, message.Attempt, at, error)
        : Execute("update desk.payer_messages set state = 'failed', last_error = $3, claimed_until = null where id = $1 and attempts = $2",
            stop, message.Id, message.Attempt, error);

    /// <summary>Where a message is: its state, how often it was tried, and why it failed last; null before it is written.</summary>
    public async Task<(string State, int Attempts, string? Error)?> Find(Guid id, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select state, attempts, last_error from desk.payer_messages where id = $1");
        query.Parameters.Add(new() { Value = id });
        await using var row = await query.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? (row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2)) : null;
    }

    private async Task Execute(string sql, CancellationToken stop, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(stop);
    }
}

using NodaTime;
using Npgsql;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Projections.Shared;
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

/// <summary>Claims on their way out (报文队列): the same message with the same id, until the payer has it.</summary>
public sealed class PayerQueue(NpgsqlDataSource source)
{
    private readonly OutQueue _messages = new(source, "desk.payer_messages");

    /// <inheritdoc cref="OutQueue.Claim"/>
    public Task<IReadOnlyList<DueMessage>> Claim(string payer, Instant now, TimeSpan lease, int most, CancellationToken stop) => _messages.Claim(
        "id, payer, number, attempts", row => new DueMessage(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt32(3)),
        now, lease, most, stop, ("payer", payer));

    /// <summary>The payer has it.</summary>
    public Task Sent(Guid id, Instant at, CancellationToken stop) => _messages.Execute(
        "update desk.payer_messages set state = 'sent', sent_at = $2, claimed_until = null, last_error = null where id = $1", stop, id, at);

    /// <inheritdoc cref="OutQueue.Failed"/>
    public Task Failed(DueMessage message, string error, Instant? again, CancellationToken stop) =>
        _messages.Failed(message.Id, message.Attempt, error, again, stop);

    /// <summary>Where a message is: its state, how often it was tried, and why it failed last; null before it is written.</summary>
    public async Task<(string State, int Attempts, string? Error)?> Find(Guid id, CancellationToken stop) =>
        await _messages.Read(
            "select state, attempts, last_error from desk.payer_messages where id = $1",
            row => (row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2)), stop, id) is [var found] ? found : null;
}

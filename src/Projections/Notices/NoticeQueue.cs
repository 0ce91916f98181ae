using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Notices;

/// <summary>A notice that is to be sent now.</summary>
/// <param name="Round">How often it was tried, this time counted in, since it was written or sent again by hand.</param>
public sealed record DueNotice(
    Guid Id, Guid MatterId, string MatterNumber, string Occasion, string Audience, string Channel, int Recipient, string? Unit,
    IReadOnlyList<string> Roles, string? Account, string TitleZh, string TitleEn, string TextZh, string TextEn, bool Urgent,
    Instant CreatedAt, int Round);

/// <summary>How many notices of a channel wait, and since when the one that should have gone first.</summary>
public sealed record WaitingNotices(string Channel, long Count, Instant? OldestDueAt);

/// <summary>
/// Notices on their way out (发送队列). An attempt is noted before it is made, and nobody else makes one until its time is over:
/// where the sender died in between, the same notice with the same id goes out again.
/// </summary>
public sealed class NoticeQueue(NpgsqlDataSource source)
{
    private const string Columns =
        "n.id, n.matter_id, n.matter_number, n.occasion, n.audience, n.channel, n.recipient, n.unit, n.roles, n.account, n.title_zh, "
        + "n.title_en, n.text_zh, n.text_en, n.urgent, n.created_at, n.round";

    /// <summary>Holds back what is due and may not disturb anybody before the moment; what is urgent goes on.</summary>
    public Task<int> Hold(string channel, Instant now, Instant until, CancellationToken stop) => Execute(
        "update desk.notices set state = 'held', due_at = $3 where channel = $1 and due_at <= $2 and state in ('waiting', 'held') "
        + "and not urgent and (claimed_until is null or claimed_until < clock_timestamp())", stop, channel, now, until);

    /// <summary>Takes what is due, the oldest first, and notes the attempt.</summary>
    /// <param name="lease">How long nobody else may take it.</param>
    public async Task<IReadOnlyList<DueNotice>> Claim(string channel, Instant now, TimeSpan lease, int most, CancellationToken stop)
    {
        await using var claim = source.CreateCommand(
            $"""
            update desk.notices n set state = 'waiting', attempts = n.attempts + 1, round = n.round + 1, attempted_at = $2,
                   claimed_until = clock_timestamp() + make_interval(secs => $3)
            where n.id in (
                select id from desk.notices where channel = $1 and due_at <= $2 and state in ('waiting', 'held')
                and (claimed_until is null or claimed_until < clock_timestamp())
                order by due_at, id limit $4 for update skip locked)
            returning {Columns}
            """);
        foreach (var value in (object[])[channel, now, lease.TotalSeconds, most]) claim.Parameters.Add(new() { Value = value });
        await using var row = await claim.ExecuteReaderAsync(stop);
        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        var notices = new List<DueNotice>();
        while (await row.ReadAsync(stop))
            notices.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt32(6),
                Text(7), row.GetFieldValue<string[]>(8), Text(9), row.GetString(10), row.GetString(11), row.GetString(12),
                row.GetString(13), row.GetBoolean(14), row.GetFieldValue<Instant>(15), row.GetInt32(16)));
        return notices;
    }

    /// <summary>It is out.</summary>
    public Task Sent(Guid id, Instant at, CancellationToken stop) => Execute(
        "update desk.notices set state = 'sent', sent_at = $2, claimed_until = null, last_error = null where id = $1 and state <> 'sent'",
        stop, id, at);

    /// <summary>It could not be sent: it is tried again at the moment, or never where that is null.</summary>
    /// <param name="held">Whether it waits for the end of quiet hours.</param>
    public Task Failed(DueNotice notice, string error, Instant? again, bool held, CancellationToken stop) => Execute(
        "update desk.notices set state = $3, due_at = coalesce($4, due_at), last_error = $5, claimed_until = null "
        + "where id = $1 and round = $2 and state = 'waiting'",
        stop, notice.Id, notice.Round, again is null ? NoticeRow.Failed : held ? NoticeRow.Held : NoticeRow.Waiting, again, error);

    /// <summary>Sends one that has failed again, from the first wait on; whether it had failed.</summary>
    public async Task<bool> Again(Guid id, Instant dueAt, bool held, CancellationToken stop) => await Execute(
        "update desk.notices set state = $3, due_at = $2, round = 0 where id = $1 and state = 'failed'",
        stop, id, dueAt, held ? NoticeRow.Held : NoticeRow.Waiting) > 0;

    /// <summary>What waits, by channel.</summary>
    public async Task<IReadOnlyList<WaitingNotices>> Waiting(CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select channel, count(*), min(due_at) from desk.notices where state in ('waiting', 'held') group by channel");
        await using var row = await query.ExecuteReaderAsync(stop);
        var waiting = new List<WaitingNotices>();
        while (await row.ReadAsync(stop))
            waiting.Add(new(row.GetString(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetFieldValue<Instant>(2)));
        return waiting;
    }

    private async Task<int> Execute(string sql, CancellationToken stop, params object?[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value is null
                ? new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz }
                : new() { Value = value });
        return await command.ExecuteNonQueryAsync(stop);
    }
}

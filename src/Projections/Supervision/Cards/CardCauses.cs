using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Supervision.Cards;

/// <summary>The causes that nobody has looked at yet, in their order, and the note that one was.</summary>
public sealed class CardCauses(NpgsqlDataSource source)
{
    /// <summary>The oldest that are open.</summary>
    public async Task<IReadOnlyList<CardCauseRow>> Open(int most, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            """
            select matter_id, cause, key, unit, kind, number, title_zh, title_en, happened_at, recorded_at, whole_in_time
            from desk.card_causes where done_at is null order by recorded_at, matter_id, cause, key limit $1
            """);
        query.Parameters.Add(new() { Value = most });
        await using var row = await query.ExecuteReaderAsync(stop);
        var causes = new List<CardCauseRow>();
        while (await row.ReadAsync(stop))
            causes.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
                row.GetString(6), row.GetString(7), row.GetFieldValue<Instant>(8), row.GetFieldValue<Instant>(9), row.GetBoolean(10)));
        return causes;
    }

    /// <summary>Notes that the cause was looked at; again: nothing.</summary>
    /// <param name="card">The card that was raised; null where no rule asks for one.</param>
    public async Task Done(CardCauseRow cause, Guid? card, Instant at, CancellationToken stop)
    {
        await using var note = source.CreateCommand(
            "update desk.card_causes set done_at = $4, card_id = $5 where matter_id = $1 and cause = $2 and key = $3 and done_at is null");
        foreach (var value in new object?[] { cause.MatterId, cause.Cause, cause.Key, at, card })
            note.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await note.ExecuteNonQueryAsync(stop);
    }
}

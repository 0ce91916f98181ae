using System.Runtime.CompilerServices;
using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Supervision.Cards;

/// <summary>What went wrong in a period and may have called for a card (发牌事由).</summary>
public sealed class PastCardCauses(NpgsqlDataSource source)
{
    /// <summary>Those that were recorded in the period, matter by matter.</summary>
    public async IAsyncEnumerable<CardCauseRow> Read(Instant from, Instant to, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            """
            select matter_id, cause, key, unit, kind, number, title_zh, title_en, happened_at, recorded_at, whole_in_time
            from desk.card_causes where recorded_at >= $1 and recorded_at < $2 order by matter_id, recorded_at, cause, key
            """);
        query.Parameters.Add(new() { Value = from });
        query.Parameters.Add(new() { Value = to });
        await using var row = await query.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            yield return new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
                row.GetString(6), row.GetString(7), row.GetFieldValue<Instant>(8), row.GetFieldValue<Instant>(9), row.GetBoolean(10));
    }
}

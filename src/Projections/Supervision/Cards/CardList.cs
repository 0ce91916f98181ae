using NodaTime;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision.Cards;

/// <summary>Which cards are shown; a null asks nothing.</summary>
/// <param name="From">Raised at that moment or later.</param>
/// <param name="To">Raised before that moment.</param>
/// <param name="Kind">The kind of matter that they are about.</param>
/// <param name="Counts">Whether a confirmed one counts in the figures of its unit.</param>
public sealed record CardFilter(
    Instant? From = null, Instant? To = null, string? Colour = null, string? Cause = null, string? Unit = null, string? State = null,
    string? Kind = null, bool? Counts = null);

/// <summary>A place in the list: cards raised before it, or at the same moment with a smaller id, come after it.</summary>
public sealed record CardPlace(Instant RaisedAt, Guid Id);

/// <summary>How many cards there are of a colour, a state, a unit or a cause.</summary>
/// <param name="By"><c>colour</c>, <c>state</c>, <c>unit</c> or <c>cause</c>.</param>
public sealed record CardCount(string By, string Code, string NameZh, string NameEn, int Cards);

/// <summary>A page of cards, and the counts of all that the filter leaves.</summary>
/// <param name="At">The moment that all of it is as of.</param>
public sealed record CardsFound(Instant At, int Total, IReadOnlyList<CardCount> Counts, IReadOnlyList<CardRow> Rows);

/// <summary>Cards in lists (督办卡台账), the newest first: list and counts are of one snapshot, now or of a past moment.</summary>
public sealed class CardList(Snapshots snapshots)
{
    /// <summary>What a filter asks for, as <c>$2</c> to <c>$9</c>.</summary>
    internal const string Where =
        """
        where ($2::timestamptz is null or raised_at >= $2) and ($3::timestamptz is null or raised_at < $3)
          and ($4::text is null or colour = $4) and ($5::text is null or cause = $5) and ($6::text is null or unit = $6)
          and ($7::text is null or state = $7) and ($8::text is null or matter_kind = $8) and ($9::boolean is null or counts = $9)
        """;

    /// <exception cref="TimeoutException">The cards have not come to the moment yet.</exception>
    public Task<CardsFound> Find(CardFilter filter, CardPlace? after, int limit, Instant? asOf, CancellationToken stop) =>
        snapshots.Read(asOf, async snapshot =>
        {
            var counts = await Counts(snapshot, filter, stop);
            return new CardsFound(
                snapshot.At, counts.Where(count => count.By == "colour").Sum(count => count.Cards), counts,
                await Page(snapshot, filter, after, limit, stop));
        }, stop);

    private static async Task<IReadOnlyList<CardCount>> Counts(Snapshot snapshot, CardFilter filter, CancellationToken stop)
    {
        await using var query = snapshot.Query(
            $"""
            with cards as materialized (select * from {CardRow.Table.Rows(snapshot.Now)} c {Where})
            select 'colour', colour, '', '', count(*)::int from cards group by colour
            union all select 'state', state, '', '', count(*)::int from cards group by state
            union all select 'unit', unit, '', '', count(*)::int from cards group by unit
            union all select 'cause', cause, max(cause_zh), max(cause_en), count(*)::int from cards group by cause
            order by 1, 5 desc, 2
            """, Values(filter));
        await using var row = await query.ExecuteReaderAsync(stop);
        var counts = new List<CardCount>();
        while (await row.ReadAsync(stop))
            counts.Add(new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4)));
        return counts;
    }

    private static async Task<IReadOnlyList<CardRow>> Page(
        Snapshot snapshot, CardFilter filter, CardPlace? after, int limit, CancellationToken stop)
    {
        await using var query = snapshot.Query(
            $"""
            select id, number, colour, cause, cause_zh, cause_en, rule, counts, matter_id, matter_number, matter_kind, matter_zh,
                   matter_en, unit, state, happened_at, raised_at, due_at, warn_at
            from {CardRow.Table.Rows(snapshot.Now)} c {Where}
              and ($10::timestamptz is null or (raised_at, id) < ($10, $11::uuid))
            order by raised_at desc, id desc limit $12
            """, [.. Values(filter), after?.RaisedAt, after?.Id, limit]);
        await using var row = await query.ExecuteReaderAsync(stop);
        Instant? At(int i) => row.IsDBNull(i) ? null : row.GetFieldValue<Instant>(i);
        var rows = new List<CardRow>();
        while (await row.ReadAsync(stop))
            rows.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
                row.GetString(6), row.GetBoolean(7), row.GetGuid(8), row.GetString(9), row.GetString(10), row.GetString(11),
                row.GetString(12), row.GetString(13), row.GetString(14), row.GetFieldValue<Instant>(15),
                row.GetFieldValue<Instant>(16), At(17), At(18)));
        return rows;
    }

    internal static object?[] Values(CardFilter filter) =>
        [filter.From, filter.To, filter.Colour, filter.Cause, filter.Unit, filter.State, filter.Kind, filter.Counts];
}

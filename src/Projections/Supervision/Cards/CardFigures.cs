using SmartCity.Domain.Supervision.Cards;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision.Cards;

/// <summary>How many confirmed cards count for a unit, of those raised in a period.</summary>
public sealed record ConfirmedCards(long Yellow, long Red);

/// <summary>The cards in the figures of units (计入绩效的督办卡): those that were confirmed, and whose rule says that they count.</summary>
public static class CardFigures
{
    /// <summary>
    /// The filter of the cards that a choice counts; null where it asks for something that no card knows: item, stage, town,
    /// light or tile.
    /// </summary>
    public static CardFilter? FilterOf(MatterChoice choice) =>
        choice is { Item: null, Stage: null, Town: null, Light: null, Tile: null }
            ? new(choice.From, choice.To, Unit: choice.Unit, State: CardStates.Confirmed, Kind: choice.Kind, Counts: true)
            : null;

    internal static async Task<IReadOnlyDictionary<string, ConfirmedCards>> Read(
        Snapshot snapshot, CardFilter filter, CancellationToken stop)
    {
        await using var query = snapshot.Query(
            $"""
            select unit, count(*) filter (where colour = '{CardColours.Yellow}'), count(*) filter (where colour = '{CardColours.Red}')
            from {CardRow.Table.Rows(snapshot.Now)} c {CardList.Where} group by unit
            """, CardList.Values(filter));
        await using var row = await query.ExecuteReaderAsync(stop);
        var cards = new Dictionary<string, ConfirmedCards>();
        while (await row.ReadAsync(stop)) cards[row.GetString(0)] = new(row.GetInt64(1), row.GetInt64(2));
        return cards;
    }
}

using NodaTime;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision.Cards;

/// <summary>
/// Something that went wrong and may call for a card (发牌事由), table <c>desk.card_causes</c>: once for each matter, cause and
/// key, in the order of the ledger.
/// </summary>
/// <param name="HappenedAt">When the limit passed; where no limit did, when the fact happened.</param>
/// <param name="RecordedAt">When it was recorded: the table of that day says whether there is a card.</param>
/// <param name="WholeInTime">Whether the matter as a whole was in time then.</param>
public sealed record CardCauseRow(
    Guid MatterId, string Cause, string Key, string Unit, string Kind, string Number, string TitleZh, string TitleEn,
    Instant HappenedAt, Instant RecordedAt, bool WholeInTime)
{
    public static ChangeTable Table { get; } = ChangeTable.Of("desk.card_causes", Of);

    public static SchemaPart Schema { get; } = SchemaPart.File("Supervision/Cards/cards.sql");

    /// <summary>The card's id: the same cause has the same card, whoever raises it and however often.</summary>
    public Guid Card() => StreamIds.Of($"card/{MatterId:N}/{Cause}/{Key}");

    /// <summary>What the change brought that was not there before.</summary>
    public static IEnumerable<CardCauseRow> Of(MatterChange change)
    {
        var after = change.After.Deviations.ToList();
        if (after.Count == 0) return [];
        var before = (change.Before?.Deviations ?? []).Select(deviation => (deviation.Cause, deviation.Key)).ToHashSet();
        var inTime = CardTable.WholeInTime(after);
        var matter = change.After;
        return after.Where(deviation => !before.Contains((deviation.Cause, deviation.Key))).Select(deviation => new CardCauseRow(
            matter.Id, deviation.Cause, deviation.Key, deviation.Unit, matter.Kind, matter.Number, matter.About.Zh, matter.About.En,
            deviation.DueAt ?? MatterFold.OccurredAt(change.Events[^1]), change.RecordedAt, inTime));
    }
}

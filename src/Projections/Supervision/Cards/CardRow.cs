using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision.Cards;

/// <summary>One card as it stood for a time, table <c>read.supervision_cards</c>; columns are the properties.</summary>
/// <param name="DueAt">When the running clock, of the explanation or of the judgement, runs out; null once the card is closed.</param>
/// <param name="WarnAt">When it has used 80 % of its limit.</param>
public sealed record CardRow(
    Guid Id, string Number, string Colour, string Cause, string CauseZh, string CauseEn, string Rule, bool Counts, Guid MatterId,
    string MatterNumber, string MatterKind, string MatterZh, string MatterEn, string Unit, string State, Instant HappenedAt,
    Instant RaisedAt, Instant? DueAt, Instant? WarnAt)
{
    public static SpanTable Table { get; } = SpanTable.Of<SupervisionCard, CardRow>("read.supervision_cards", Of);

    public static CardRow Of(SupervisionCard card, WorkingCalendar calendar)
    {
        var (rule, cause) = (card.Rule, card.Cause);
        var running = card.Clocks.Values.Where(clock => clock.State == ClockState.Running).MinBy(clock => clock.DueAt);
        return new(
            card.Id, card.Number, rule.Colour, cause.Code, rule.Name.Zh, rule.Name.En, rule.Table, rule.Counts, cause.MatterId,
            cause.Number, cause.Kind, cause.Title.Zh, cause.Title.En, card.Unit, card.Status, cause.HappenedAt, card.OpenedAt,
            running?.DueAt, running?.WarnAt);
    }
}

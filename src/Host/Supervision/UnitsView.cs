using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Host.Supervision.Cards;
using SmartCity.Projections.Supervision;
using SmartCity.Projections.Supervision.Cards;

namespace SmartCity.Host.Supervision;

/// <summary>So many of so many, with the lists behind both.</summary>
/// <param name="Rate">0 to 1, to four decimals; null where there are none to count.</param>
internal sealed record ShareView(long Counted, long Of, double? Rate, string Href, string OfHref);

/// <summary>Working days that the handling took, over the matters of the list.</summary>
internal sealed record DaysView(double? Average, double? Median, long Of, string OfHref);

/// <summary>Minutes to the first word, over the matters of the list.</summary>
internal sealed record ResponseView(double? MedianMinutes, long Of, string OfHref);

/// <summary>Confirmed cards that count for the unit (计入绩效的督办卡), of those raised in the period.</summary>
internal sealed record ConfirmedCardsView(CountView Yellow, CountView Red)
{
    public static ConfirmedCardsView? Of(ConfirmedCards? cards, MatterChoice choice, Instant at) =>
        cards is not null && CardFigures.FilterOf(choice) is { } filter
            ? new(
                new(cards.Yellow, CardLinks.To(filter with { Colour = CardColours.Yellow }, at)),
                new(cards.Red, CardLinks.To(filter with { Colour = CardColours.Red }, at)))
            : null;
}

/// <summary>The figures of a unit (单位绩效); each opens onto the matters behind it.</summary>
/// <param name="Unit">Null for all units together.</param>
/// <param name="Cards">Null where what is asked for is nothing that a card knows: item, stage, town, light or tile.</param>
internal sealed record UnitLine(
    string? Unit, LocalizedText Name, CountView Received, CountView Handled, ShareView OnTime, ShareView InLegalTime, DaysView Days,
    ShareView Returned, ShareView Reworked, ShareView Reopened, ShareView Corrections, ShareView Rated, ShareView Satisfaction,
    ShareView Bad, ResponseView FirstResponse, CountView Open, CountView Overdue,
    ConfirmedCardsView? Cards)
{
    public static UnitLine Of(string? unit, LocalizedText name, UnitFigures u, MatterChoice choice, Instant at)
    {
        var own = unit is null ? choice : choice with { Unit = unit };
        string Href(string figure) => MatterLinks.To(own with { Figure = figure }, at);
        CountView Count(long count, string figure) => new(count, Href(figure));
        ShareView Share(long counted, string figure, long of, string ofFigure) =>
            new(counted, of, of == 0 ? null : Math.Round((double)counted / of, 4), Href(figure), Href(ofFigure));
        return new(
            unit, name, Count(u.Received, MatterFigures.Received), Count(u.Handled, MatterFigures.Handled),
            Share(u.OnTime, MatterFigures.OnTime, u.Promised, MatterFigures.Promised),
            Share(u.InLegalTime, MatterFigures.InLegalTime, u.Limited, MatterFigures.Limited),
            new(u.AverageDays, u.MedianDays, u.Handled, Href(MatterFigures.Handled)),
            Share(u.Returned, MatterFigures.Returned, u.Received, MatterFigures.Received),
            Share(u.Reworked, MatterFigures.Reworked, u.Received, MatterFigures.Received),
            Share(u.Reopened, MatterFigures.Reopened, u.Received, MatterFigures.Received),
            Share(u.Corrected, MatterFigures.Corrected, u.Received, MatterFigures.Received),
            Share(u.Rated, MatterFigures.Rated, u.Handled, MatterFigures.Handled),
            Share(u.Satisfied, MatterFigures.Satisfied, u.Rated, MatterFigures.Rated),
            Share(u.Bad, MatterFigures.Bad, u.Rated, MatterFigures.Rated),
            new(u.MedianResponseMinutes, u.Responded, Href(MatterFigures.Responded)),
            Count(u.Open, MatterFigures.Open), Count(u.Overdue, MatterFigures.Overdue), ConfirmedCardsView.Of(u.Cards, own, at));
    }
}

/// <summary>The figures of a period, of all units together and of each.</summary>
internal sealed record UnitsView(Instant At, Instant From, Instant To, UnitLine All, IReadOnlyList<UnitLine> Units)
{
    public static UnitsView Of(Units units, MatterChoice choice, SupervisionWords words)
    {
        var bounded = choice with { Figure = null, From = units.From, To = units.To };
        return new(
            units.At, units.From, units.To,
            UnitLine.Of(null, choice.Unit is { } one ? words.Unit(one) : new("全部单位", "All units"), units.All, bounded, units.At),
            [.. units.ByUnit.Select(u => UnitLine.Of(u.Key, words.Unit(u.Key), u.Value, bounded, units.At))]);
    }
}

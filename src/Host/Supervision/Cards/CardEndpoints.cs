using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Supervision.Cards;

namespace SmartCity.Host.Supervision.Cards;

/// <summary>One card in the list.</summary>
/// <param name="Light">How the explanation or the judgement stands for time; null once the card is closed.</param>
internal sealed record CardLine(
    Guid Id, string Number, string Colour, CardCauseName Cause, string Rule, bool Counts, CardMatter Matter, string Unit,
    LocalizedText UnitName, Instant HappenedAt, Instant RaisedAt, string State, Instant? DueAt, string? Light);

/// <summary>How many of the cards are of this code.</summary>
internal sealed record CardTally(string Code, LocalizedText Name, int Cards);

/// <summary>How many cards there are; each way of counting adds up to the total, which is what the list holds.</summary>
internal sealed record CardTotals(
    int Total, IReadOnlyList<CardTally> ByColour, IReadOnlyList<CardTally> ByState, IReadOnlyList<CardTally> ByUnit,
    IReadOnlyList<CardTally> ByCause);

/// <param name="At">What it is as of: asked again as <c>?asOf=</c>, the same comes again.</param>
internal sealed record CardsAnswer(Instant At, IReadOnlyList<CardLine> Items, string? NextCursor, CardTotals Counts);

/// <summary>The cards over HTTP; they are explained and judged through their tasks.</summary>
internal static class CardEndpoints
{
    public static void MapCards(this IEndpointRouteBuilder api) =>
        api.MapGet("/supervision/cards", List).RequireAuthorization(Rights.Supervise).WithTags("Supervision")
            .WithSummary("Yellow and red cards with their causes, newest first, and their counts").Produces<CardsAnswer>();

    private static async Task<CardsAnswer> List(
        CardList list, CardRulebook rules, UnitDirectory units, IClock clock, string? from, string? to, string? colour,
        string? cause, string? unit, string? state, string? kind, bool? counts, string? asOf, int? limit, string? cursor, CancellationToken stop)
    {
        var (begin, end) = QueryTimes.Period(from, to);
        var filter = new CardFilter(
            begin, end, QueryWords.OneOf("colour", colour, CardColours.All), QueryWords.OneOf("cause", cause, rules.Causes), unit,
            QueryWords.OneOf("state", state, CardStates.All), kind, counts);
        var size = Paging.Limit(limit);
        var after = MomentCursor.Place(cursor, (at, id) => new CardPlace(at, id));
        var found = await list.Find(filter, after, size + 1, QueryTimes.AsOf(asOf, clock), stop);
        var page = Paging.Of(found.Rows, size, row => Line(row, found.At, units), row => MomentCursor.Text(row.RaisedAt, row.Id));
        return new(found.At, page.Items, page.NextCursor, new(
            found.Total, Counts(found, "colour", count => CardColours.Name(count.Code)),
            Counts(found, "state", count => CardWords.State(count.Code)!), Counts(found, "unit", count => units.Name(count.Code)),
            Counts(found, "cause", count => new(count.NameZh, count.NameEn))));
    }

    private static List<CardTally> Counts(CardsFound found, string by, Func<CardCount, LocalizedText> name) =>
        [.. found.Counts.Where(count => count.By == by).Select(count => new CardTally(count.Code, name(count), count.Cards))];

    private static CardLine Line(CardRow row, Instant at, UnitDirectory units) => new(
        row.Id, row.Number, row.Colour, new(row.Cause, new(row.CauseZh, row.CauseEn)), row.Rule, row.Counts,
        new(row.MatterId, row.MatterNumber, row.MatterKind, new(row.MatterZh, row.MatterEn)), row.Unit, units.Name(row.Unit),
        row.HappenedAt, row.RaisedAt, row.State, row.DueAt, LightOf(row, at));

    /// <summary>The light of a card at a moment; null where no time runs.</summary>
    public static string? LightOf(CardRow row, Instant at) =>
        row.DueAt is not { } due ? null : at > due ? "red" : at >= row.WarnAt ? "yellow" : "green";
}

using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Supervision.Reviews;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Supervision.Reviews;

namespace SmartCity.Host.Supervision.Reviews;

/// <summary>What codes in reviews are called, and figures with the lists behind them.</summary>
internal sealed class ReviewWords(UnitDirectory units, IEnumerable<IMatterWords> kinds, AccountBook accounts)
{
    private readonly IReadOnlyList<string> _staff = [.. accounts.People.Select(person => person.DisplayName).Distinct()];

    private static readonly LocalizedText Everything = new("全部", "All");

    public LocalizedText Unit(string code) => units.Name(code);

    /// <summary>The service or the case; the kind's name where it has none.</summary>
    public LocalizedText Item(string kind, string? item, string? zh, string? en) =>
        zh is not null && en is not null ? new(zh, en)
        : item is not null ? new(item, item)
        : kinds.FirstOrDefault(k => k.Kind == kind)?.KindName ?? new(kind, kind);

    /// <summary>What everybody may read of it; what was written once it is released, without the names of anybody who works here.</summary>
    public PublicReview Public(ReviewEntry row) => new(
        Item(row.Kind, row.Item, row.ItemZh, row.ItemEn), row.Unit, Unit(row.Unit), row.RatedAt!.Value.InZone(WorkingCalendar.Zone).Date,
        row.Level!.Value, row.Released ? PublicText.Of(row.Comment, _staff) : null,
        row is { Released: true, Bad: true } ? PublicText.Of(row.Measures, _staff) : null);

    public ReviewLine Line(ReviewEntry row) => new(
        row.Id, row.Number, row.Kind, Item(row.Kind, row.Item, row.ItemZh, row.ItemEn), row.Unit, Unit(row.Unit), row.AskedAt, row.Channel,
        row.RatedAt, row.Level, row.Bad, row.Comment, row.CallBackBy, row.CalledBackAt, row.RectifyBy, row.RectifiedAt, row.Measures,
        row.Published, row.Released);

    public ReviewFiguresOf Figures(ReviewCounts c, ReviewFilter filter, Instant at)
    {
        var own = c.Kind is { } one ? filter with { Kind = one, Item = c.Item ?? ReviewFilter.None }
            : filter with { Unit = c.Unit ?? filter.Unit };
        string Href(string set) => ReviewLinks.To(set, own, at);
        var name = c.Unit is { } unit ? Unit(unit) : c.Kind is { } kind ? Item(kind, c.Item, c.ItemZh, c.ItemEn) : Everything;
        return new(
            c.Unit ?? c.Item ?? c.Kind, name, c.Counts[ReviewSets.Asked], c.Counts[ReviewSets.Rated],
            ReviewRates.All.ToDictionary(rate => rate.Formula.Code, rate =>
            {
                var (counted, of) = (c.Counts[rate.Counted], c.Counts[rate.Of]);
                return new ReviewShare(
                    counted, of, of == 0 ? null : Math.Round((double)counted / of, 4), Href(rate.Counted), Href(rate.Of));
            }));
    }
}

/// <summary>The address of the list behind a figure, as of the same moment.</summary>
internal static class ReviewLinks
{
    public static string To(string set, ReviewFilter filter, Instant at)
    {
        (string Name, string? Value)[] words =
        [
            ("figure", set), ("unit", filter.Unit), ("kind", filter.Kind), ("item", filter.Item),
            ("from", BeijingInstantJson.Text(filter.From)),
            ("to", BeijingInstantJson.Text(filter.To)), ("asOf", BeijingInstantJson.Text(at)),
        ];
        return "/api/v1/supervision/reviews/list?"
            + string.Join('&', words.Where(w => w.Value is not null).Select(w => $"{w.Name}={Uri.EscapeDataString(w.Value!)}"));
    }
}

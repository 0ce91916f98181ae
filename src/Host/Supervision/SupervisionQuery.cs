using Microsoft.AspNetCore.Mvc;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Supervision;

/// <summary>What all addresses of supervision take, as it stands in the query.</summary>
/// <param name="From">Day or moment; a day begins at Beijing's midnight.</param>
/// <param name="To">Day, which is within the period, or moment, which is not.</param>
/// <param name="AsOf">A past moment; the answer is what it was then.</param>
internal sealed record SupervisionQuery(
    [FromQuery(Name = "kind")] string? Kind,
    [FromQuery(Name = "item")] string? Item,
    [FromQuery(Name = "stage")] string? Stage,
    [FromQuery(Name = "unit")] string? Unit,
    [FromQuery(Name = "town")] string? Town,
    [FromQuery(Name = "light")] string? Light,
    [FromQuery(Name = "figure")] string? Figure,
    [FromQuery(Name = "tile")] string? Tile,
    [FromQuery(Name = "from")] string? From,
    [FromQuery(Name = "to")] string? To,
    [FromQuery(Name = "asOf")] string? AsOf)
{
    private const int MostBuckets = 1_000;
    private static readonly string[] Lights = ["green", "yellow", "red"];

    public static SupervisionQuery Nothing { get; } = new(null, null, null, null, null, null, null, null, null, null, null);

    /// <exception cref="RequestRefused">A word is none of those that there are, or the period ends before it begins.</exception>
    public MatterChoice Choice()
    {
        var (from, to) = QueryTimes.Period(Word(From), Word(To));
        return new()
        {
            Kind = Word(Kind),
            Item = Word(Item),
            Stage = QueryWords.OneOf("stage", Stage, Stages.All),
            Unit = Word(Unit),
            Town = Word(Town),
            Light = QueryWords.OneOf("light", Light, Lights),
            Figure = QueryWords.OneOf("figure", Figure, MatterFigures.Names),
            Tile = Word(Tile) is not { } tile ? null : MapTile.Parse(tile) ?? throw QueryWords.Unknown("tile"),
            From = from,
            To = to,
        };
    }

    /// <summary>The width of a trend's buckets; a day where nobody says it.</summary>
    public static string Width(string? by) => QueryWords.OneOf("by", by, Trend.Widths.Keys) ?? "day";

    /// <summary>The choice of a trend that is not too long to be shown.</summary>
    public MatterChoice BoundedChoice(string width, Instant at)
    {
        var choice = Choice() with { Figure = null };
        var (from, to) = Trend.PeriodOf(choice, width, at);
        return Trend.Starts(width, from, to).Take(MostBuckets + 1).Count() <= MostBuckets ? choice : throw new RequestRefused(
            400, "request.bad-period", $"时间段过长，最多 {MostBuckets} 个间隔。", $"The period is too long: {MostBuckets} steps at most.");
    }

    public static IReadOnlyList<string> Measures(string? measure) =>
        QueryWords.OneOf("measure", measure, TrendView.Measures) is { } one ? [one] : TrendView.Measures;

    public Instant? Moment(IClock clock) => QueryTimes.AsOf(Word(AsOf), clock);

    private static string? Word(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

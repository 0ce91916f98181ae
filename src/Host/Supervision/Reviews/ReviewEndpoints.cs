using NodaTime;
using SmartCity.Application.Supervision.Reviews;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Supervision.Reviews;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Supervision.Reviews;

namespace SmartCity.Host.Supervision.Reviews;

/// <summary>Reviews over HTTP: published to everybody without names, counted for supervisors, withheld by them.</summary>
internal static class ReviewEndpoints
{
    public static void MapReviews(this IEndpointRouteBuilder api)
    {
        api.MapGet("/reviews", Published).AllowAnonymous().RequireRateLimiting(ReviewsRegistration.Limit).WithTags("Citizens")
            .Produces<Page<PublicReview>>()
            .WithSummary("What people said of services, bad ones once they are put right; what they wrote once it is released");
        api.MapPost("/reviews/{matter:guid}/withhold", Withhold).RequireAuthorization(Rights.WithholdReviews).WithTags("Supervision")
            .Accepts<ReasonBody>("application/json").Produces<MatterAnswer>().WithSummary("Take a review out of the publication, with the reason");
        api.MapPost("/reviews/{matter:guid}/release", Release).RequireAuthorization(Rights.WithholdReviews).WithTags("Supervision")
            .Produces<MatterAnswer>().WithSummary("Publish what was written in a review, and what was done about it, as it stands now");
        var supervision = api.MapGroup("/supervision/reviews").WithTags("Supervision").RequireAuthorization(Rights.Supervise);
        supervision.MapGet("", Figures).Produces<ReviewsView>()
            .WithDescription("Without `from`: the 30 days up to `to`; without `to`: up to now, or to `asOf`.")
            .WithSummary("Asked, rated, satisfied, called back, put right: by unit and item, with formulas");
        supervision.MapGet("/list", List).Produces<ReviewsBehind>().WithSummary("The reviews behind a figure, newest first");
    }

    private static async Task<Page<PublicReview>> Published(
        ReviewList list, ReviewWords words, string? unit, string? item, int? level, int? limit, string? cursor, CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        if (level is < Review.Worst or > Review.Best) throw QueryWords.Unknown("level");
        var rows = await list.Published(unit, item, level, Place(cursor), size + 1, stop);
        return Paging.Of(rows, size, words.Public, row => MomentCursor.Text(row.RatedAt!.Value, row.Id));
    }

    private static Task<IResult> Withhold(Guid matter, HttpContext http, CommandDesk desk) =>
        desk.Run<ReasonBody>(http, "withhold-review", matter, (body, _, state, context, _) =>
            ReviewHandlers.Handle(new WithholdReview(matter, body.Reason), state, context), MatterAnswer.Of);

    private static Task<IResult> Release(Guid matter, HttpContext http, CommandDesk desk) =>
        desk.Run(http, "release-review", matter, (_, state, context) =>
            ReviewHandlers.Handle(new ReleaseReview(matter), state, context), MatterAnswer.Of);

    private static async Task<ReviewsView> Figures(
        ReviewFigures figures, ReviewWords words, IClock clock, string? from, string? to, string? unit, string? kind, string? item,
        string? asOf, CancellationToken stop)
    {
        var (at, filter, counts) = await figures.Count(Filter(from, to, unit, kind, item), QueryTimes.AsOf(asOf, clock), stop);
        ReviewFiguresOf Of(ReviewCounts c) => words.Figures(c, filter, at);
        return new(
            at, filter.From, filter.To, Of(counts.First(c => c is { Unit: null, Kind: null })), [.. counts.Where(c => c.Unit is not null).Select(Of)],
            [.. counts.Where(c => c.Kind is not null).Select(Of)], [.. ReviewRates.All.Select(rate => rate.Formula)]);
    }

    private static async Task<ReviewsBehind> List(
        ReviewList list, ReviewWords words, IClock clock, string? figure, string? from, string? to, string? unit, string? kind,
        string? item, string? asOf, int? limit, string? cursor, CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        var set = QueryWords.OneOf("figure", figure, ReviewSets.All.Keys) ?? ReviewSets.Asked;
        var (at, rows) = await list.Behind(
            set, Filter(from, to, unit, kind, item), Place(cursor), size + 1, QueryTimes.AsOf(asOf, clock), stop);
        var page = Paging.Of(rows, size, words.Line, row => MomentCursor.Text(row.AskedAt, row.Id));
        return new(at, page.Items, page.NextCursor);
    }

    private static ReviewPlace? Place(string? cursor) => MomentCursor.Place(cursor, (at, id) => new ReviewPlace(at, id));

    private static Func<Instant, ReviewFilter> Filter(string? from, string? to, string? unit, string? kind, string? item)
    {
        var (begin, end) = QueryTimes.Period(from, to);
        // What happens at the very moment is still within it.
        return at => new(begin ?? (end ?? at) - QueryTimes.Usual, end ?? at + Duration.FromTicks(10), unit, item, kind);
    }
}

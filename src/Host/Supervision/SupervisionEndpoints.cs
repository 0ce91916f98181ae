using NodaTime;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Supervision;

/// <summary>Boards and figures over HTTP, now or as of a past moment.</summary>
internal static class SupervisionEndpoints
{
    private const string Period =
        "Without `from` and `to`: what is open, and what was archived in the last 30 days. With one of them: what was opened within the period, "
        + "open or archived. `asOf`: the same as it was at that moment, which every answer names as `at`.";

    public static void MapBoards(this IEndpointRouteBuilder api)
    {
        var supervision = api.MapGroup("/supervision").WithTags("Supervision").RequireAuthorization(Rights.Supervise);
        supervision.MapGet("/board", Board).Produces<BoardView>().WithDescription(Period)
            .WithSummary("Matters by kind, stage, unit, town and light; every count opens onto the list behind it");
        supervision.MapGet("/matters", List).Produces<Page<SupervisedLine>>().WithDescription(Period)
            .WithSummary("The matters behind a count (`figure`: one of units'; without it those of the board), newest first");
        supervision.MapGet("/units", Units).Produces<UnitsView>()
            .WithDescription("Without `from`: the 30 days up to `to`; without `to`: up to now, or to `asOf`.")
            .WithSummary("What each unit received, handled and handled in time, how long it took, and what was said of it");
        supervision.MapGet("/trends", Trends).Produces<TrendView>()
            .WithDescription("`by`: day, week (from Monday), month or season; `measure`: opened, finished, on-time or median-days, all without it.")
            .WithSummary("How many matters came and went over time, and how many are to be expected in the next 14 days");
        supervision.MapGet("/rising", Rising).Produces<RisingView>()
            .WithSummary("Kinds and items of which unusually many came in the last 24 hours (EARS C2)");
        supervision.MapGet("/hot-spots", HotSpots).Produces<HotSpotsView>()
            .WithSummary("GeoJSON of the squares that matters of a period came from, each with its score (Getis–Ord Gi*)");
    }

    private static async Task<BoardView> Board(
        [AsParameters] SupervisionQuery query, SupervisionFigures figures, SupervisionWords words, IClock clock, CancellationToken stop)
    {
        var choice = query.Choice() with { Figure = null };
        return BoardView.Of(await figures.Board(choice, query.Moment(clock), stop), choice, words);
    }

    private static async Task<UnitsView> Units(
        [AsParameters] SupervisionQuery query, SupervisionFigures figures, SupervisionWords words, IClock clock, CancellationToken stop)
    {
        var choice = query.Choice() with { Figure = null };
        return UnitsView.Of(await figures.Units(choice, query.Moment(clock), stop), choice, words);
    }

    private static async Task<TrendView> Trends(
        [AsParameters] SupervisionQuery query, string? by, string? measure, SupervisionFigures figures, IClock clock,
        CancellationToken stop)
    {
        var (width, asOf) = (SupervisionQuery.Width(by), query.Moment(clock));
        var choice = query.BoundedChoice(width, asOf ?? clock.GetCurrentInstant());
        var measures = SupervisionQuery.Measures(measure);
        var (trend, forecast) = await figures.Trend(choice, width, asOf, stop);
        return TrendView.Of(trend, forecast, choice, width, measures);
    }

    private static async Task<RisingView> Rising(
        [AsParameters] SupervisionQuery query, SupervisionFigures figures, SupervisionWords words, IClock clock, CancellationToken stop)
    {
        var choice = query.Choice() with { Figure = null, From = null, To = null };
        return RisingView.Of(await figures.Rising(choice, query.Moment(clock), stop), choice, words);
    }

    private static async Task<HotSpotsView> HotSpots(
        [AsParameters] SupervisionQuery query, SupervisionFigures figures, IClock clock, CancellationToken stop)
    {
        var choice = query.Choice() with { Figure = null };
        return HotSpotsView.Of(await figures.HotSpots(choice, query.Moment(clock), stop), choice);
    }

    private static async Task<Page<SupervisedLine>> List(
        [AsParameters] SupervisionQuery query, int? limit, string? cursor, SupervisionFigures figures, IClock clock,
        CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        var after = MomentCursor.Place(cursor, (at, id) => new MatterPlace(at, id));
        var rows = await figures.List(query.Choice(), query.Moment(clock), after, size + 1, stop);
        return Paging.Of(rows, size, row => row, row => MomentCursor.Text(row.OpenedAt, row.Id));
    }
}

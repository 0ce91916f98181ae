using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.GridCases.Catalogue;

/// <summary>Figures of a period, which ends before <paramref name="To"/>, as they are or were at a moment.</summary>
internal sealed record CaseFiguresView(Instant At, Instant From, Instant To, string? Unit, CaseRates All, IReadOnlyList<UnitRates> Units);

/// <summary>What is searched and counted among city cases.</summary>
internal static class CaseFigureEndpoints
{
    private static readonly Period DefaultPeriod = NodaTime.Period.FromDays(30);
    private static readonly string[] Parts = ["counted", "of"];

    public static void MapCaseFigures(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/grid-cases").WithTags("Grid cases");
        cases.MapGet("/figures", Figures).RequireAuthorization(Rights.Supervise).Produces<CaseFiguresView>()
            .WithSummary("Rates of the cases reported in a period, of all units and of each, now or as of a moment");
        cases.MapGet("/figures/cases", Behind).RequireAuthorization(Rights.Supervise).Produces<Page<CaseLine>>()
            .WithSummary("The cases behind a figure (`part`: `counted`, or `of`), newest first");
        cases.MapGet("/duplicates", Near).RequireAuthorization(Rights.ReadDuplicates).Produces<Page<DuplicateCandidate>>()
            .WithSummary("Cases that a report of this kind at this place may be a duplicate of");
        cases.MapGet("/{id:guid}/duplicates", OfCase).RequireAuthorization(Rights.ReadDuplicates).Produces<Page<DuplicateCandidate>>()
            .WithSummary("Cases that this one may be a duplicate of");
    }

    private static async Task<CaseFiguresView> Figures(
        CaseStatistics statistics, IClock clock, string? from, string? to, string? unit, string? asOf, CancellationToken stop)
    {
        var figures = await statistics.Of(
            Period(from, to, unit),
            (at, period, one, figure, counted) => CaseLists.Href(at, period.From, period.To, one, null, figure, counted),
            QueryTimes.AsOf(asOf, clock), stop);
        return new(figures.At, figures.Period.From, figures.Period.To, unit, figures.All, figures.Units);
    }

    private static async Task<Page<CaseLine>> Behind(
        CaseStatistics statistics, IClock clock, string? figure, string? part, string? from, string? to, string? unit, string? town,
        string? asOf, int? limit, string? cursor, CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        var counted = QueryWords.OneOf("part", part, Parts) != Parts[1];
        var asked = QueryWords.OneOf("figure", figure, CaseStatistics.Figures) ?? CaseStatistics.Everything;
        var after = MomentCursor.Place(cursor, (at, id) => new MatterPlace(at, id));
        var rows = await statistics.Behind(
            asked, counted, town, Period(from, to, unit), after, size + 1, QueryTimes.AsOf(asOf, clock), stop);
        return Paging.Of(rows, size, row => row, row => MomentCursor.Text(row.ReportedAt, row.Id));
    }

    /// <summary>The period asked for; where nobody names one the 30 days before today, and today.</summary>
    private static Func<Instant, CasePeriod> Period(string? from, string? to, string? unit)
    {
        var (begin, end) = QueryTimes.Period(from, to);
        return at =>
        {
            var today = at.InZone(WorkingCalendar.Zone).Date;
            return new(begin ?? Start(today.Minus(DefaultPeriod)), end ?? Start(today.PlusDays(1)), unit);
        };
    }

    private static async Task<IResult> Near(
        Duplicates duplicates, IClock clock, string? kind, double longitude, double latitude, CancellationToken stop)
    {
        if (!(Math.Abs(longitude) <= 180) || !(Math.Abs(latitude) < 90))
            throw new RequestRefused(400, "request.bad-place", "经纬度无效。", "That is no longitude and latitude.");
        return Page(await duplicates.Near(kind, longitude, latitude, clock.GetCurrentInstant(), null, stop));
    }

    private static async Task<IResult> OfCase(Guid id, HttpContext http, MatterDesk desk, Duplicates duplicates, CancellationToken stop)
    {
        if (await desk.Visible(http.Actor(), id, stop) is not GridCase found) return new MatterNotFound().ToProblem();
        return Page(await duplicates.Near(
            found.KindCode, found.Location.Longitude, found.Location.Latitude, found.OpenedAt, found.Id, stop));
    }

    private static IResult Page(IReadOnlyList<DuplicateCandidate> found) => Results.Ok(new Page<DuplicateCandidate>(found, null));

    private static Instant Start(LocalDate day) => WorkingCalendar.Zone.AtStartOfDay(day).ToInstant();
}

using NodaTime;
using NodaTime.Text;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.GridCases.Catalogue;

/// <summary>Figures of a period; it ends before <paramref name="To"/>.</summary>
internal sealed record CaseFiguresView(Instant From, Instant To, string? Unit, CaseRates All, IReadOnlyList<UnitRates> Units);

/// <summary>What is searched and counted among city cases.</summary>
internal static class CaseFigureEndpoints
{
    private static readonly Period DefaultPeriod = Period.FromDays(30);

    public static void MapCaseFigures(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/grid-cases").WithTags("Grid cases");
        cases.MapGet("/figures", Figures).RequireAuthorization(Rights.Supervise).Produces<CaseFiguresView>()
            .WithSummary("Rates of the cases reported in a period, of all units and of each");
        cases.MapGet("/duplicates", Near).RequireAuthorization(Rights.AnalyseCases).Produces<Page<DuplicateCandidate>>()
            .WithSummary("Cases that a report of this kind at this place may be a duplicate of");
        cases.MapGet("/{id:guid}/duplicates", OfCase).RequireAuthorization(Rights.AnalyseCases).Produces<Page<DuplicateCandidate>>()
            .WithSummary("Cases that this one may be a duplicate of");
    }

    private static async Task<IResult> Figures(
        CaseStatistics statistics, IClock clock, string? from, string? to, string? unit, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var today = now.InZone(WorkingCalendar.Zone).Date;
        var begin = from is null ? Start(today.Minus(DefaultPeriod)) : Moment(from, "from", 0);
        var end = to is null ? Start(today.PlusDays(1)) : Moment(to, "to", 1);
        var figures = await statistics.Of(begin, end, unit, now, stop);
        return Results.Ok(new CaseFiguresView(begin, end, unit, figures.All, figures.Units));
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

    /// <summary>A moment, or a local day: its beginning, or with <paramref name="days"/> the end of that many.</summary>
    private static Instant Moment(string text, string name, int days) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1900 and < 3000 } day } ? Start(day.PlusDays(days))
            : BeijingInstantJson.TryParse(text, out var moment) ? moment
            : throw new RequestRefused(400, "request.bad-time", $"{name} 不是日期或时间。", $"{name} is neither a day nor a time.");

    private static Instant Start(LocalDate day) => WorkingCalendar.Zone.AtStartOfDay(day).ToInstant();
}

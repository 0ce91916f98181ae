using NodaTime;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals;

namespace SmartCity.Host.Referrals;

/// <summary>Figures of referrals over HTTP.</summary>
internal static class ReferralFigureEndpoints
{
    public static void MapFigures(this IEndpointRouteBuilder referrals) =>
        referrals.MapGet("/figures", Figures).RequireAuthorization(Rights.Supervise).Produces<ReferralFigures>()
            .WithSummary("Referrals by direction: accepted, time to reception, no-shows, of those submitted within a period");

    private static async Task<IResult> Figures(
        ReferralStatistics statistics, IClock clock, string? from, string? to, string? asOf, CancellationToken stop)
    {
        var (begin, end) = QueryTimes.Period(from, to);
        return Results.Ok(await statistics.Of(begin, end, QueryTimes.AsOf(asOf, clock), stop));
    }
}

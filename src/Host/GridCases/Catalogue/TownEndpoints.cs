using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.GridCases.Catalogue;

/// <summary>One town in the monthly ranking (月度排名).</summary>
/// <param name="Rank">From 1, equal scores share one; null where the score is.</param>
/// <param name="Change">Places gained since the month before; null where it was not ranked in one of the two.</param>
/// <param name="Score">0 to 100; null where one of the three rates has nothing to count.</param>
internal sealed record TownView(
    string Town, LocalizedText Name, int? Rank, int? Change, double? Score, long Cases, CaseRate Response, CaseRate Solved, CaseRate Satisfied);

/// <summary>The ranking of a month; null weights where none were published.</summary>
internal sealed record TownsView(Instant At, string Month, HotlineWeights? Weights, IReadOnlyList<TownView> Towns);

/// <summary>The towns by response, resolution and satisfaction (接诉即办考评, 北京市接诉即办工作条例第三十二条).</summary>
internal static class TownEndpoints
{
    public static void MapTowns(this IEndpointRouteBuilder api) =>
        api.MapGet("/supervision/towns", Towns).WithTags("Supervision").RequireAuthorization(Rights.Supervise).Produces<TownsView>()
            .WithSummary("Response, resolution and satisfaction of each town in a month, and its rank")
            .WithDescription("`month` such as 2026-11; without it the present one. Counted are the cases reported in it.");

    private static async Task<TownsView> Towns(
        TownBoard board, IClock clock, string? month, string? asOf, CancellationToken stop) =>
        await board.Of(Month(month), QueryTimes.AsOf(asOf, clock), stop);

    private static YearMonth? Month(string? text) => text is null ? null
        : YearMonthPattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1900 and < 3000 } month } ? month
        : throw new RequestRefused(400, "request.bad-time", "month 必须是年月，如 2026-11。", "month must be a month, such as 2026-11.");
}

/// <summary>Works out the ranking of a month.</summary>
internal sealed class TownBoard(TownStatistics statistics, HotlineRules rules, GridMap map, UnitDirectory units)
{
    public async Task<TownsView> Of(YearMonth? asked, Instant? asOf, CancellationToken stop)
    {
        YearMonth MonthAt(Instant at) => asked ?? at.InZone(WorkingCalendar.Zone).Date.ToYearMonth();
        var (at, rates) = await statistics.Of(at => [Period(MonthAt(at)), Period(MonthAt(at).PlusMonths(-1))], asOf, stop);
        var month = MonthAt(at);
        var (weights, before) = (await Weights(month, asOf, stop), await Weights(month.PlusMonths(-1), asOf, stop));
        var (now, then) = (Ranked(rates[0], weights), Ranked(rates[1], before));
        return new(at, YearMonthPattern.Iso.Format(month), weights,
        [
            .. map.Towns.Union(rates[0].Keys).Select(town => View(town, now.GetValueOrDefault(town), then.GetValueOrDefault(town)))
                .OrderBy(town => town.Rank ?? int.MaxValue).ThenBy(town => town.Town, StringComparer.Ordinal),
        ]);

        TownView View(string town, (int Rank, double Score) own, (int Rank, double Score) last)
        {
            var found = rates[0].GetValueOrDefault(town) ?? new(town, 0, new(0, 0), new(0, 0), new(0, 0));
            var period = Period(month);
            CaseRate Linked(CaseRate rate, string figure) => rate with
            {
                Href = CaseLists.Href(at, period.From, period.To, null, town, figure, true),
                OfHref = CaseLists.Href(at, period.From, period.To, null, town, figure, false),
            };
            return new(
                town, units.Name(town), own.Rank == 0 ? null : own.Rank, own.Rank == 0 || last.Rank == 0 ? null : last.Rank - own.Rank,
                own.Rank == 0 ? null : own.Score, found.Cases, Linked(found.Response, "response"), Linked(found.Solved, "solved"),
                Linked(found.Satisfied, "satisfied"));
        }
    }

    private Task<HotlineWeights?> Weights(YearMonth month, Instant? asOf, CancellationToken stop) =>
        rules.On(month.OnDayOfMonth(1).With(DateAdjusters.EndOfMonth), asOf, stop);

    /// <summary>Rank and score of those towns that have one; a town that has none is not among them.</summary>
    private static Dictionary<string, (int Rank, double Score)> Ranked(IReadOnlyDictionary<string, TownRates> rates, HotlineWeights? weights)
    {
        var scores = rates.Values.Select(t => (t.Town, Score: weights?.Score(t.Response.Value, t.Solved.Value, t.Satisfied.Value)))
            .Where(t => t.Score is not null).ToDictionary(t => t.Town, t => t.Score!.Value);
        return scores.ToDictionary(t => t.Key, t => (1 + scores.Values.Count(other => other > t.Value), t.Value));
    }

    private static CasePeriod Period(YearMonth month) => new(
        WorkingCalendar.Zone.AtStartOfDay(month.OnDayOfMonth(1)).ToInstant(),
        WorkingCalendar.Zone.AtStartOfDay(month.PlusMonths(1).OnDayOfMonth(1)).ToInstant(), null);
}

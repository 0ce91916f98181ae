using NodaTime;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.GridCases;

/// <summary>The three rates of a town in a month (三率: 响应率、解决率、满意率).</summary>
public sealed record TownRates(string Town, long Cases, CaseRate Response, CaseRate Solved, CaseRate Satisfied);

/// <summary>Counts the three rates of 12345 by the town that a case lies in.</summary>
public sealed class TownStatistics(Snapshots snapshots)
{
    private static readonly string[] Three = ["response", "solved", "satisfied"];

    /// <summary>Of each of the periods the rates of every town that has cases, all as of one moment.</summary>
    /// <param name="periods">Bounds of the reports, given the moment.</param>
    public Task<(Instant At, IReadOnlyList<IReadOnlyDictionary<string, TownRates>> Rates)> Of(
        Func<Instant, IReadOnlyList<CasePeriod>> periods, Instant? asOf, CancellationToken stop) =>
        snapshots.Read<(Instant, IReadOnlyList<IReadOnlyDictionary<string, TownRates>>)>(asOf, async snapshot =>
        {
            var rates = new List<IReadOnlyDictionary<string, TownRates>>();
            foreach (var period in periods(snapshot.At)) rates.Add(await Of(snapshot, period, stop));
            return (snapshot.At, rates);
        }, stop);

    private static async Task<IReadOnlyDictionary<string, TownRates>> Of(Snapshot snapshot, CasePeriod period, CancellationToken stop)
    {
        var three = Three.Select(name => JudgedCases.Rates(false)[name])
            .SelectMany(rate => new[] { rate.Counted, rate.Of });
        await using var query = snapshot.Query(
            $"""
            select town, count(*) filter (where a_case), {string.Join(", ", three.Select(of => $"count(*) filter (where {of})"))}
            from {JudgedCases.Of(GridCaseRow.Spans.Rows(snapshot.Now))} group by town
            """,
            period.From, period.To, period.Unit);
        await using var row = await query.ExecuteReaderAsync(stop);
        var towns = new Dictionary<string, TownRates>();
        while (await row.ReadAsync(stop))
            towns[row.GetString(0)] = new(row.GetString(0), row.GetInt64(1), Rate(2), Rate(4), Rate(6));
        return towns;

        CaseRate Rate(int at) => new(row.GetInt64(at), row.GetInt64(at + 1));
    }
}

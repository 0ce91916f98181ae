using SmartCity.Application.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.GridCases;

/// <summary>
/// The closed loop (闭环): of the cases that were handled and archived in the last twelve months, those with all six phases on
/// record. What was refused, transferred or merged is not counted.
/// </summary>
internal sealed class ClosedLoop : IComputesIndicator
{
    public string Code => "P5";

    public async Task<IndicatorFigures> Compute(Snapshot snapshot, CancellationToken stop)
    {
        await using var query = snapshot.Query(
            $"select to_char(archived_at at time zone 'Asia/Shanghai', 'YYYY-MM'), count(*) filter (where phases = 6), count(*) "
            + $"from {PhaseRow.Table.Rows(snapshot.Now)} r where archived_at <= $1 and archived_at >= $2 and handled group by 1",
            IndicatorMonths.Start(snapshot.At));
        return await IndicatorFigures.Share(snapshot, query, stop);
    }
}

/// <summary>
/// The four firsts (四个第一) of the cases reported in the last twelve months: minutes from occurrence to discovery, discovery to
/// response, response to disposal, disposal to feedback. Percentiles are interpolated. By month: the median from occurrence to
/// disposal.
/// </summary>
internal sealed class FourFirsts : IComputesIndicator
{
    private static readonly (string Code, string From, string To)[] Steps =
    [
        ("occurrence-to-discovery", "occurred_at", "opened_at"), ("discovery-to-response", "opened_at", "responded_at"),
        ("response-to-disposal", "responded_at", "resolved_at"), ("disposal-to-feedback", "resolved_at", "fed_back_at"),
    ];

    public string Code => "P12";

    public async Task<IndicatorFigures> Compute(Snapshot snapshot, CancellationToken stop)
    {
        var cases = $"{PhaseRow.Table.Rows(snapshot.Now)} r where opened_at <= $1 and opened_at >= $2 and handled";
        var start = IndicatorMonths.Start(snapshot.At);
        var parts = new List<IndicatorPart>();
        await using (var query = snapshot.Query(
            $"select {string.Join(", ", Steps.Select(step => Step(step.From, step.To)))} from {cases}", start))
        await using (var row = await query.ExecuteReaderAsync(stop))
        {
            await row.ReadAsync(stop);
            foreach (var (i, step) in Steps.Index())
                parts.Add(new(step.Code, row.GetInt64(3 * i), Minutes(row, 3 * i + 1), Minutes(row, 3 * i + 2)));
        }

        var months = new Dictionary<string, (decimal? Median, long Count)>();
        await using (var query = snapshot.Query(
            $"select to_char(opened_at at time zone 'Asia/Shanghai', 'YYYY-MM'), {Step("occurred_at", "resolved_at")} from {cases} group by 1",
            start))
        await using (var row = await query.ExecuteReaderAsync(stop))
            while (await row.ReadAsync(stop)) months[row.GetString(0)] = (Minutes(row, 2), row.GetInt64(1));
        return new(
            null, null,
            [.. IndicatorMonths.Of(snapshot.At).Select(month => months.GetValueOrDefault(month.Month) is var (median, count)
                ? new IndicatorMonth(month.Month, median, count, count)
                : new IndicatorMonth(month.Month, null, 0, 0))], parts);
    }

    private static string Step(string from, string to)
    {
        var minutes = $"extract(epoch from {to} - {from})::double precision / 60";
        return $"count({to} - {from}), percentile_cont(0.5) within group (order by {minutes}), "
            + $"percentile_cont(0.95) within group (order by {minutes})";
    }

    private static decimal? Minutes(System.Data.Common.DbDataReader row, int i) =>
        row.IsDBNull(i) ? null : decimal.Round((decimal)row.GetDouble(i), 2);
}

/// <summary>The cells of the grid by the map.</summary>
internal sealed class GridCells(GridMap map) : IGridCells
{
    public int Count => map.Cells.Count;

    public string? CellOf(double longitude, double latitude) => map.Locate(longitude, latitude)?.Cell;
}

/// <summary>What city cases know of the plan's indicators.</summary>
internal static class CaseIndicators
{
    public static WebApplicationBuilder AddCaseIndicators(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(PhaseRow.Table).AddSingleton(PhaseRow.Schema);
        builder.Services.AddSingleton<IComputesIndicator, ClosedLoop>().AddSingleton<IComputesIndicator, FourFirsts>();
        builder.Services.AddSingleton<IGridCells, GridCells>();
        return builder;
    }
}

using NodaTime;
using Npgsql;

namespace SmartCity.Projections.GridCases.Imports;

/// <summary>What came of one imported log of cases (导入结果), against the due dates that it states itself.</summary>
/// <param name="Total">The whole log.</param>
/// <param name="Units">The same for each unit, by code.</param>
public sealed record CaseImportFigures(string Source, CaseCounts Total, IReadOnlyList<UnitCaseCounts> Units);

/// <summary>The cases of one unit.</summary>
public sealed record UnitCaseCounts(string Unit, CaseCounts Counts);

/// <summary>Cases counted.</summary>
/// <param name="Handled">Closed: on time, overdue and without a due date together.</param>
/// <param name="OnTime">Closed, and not after the due moment.</param>
/// <param name="Overdue">Closed after it.</param>
/// <param name="WithoutDueDate">Closed, and no due date was stated: neither on time nor late.</param>
/// <param name="Open">Not closed.</param>
/// <param name="OpenOverdue">Not closed, and the due moment has passed.</param>
/// <param name="MedianHours">Median of hours from the report to the closing; null when nothing was closed.</param>
public sealed record CaseCounts(
    long Cases, long Handled, long OnTime, long Overdue, long WithoutDueDate, long Open, long OpenOverdue,
    double? MedianHours);

/// <summary>Counts an imported log of cases as it stands at a moment.</summary>
public sealed class CaseImportStatistics(NpgsqlDataSource source)
{
    private const string Query =
        """
        select unit, count(*), count(closed_at),
            count(*) filter (where closed_at <= due_at), count(*) filter (where closed_at > due_at),
            count(*) filter (where closed_at is not null and due_at is null),
            count(*) filter (where closed_at is null),
            count(*) filter (where closed_at is null and due_at < $2),
            percentile_cont(0.5) within group (order by extract(epoch from closed_at - created_at) / 3600)
                filter (where closed_at is not null)
        from read.imported_grid_cases where source = $1
        group by rollup (unit) order by unit nulls first
        """;

    /// <summary>The figures of the log; null when nothing of it is here.</summary>
    public async Task<CaseImportFigures?> Of(string log, Instant now, CancellationToken stop)
    {
        await using var query = source.CreateCommand(Query);
        query.Parameters.Add(new() { Value = log });
        query.Parameters.Add(new() { Value = now });
        await using var row = await query.ExecuteReaderAsync(stop);
        CaseCounts? total = null;
        var units = new List<UnitCaseCounts>();
        while (await row.ReadAsync(stop))
        {
            long Count(int column) => row.GetFieldValue<long>(column);
            var counts = new CaseCounts(
                Count(1), Count(2), Count(3), Count(4), Count(5), Count(6), Count(7),
                row.IsDBNull(8) ? null : Math.Round(row.GetDouble(8), 4));
            if (row.IsDBNull(0)) total = counts;
            else units.Add(new(row.GetString(0), counts));
        }
        return total is { Cases: > 0 } ? new(log, total, units) : null;
    }
}

using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Approvals;

/// <summary>What came of one imported log (导入结果), against the planned ends that it states.</summary>
/// <param name="Events">Recorded steps; the system's own events about them (clocks, archiving) are not counted.</param>
/// <param name="OnTime">Ended, and not after the planned moment.</param>
/// <param name="Late">Ended after it.</param>
/// <param name="Open">Not ended.</param>
/// <param name="OpenLate">Not ended, and the planned moment has passed.</param>
/// <param name="MedianDays">Median of days of 24 hours from start to end; null when nothing has ended.</param>
/// <param name="LongestWaiting">The department with the longest median, or null.</param>
public sealed record ImportFigures(
    string Source, long Matters, long Events, long OnTime, long Late, long Open, long OpenLate, double? MedianDays,
    DepartmentFigures? LongestWaiting, IReadOnlyList<DepartmentFigures> Departments);

/// <summary>The same for one department of the log.</summary>
public sealed record DepartmentFigures(string Department, long Matters, long Ended, long Late, double? MedianDays);

/// <summary>Counts an imported log as it stands at a moment.</summary>
public sealed class ImportStatistics(NpgsqlDataSource source)
{
    private const string Columns =
        """
        count(*), coalesce(sum(steps), 0),
        count(*) filter (where ended_at <= planned_at), count(*) filter (where ended_at > planned_at),
        count(*) filter (where ended_at is null), count(*) filter (where ended_at is null and planned_at < $2),
        percentile_cont(0.5) within group (order by extract(epoch from ended_at - started_at) / 86400)
            filter (where ended_at is not null)
        """;

    /// <summary>The figures of the log; null when nothing of it is here.</summary>
    public async Task<ImportFigures?> Of(string log, Instant now, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            $"""
            select unit, {Columns}
            from read.imported_approvals where source = $1
            group by rollup (unit) order by unit nulls first
            """);
        query.Parameters.Add(new() { Value = log });
        query.Parameters.Add(new() { Value = now });
        await using var row = await query.ExecuteReaderAsync(stop);
        ImportFigures? all = null;
        var departments = new List<DepartmentFigures>();
        double? Median() => row.IsDBNull(7) ? null : Math.Round(row.GetDouble(7), 4);
        while (await row.ReadAsync(stop))
        {
            long Count(int column) => row.GetFieldValue<long>(column);
            if (!row.IsDBNull(0))
                departments.Add(new(row.GetString(0), Count(1), Count(3) + Count(4), Count(4), Median()));
            else if (Count(1) > 0)
                all = new(
                    log, Count(1), Count(2), Count(3), Count(4), Count(5), Count(6), Median(), null, []);
        }
        return all is null ? null : all with
        {
            Departments = departments,
            LongestWaiting = departments.Where(d => d.MedianDays is not null).MaxBy(d => d.MedianDays),
        };
    }
}

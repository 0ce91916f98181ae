using System.Text.Json;
using SmartCity.Domain.Plans;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Plans;

/// <summary>What was reported of an indicator (指标报送台账), table <c>read.plan_indicators</c>; columns are the properties.</summary>
/// <param name="Reports">In the order in which they came.</param>
public sealed record IndicatorRow(Guid Id, string Code, IReadOnlyList<IndicatorReport> Reports)
{
    public static SpanTable Table { get; } = SpanTable.Of<ReportedIndicator, IndicatorRow>(
        "read.plan_indicators", (i, _) => new(i.Id, i.Code, i.Reports));

    /// <summary>Every report as of the snapshot's moment, by the code of its indicator, with the version of its stream.</summary>
    public static async Task<IReadOnlyDictionary<string, (long Version, IReadOnlyList<IndicatorReport> Reports)>> Read(
        Snapshot snapshot, CancellationToken stop)
    {
        await using var query = snapshot.Query(
            $"select code, version, reports from {Table.Rows(snapshot.Now)} r where $1::timestamptz is not null");
        await using var row = await query.ExecuteReaderAsync(stop);
        var reports = new Dictionary<string, (long, IReadOnlyList<IndicatorReport>)>();
        while (await row.ReadAsync(stop))
            reports[row.GetString(0)] = (
                row.GetInt64(1), JsonSerializer.Deserialize<List<IndicatorReport>>(row.GetString(2), RowJson.Options)!);
        return reports;
    }
}

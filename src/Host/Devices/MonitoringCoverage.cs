using SmartCity.Application.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.Devices;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Devices;

/// <summary>
/// Coverage of environment monitoring (在线监控覆盖率): cells of the grid with an air, water or noise station online, of all cells.
/// By month: as it stood at the month's end.
/// </summary>
internal sealed class MonitoringCoverage(IGridCells cells) : IComputesIndicator
{
    public string Code => "P6";

    public async Task<IndicatorFigures> Compute(Snapshot snapshot, CancellationToken stop)
    {
        var months = IndicatorMonths.Of(snapshot.At).ToList();
        await using var query = snapshot.Query(
            $"select m.i, s.longitude, s.latitude from unnest($2::timestamptz[]) with ordinality m (at, i) "
            + $"join {StationRow.Table.Name} s on s.since <= m.at and s.until > m.at where $1 is not null",
            months.Select(month => month.End).ToArray());
        var covered = months.Select(_ => new HashSet<string>()).ToArray();
        await using (var row = await query.ExecuteReaderAsync(stop))
            while (await row.ReadAsync(stop))
                if (cells.CellOf(row.GetDouble(1), row.GetDouble(2)) is { } cell) covered[row.GetInt64(0) - 1].Add(cell);
        return new(covered[^1].Count, cells.Count,
            [.. months.Select((month, i) => new IndicatorMonth(
                month.Month, cells.Count == 0 ? null : decimal.Round((decimal)covered[i].Count / cells.Count, 4), covered[i].Count, cells.Count))]);
    }
}

/// <summary>What devices know of the plan's indicators.</summary>
internal static class DeviceIndicators
{
    public static WebApplicationBuilder AddDeviceIndicators(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(StationRow.Table).AddSingleton(StationRow.Schema);
        builder.Services.AddSingleton<IComputesIndicator, MonitoringCoverage>();
        return builder;
    }
}

using SmartCity.Host.Shared;
using SmartCity.Projections.Approvals;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Approvals;

/// <summary>
/// Approvals handled online (网上办理率): of the applications of the last twelve months, those filed on the web, by app, at a
/// kiosk or by another system. Imported ones are not counted.
/// </summary>
internal sealed class OnlineShare : IComputesIndicator
{
    public string Code => "P1";

    public async Task<IndicatorFigures> Compute(Snapshot snapshot, CancellationToken stop)
    {
        await using var query = snapshot.Query(
            $"select to_char(opened_at at time zone 'Asia/Shanghai', 'YYYY-MM'), count(*) filter (where online), count(*) "
            + $"from {FilingRow.Table.Rows(snapshot.Now)} r where opened_at <= $1 and opened_at >= $2 group by 1",
            IndicatorMonths.Start(snapshot.At));
        return await IndicatorFigures.Share(snapshot, query, stop);
    }
}

/// <summary>What approvals know of the plan's indicators.</summary>
internal static class ApprovalIndicators
{
    public static WebApplicationBuilder AddApprovalIndicators(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(FilingRow.Table).AddSingleton(FilingRow.Schema);
        builder.Services.AddSingleton<IComputesIndicator, OnlineShare>();
        return builder;
    }
}

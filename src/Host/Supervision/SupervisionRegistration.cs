using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Supervision;

/// <summary>The capability Supervision (督查): boards, figures, cards.</summary>
internal static class SupervisionRegistration
{
    public static WebApplicationBuilder AddBoards(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(SupervisedRow.Table);
        builder.Services.AddSingleton(SupervisedRow.Schema);
        builder.Services.AddSingleton<SupervisionFigures>();
        builder.Services.AddSingleton<MatterDayCounts>();
        builder.Services.AddHostedService<MatterDayCounting>();
        builder.Services.AddSingleton<SupervisionWords>();
        return builder;
    }
}

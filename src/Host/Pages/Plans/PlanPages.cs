using SmartCity.Domain.Plans;
using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Layout;
using SmartCity.Host.Pages.Matters;

namespace SmartCity.Host.Pages.Plans;

/// <summary>What the plan adds to the pages: its board, its indicators, and the panel of an initiative.</summary>
internal static class PlanPages
{
    public static WebApplicationBuilder AddPlanPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new PageLink("/plan", new("行动计划", "Plan"), Rights.ReadMatters));
        builder.Services.AddSingleton(new MatterPanel(Initiative.MatterKind, typeof(InitiativePanel)));
        return builder;
    }
}

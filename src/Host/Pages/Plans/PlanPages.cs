using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Layout;

namespace SmartCity.Host.Pages.Plans;

/// <summary>What the plan adds to the pages.</summary>
internal static class PlanPages
{
    public static WebApplicationBuilder AddPlanPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new PageLink("/plan", new("行动计划", "Plan"), Rights.ReadMatters));
        return builder;
    }
}

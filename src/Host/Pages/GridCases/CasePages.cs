using SmartCity.Domain.GridCases;
using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Layout;
using SmartCity.Host.Pages.Matters;

namespace SmartCity.Host.Pages.GridCases;

/// <summary>What city cases add to the pages: their panel, their lists, the page on which one is reported.</summary>
internal static class CasePages
{
    public static WebApplicationBuilder AddCasePages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IFormOptions, CaseOptions>();
        builder.Services.AddSingleton<ReportDesk>();
        builder.Services.AddSingleton(new MatterPanel(GridCase.MatterKind, typeof(GridCasePanel)));
        builder.Services.AddSingleton(new PageLink("/report", new("案件上报", "Report"), Rights.ReportCase));
        return builder;
    }
}

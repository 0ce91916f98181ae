using SmartCity.Domain.Approvals;
using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Layout;
using SmartCity.Host.Pages.Matters;

namespace SmartCity.Host.Pages.Approvals;

/// <summary>What approvals add to the pages: their panel, their lists, the window.</summary>
internal static class ApprovalPages
{
    public static WebApplicationBuilder AddApprovalPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ItemMaterials>().AddSingleton<IFormOptions>(s => s.GetRequiredService<ItemMaterials>());
        builder.Services.AddSingleton<WindowDesk>();
        builder.Services.AddSingleton(new PageLink("/accept", new("窗口收件", "Window"), Rights.FileApproval));
        builder.Services.AddSingleton(new MatterPanel(Approval.MatterKind, typeof(ApprovalPanel)));
        return builder;
    }
}

using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Layout;

namespace SmartCity.Host.Pages.Audit;

/// <summary>What the audit adds to the pages: the search of events, and the replay of a stream.</summary>
internal static class AuditPages
{
    public static WebApplicationBuilder AddAuditPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new PageLink("/audit", new("审计", "Audit"), Rights.Audit));
        return builder;
    }
}

using SmartCity.Host.Approvals.Certificates;
using SmartCity.Host.Approvals.Imports;
using SmartCity.Host.Pages.Approvals;

namespace SmartCity.Host.Approvals;

/// <summary>The capability Approvals (行政审批), whole: items, applications, certificates, imported logs, pages.</summary>
internal static class ApprovalsCapability
{
    public static WebApplicationBuilder AddApprovals(this WebApplicationBuilder builder) =>
        builder.AddApplications().AddApprovalPages().AddCertificates().AddImports().AddApprovalIndicators();

    public static void MapApprovals(this IEndpointRouteBuilder api)
    {
        api.MapApplications();
        api.MapCertificates();
        api.MapImports();
    }
}

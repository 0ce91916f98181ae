using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Projections.Audit;

namespace SmartCity.Host.Audit;

/// <summary>
/// Notes what an auditor reads anywhere else than in streams, events and decisions, which note their own sequences; and whoever
/// reads the lists under <c>/audit</c>. It is noted before it is shown, whatever the answer then is.
/// </summary>
internal static class AuditTrail
{
    private const string Api = "/api/v1", Own = Api + "/audit";
    private static readonly string[] NotedThere = [Own + "/streams", Own + "/events", Own + "/decisions"];

    public static void UseAuditTrail(this WebApplication app) => app.Use(async (http, next) =>
    {
        var path = http.Request.Path;
        if (HttpMethods.IsGet(http.Request.Method) && path.StartsWithSegments(Api) && http.User.Identity?.IsAuthenticated == true
            && (http.User.Actor().Has(Roles.Auditor) || path.StartsWithSegments(Own)) && !NotedThere.Any(noted => path.StartsWithSegments(noted)))
            await http.RequestServices.GetRequiredService<AuditReads>().Note(
                http.Actor(), path.Value![(Api.Length + 1)..] + http.Request.QueryString.Value,
                Guid.TryParse(http.GetRouteValue("id")?.ToString(), out var stream) ? stream : null, null, null, http.RequestAborted);
        await next(http);
    });
}

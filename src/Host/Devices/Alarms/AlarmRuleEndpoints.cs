using NodaTime;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.Devices.Alarms;

namespace SmartCity.Host.Devices.Alarms;

/// <summary>Alarm rules and limits over HTTP: those in force, all versions of one, and the publication of a version.</summary>
internal static class AlarmRuleEndpoints
{
    public static void MapAlarmRules(this IEndpointRouteBuilder api)
    {
        var services = api.ServiceProvider;
        Map(api, services.GetRequiredService<AlarmRules>(), "/alarm-rules", "alarm rules", "an alarm rule");
        Map(api, services.GetRequiredService<Thresholds>(), "/thresholds", "sets of limits", "a set of limits");
    }

    private static void Map<T>(IEndpointRouteBuilder api, RuleShelf<T> shelf, string path, string many, string one)
        where T : class, IVersionedRules
    {
        var group = api.MapGroup(path).WithTags("Catalogue");
        group.MapGet("", (IClock clock) => Results.Ok(new
            {
                Items = shelf.All.Values.Select(rule => rule.InForce(clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date))
                    .OfType<T>().OrderBy(rule => rule.Code, StringComparer.Ordinal),
                NextCursor = (string?)null,
            }))
            .RequireAuthorization(Rights.ReadCatalogue).WithSummary($"The {many} in force today");
        group.MapGet("/{code}", (string code) => shelf.Find(code) is { } found
                ? Results.Ok(new { found.Code, found.Versions })
                : Problem.OfStatus(404).ToResult())
            .RequireAuthorization(Rights.ReadCatalogue).WithSummary($"All versions of {one}");
        group.MapPost("", async (HttpContext http, CancellationToken stop) =>
            {
                using var reader = new StreamReader(http.Request.Body);
                var rule = Parse<T>(await reader.ReadToEndAsync(stop));
                return (await shelf.Publish(rule, http.Actor(), stop)).Refusal is { } refusal
                    ? refusal.ToProblem()
                    : Results.Ok(new { rule.Code, rule.Version });
            })
            .RequireAuthorization(Rights.Administer).WithSummary($"Publish a version of {one}").Accepts<T>("application/json").Produces(200);
    }

    private static T Parse<T>(string json) where T : class
    {
        try
        {
            return CatalogueJson.Parse<T>(json);
        }
        catch (FormatException e)
        {
            throw new RequestRefused(400, "request.malformed", $"规则文件无法识别：{e.Message}", e.Message);
        }
    }
}

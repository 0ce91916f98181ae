using NodaTime;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.GridCases.Emergencies;

namespace SmartCity.Host.GridCases.Emergencies;

/// <summary>Response plans over HTTP: those in force, and the publication of a version.</summary>
internal static class ResponsePlanEndpoints
{
    public static void MapResponsePlans(this IEndpointRouteBuilder api)
    {
        var plans = api.MapGroup("/response-plans").WithTags("Catalogue");
        plans.MapGet("", (ResponsePlans known, IClock clock) =>
                Results.Ok(new { Items = known.InForce(clock.GetCurrentInstant()), NextCursor = (string?)null }))
            .RequireAuthorization(Rights.ReadCatalogue).WithSummary("Response plans in force today");
        plans.MapGet("/{code}", Find).RequireAuthorization(Rights.ReadCatalogue).WithSummary("One response plan").Produces<ResponsePlan>();
        plans.MapPost("", Publish).RequireAuthorization(Rights.Administer)
            .WithSummary("Publish a version of a response plan").Accepts<ResponsePlan>("application/json").Produces(200);
    }

    private static IResult Find(string code, ResponsePlans plans, IClock clock) =>
        plans.InForce(clock.GetCurrentInstant()).FirstOrDefault(plan => plan.Code == code) is { } found
            ? Results.Ok(found)
            : Problem.OfStatus(404).ToResult();

    /// <summary>The body is a plan file, with every name in both languages; the same version again changes nothing.</summary>
    private static async Task<IResult> Publish(HttpContext http, ResponsePlans plans, UnitDirectory units, CancellationToken stop)
    {
        using var reader = new StreamReader(http.Request.Body);
        var plan = Parse(await reader.ReadToEndAsync(stop));
        if (ResponsePlanFiles.UnknownUnit(plan, units) is { } unknown) return EmergencyUnitUnknown.Of("unit", unknown).ToProblem();
        return (await plans.Publish(plan, http.Actor(), stop)).Refusal is { } refusal
            ? refusal.ToProblem()
            : Results.Ok(new { plan.Code, plan.Version });
    }

    private static ResponsePlan Parse(string json)
    {
        try
        {
            return RulesFile.Parse<ResponsePlan>(json);
        }
        catch (FormatException e)
        {
            throw new RequestRefused(400, "request.malformed", $"预案文件无法识别：{e.Message}", e.Message);
        }
    }
}

using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Operations;

/// <summary>Health, and what an administrator does to a running system.</summary>
internal static class OperationsRegistration
{
    public static WebApplicationBuilder AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReadModelWatch>().AddHostedService(s => s.GetRequiredService<ReadModelWatch>());
        return builder;
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" })).AllowAnonymous().WithTags("Health");
        app.MapGet("/health/ready", Ready).AllowAnonymous().WithTags("Health")
            .WithSummary("200 only when commands are accepted and read models run");
    }

    public static void MapRebuild(this IEndpointRouteBuilder api) =>
        api.MapPost("/operations/rebuild", Rebuild).RequireAuthorization(Rights.Administer).WithTags("Operations")
            .WithSummary("Write the inline read models anew while the system serves; progress as JSON lines");

    private static IResult Ready(ReadModelWatch watch)
    {
        var (behind, running) = watch.Freshness;
        return Results.Json(
            new { status = running ? "ready" : "starting", readModels = new { behind, running } }, ApiJson.Options,
            statusCode: running ? 200 : 503);
    }

    private static async Task Rebuild(HttpContext http, ReadModelRebuild rebuild, CancellationToken stop)
    {
        http.Response.ContentType = "application/jsonl";
        await foreach (var progress in rebuild.Run(stop)) await http.Response.WriteLine(progress, stop);
    }
}

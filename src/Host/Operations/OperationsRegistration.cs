using SmartCity.Domain.Shared.Rules;
using SmartCity.Host.Identity;
using SmartCity.Host.Ledger;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Operations;

/// <summary>Health, and what an administrator does to a running system.</summary>
internal static class OperationsRegistration
{
    public static WebApplicationBuilder AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReadModelWatch>().AddHostedService(s => s.GetRequiredService<ReadModelWatch>());
        builder.Services.AddSingleton<ReadModelCheck>();
        builder.Services.AddSingleton<Reconciler>().AddHostedService(s => s.GetRequiredService<Reconciler>());
        builder.Services.AddSingleton(RetentionPeriods.Signature);
        builder.Services.AddSingleton<ArchiveMover>().AddHostedService(s => s.GetRequiredService<ArchiveMover>());
        return builder;
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" })).AllowAnonymous().WithTags("Health");
        app.MapGet("/health/ready", Ready).AllowAnonymous().WithTags("Health")
            .WithSummary("200 only when commands are accepted and read models run");
    }

    public static void MapReadModels(this IEndpointRouteBuilder api)
    {
        var operations = api.MapGroup("/operations").WithTags("Operations");
        operations.MapPost("/rebuild", Rebuild).RequireAuthorization(Rights.Administer)
            .WithSummary("Write the read models anew while the system serves; progress as JSON lines");
        operations.MapGet("/read-model-alarms", ReadModelAlarms.List).RequireAuthorization(Rights.WatchReadModels)
            .Produces<Page<ReadModelAlarm>>().WithSummary("Rows that were not what their stream says, newest first, and when they were mended");
    }

    private static IResult Ready(
        ReadModelWatch watch, Reconciler reconciler, Sealing sealing, WitnessPush witnesses, ArchiveMover archive)
    {
        var (behind, secondsBehind, running) = watch.Freshness;
        return Results.Json(
            new
            {
                status = running ? "ready" : "starting", readModels = new { behind, secondsBehind, running, reconciler.Coverage },
                ledger = sealing.State, witnesses = witnesses.States,
                archive = archive.State,
            },
            ApiJson.Options, statusCode: running ? 200 : 503);
    }

    private static async Task Rebuild(HttpContext http, ReadModelRebuild rebuild, CancellationToken stop)
    {
        http.Response.ContentType = "application/jsonl";
        await foreach (var progress in rebuild.Run(stop)) await http.Response.WriteLine(progress, stop);
    }
}

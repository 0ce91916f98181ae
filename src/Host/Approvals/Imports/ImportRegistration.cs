using SmartCity.Application.Approvals;
using SmartCity.Application.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Host.Shared.Imports;
using SmartCity.Projections.Approvals;

namespace SmartCity.Host.Approvals.Imports;

/// <summary>What other systems recorded, taken over with its own times.</summary>
internal static class ImportRegistration
{
    public static WebApplicationBuilder AddImports(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IMatterKind, ImportedApprovalKind>();
        builder.Services.AddSingleton<IMatterFacts, ImportedApprovalFacts>();
        builder.Services.AddSingleton<IMatterWords, ImportedApprovalWords>();
        builder.Services.AddSingleton<ImportStatistics>();
        builder.Services.AddSingleton(ImportedApprovalRow.Table);
        return builder;
    }

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/approvals").WithTags("Imports");
        imports.MapPost("/import", ImportEndpoint.Import).RequireAuthorization(Rights.Import)
            .WithSummary("Take over a log of applications, one line an event with its own time; progress as JSON lines")
            .Accepts<string>("text/csv").Produces<ImportSummary>(200, "application/jsonl")
            .WithMetadata(new LargestImport());
        imports.MapGet("/imports/{source}", ImportEndpoint.Figures).RequireAuthorization(Rights.ReadImports)
            .WithSummary("What came of an imported log").Produces<ImportFigures>();
    }
}

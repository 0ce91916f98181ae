using SmartCity.Application.GridCases.Imports;
using SmartCity.Application.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Host.Shared.Imports;
using SmartCity.Projections.GridCases.Imports;

namespace SmartCity.Host.GridCases.Imports;

/// <summary>Cases that other systems handled, taken over with their own times.</summary>
internal static class CaseImportRegistration
{
    public static WebApplicationBuilder AddCaseImports(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IMatterKind, ImportedGridCaseKind>();
        builder.Services.AddSingleton<IMatterFacts, ImportedGridCaseFacts>();
        builder.Services.AddSingleton<IMatterWords, ImportedGridCaseWords>();
        builder.Services.AddSingleton(ImportedCaseRow.Schema);
        builder.Services.AddSingleton(ImportedCaseRow.Table);
        builder.Services.AddSingleton<CaseImportStatistics>();
        return builder;
    }

    public static void MapCaseImports(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/grid-cases").WithTags("Imports");
        imports.MapPost("/import", CaseImportEndpoint.Import).RequireAuthorization(Rights.Import)
            .WithSummary("Take over a log of city cases, one line a case with its own times; progress as JSON lines")
            .Accepts<string>("text/csv").Produces<ImportSummary>(200, "application/jsonl")
            .WithMetadata(new LargestImport());
        imports.MapGet("/imports/{source}", CaseImportEndpoint.Figures).RequireAuthorization(Rights.ReadImports)
            .WithSummary("What came of an imported log of cases").Produces<CaseImportFigures>();
    }
}

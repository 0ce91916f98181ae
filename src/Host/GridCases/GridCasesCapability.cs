using SmartCity.Host.GridCases.Catalogue;
using SmartCity.Host.GridCases.Emergencies;
using SmartCity.Host.GridCases.Imports;
using SmartCity.Host.GridCases.Patrols;
using SmartCity.Host.Pages.GridCases;

namespace SmartCity.Host.GridCases;

/// <summary>The capability GridCases (城市管理案件), whole: catalogue, cases, emergencies, patrols, imported logs, pages.</summary>
internal static class GridCasesCapability
{
    public static WebApplicationBuilder AddGridCases(this WebApplicationBuilder builder) =>
        builder.AddCaseCatalogue().AddCases().AddEmergencies().AddPatrols().AddCaseImports().AddCasePages().AddCaseIndicators();

    public static void MapGridCases(this IEndpointRouteBuilder api)
    {
        api.MapCaseCatalogue();
        api.MapCases();
        api.MapEmergencies();
        api.MapResponsePlans();
        api.MapPatrols();
        api.MapCaseImports();
    }
}

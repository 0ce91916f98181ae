namespace SmartCity.Host.GridCases.Catalogue;

/// <summary>Everything that this part of the capability offers over HTTP.</summary>
internal static class CaseCatalogueEndpoints
{
    public static void MapCaseCatalogue(this IEndpointRouteBuilder api)
    {
        api.MapCaseKinds();
        api.MapGrid();
        api.MapCaseFigures();
        api.MapTowns();
    }
}

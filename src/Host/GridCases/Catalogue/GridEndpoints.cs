using SmartCity.Host.Identity;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.GridCases.Catalogue;

/// <summary>The map of the grid as GeoJSON (RFC 7946), for clients that draw it.</summary>
internal static class GridEndpoints
{
    private const string MediaType = "application/geo+json";

    public static void MapGrid(this IEndpointRouteBuilder api)
    {
        var grid = api.MapGroup("/grid").WithTags("Catalogue");
        grid.MapGet("/towns", (GridMap map) => Results.Text(map.TownsGeoJson, MediaType))
            .RequireAuthorization(Rights.ReadCatalogue).WithSummary("The towns of the district, drawn for the demo");
        grid.MapGet("/cells", (GridMap map) => Results.Text(map.CellsGeoJson, MediaType))
            .RequireAuthorization(Rights.ReadCatalogue).WithSummary("The grid cells of the district, drawn for the demo");
    }
}

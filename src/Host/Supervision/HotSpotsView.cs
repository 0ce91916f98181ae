using NodaTime;
using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Supervision;

/// <summary>A GeoJSON polygon (RFC 7946).</summary>
internal sealed record PolygonView(string Type, double[][][] Coordinates);

/// <summary>What is known of a square.</summary>
/// <param name="Score">Getis–Ord Gi*; above 1.96 the square and its neighbours have more than chance would explain.</param>
internal sealed record SpotProperties(string Tile, long Count, double? Score, string Href);

internal sealed record SpotFeature(string Type, PolygonView Geometry, SpotProperties Properties);

/// <summary>A GeoJSON feature collection with the moment and period it is of.</summary>
internal sealed record HotSpotsView(
    string Type, Instant At, Instant From, Instant To, string Method, IReadOnlyList<SpotFeature> Features)
{
    public static HotSpotsView Of(HotSpots spots, MatterChoice choice)
    {
        var bounded = choice with { Figure = MatterFigures.Received, From = spots.From, To = spots.To };
        return new("FeatureCollection", spots.At, spots.From, spots.To, "getis-ord-gi-star", [.. spots.Spots.Select(spot => new SpotFeature(
            "Feature", Square(spot.Tile),
            new(spot.Tile.ToString(), spot.Count, spot.Score, MatterLinks.To(bounded with { Tile = spot.Tile }, spots.At))))]);
    }

    /// <summary>Counter-clockwise from the south-west corner.</summary>
    private static PolygonView Square(MapTile tile)
    {
        static double Degrees(int steps) => (double)steps / MapTile.PerDegree;
        double west = Degrees(tile.Column), south = Degrees(tile.Row), east = Degrees(tile.Column + 1), north = Degrees(tile.Row + 1);
        return new("Polygon", [[[west, south], [east, south], [east, north], [west, north], [west, south]]]);
    }
}

using System.Globalization;
using System.Text.Json;
using SmartCity.Host.Supervision;

namespace SmartCity.Host.Pages.Supervision;

/// <summary>The outline of the district (区界) as an SVG path, from <c>district.geojson</c>; degrees are drawn a thousandfold, north up.</summary>
internal sealed class DistrictOutline
{
    private const double Scale = 1000, Side = 0.01;
    private readonly double _west, _north, _east, _south, _narrow;

    private DistrictOutline(IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings)
    {
        var all = rings.SelectMany(ring => ring).ToList();
        (_west, _east, _south, _north) = (all.Min(p => p.X), all.Max(p => p.X), all.Min(p => p.Y), all.Max(p => p.Y));
        // A degree of longitude is shorter the further north it is.
        _narrow = Math.Cos((_north + _south) / 2 * Math.PI / 180);
        Path = string.Join(' ', rings.Select(ring => "M" + string.Join('L', ring.Select(p => $"{X(p.X)},{Y(p.Y)}")) + "Z"));
        ViewBox = $"0 0 {X(_east)} {Y(_south)}";
    }

    public string Path { get; }

    public string ViewBox { get; }

    public static DistrictOutline Read(string catalog)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(catalog, "grid", "district.geojson")));
        return new([.. json.RootElement.GetProperty("features").EnumerateArray()
            .SelectMany(feature => Rings(feature.GetProperty("geometry")))]);
    }

    /// <summary>Whether a square lies on the drawing.</summary>
    public bool Shows(SpotFeature spot) => spot.Geometry.Coordinates[0][0] is [var x, var y]
        && x >= _west - Side && x <= _east && y >= _south - Side && y <= _north;

    public (string X, string Y, string Width, string Height) Square(SpotFeature spot)
    {
        var (southWest, northEast) = (spot.Geometry.Coordinates[0][0], spot.Geometry.Coordinates[0][2]);
        return (
            X(southWest[0]), Y(northEast[1]), Number((northEast[0] - southWest[0]) * _narrow * Scale),
            Number((northEast[1] - southWest[1]) * Scale));
    }

    private static IEnumerable<IReadOnlyList<(double X, double Y)>> Rings(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        var polygons = geometry.GetProperty("type").GetString() == "MultiPolygon"
            ? coordinates.EnumerateArray()
            : new[] { coordinates }.AsEnumerable();
        return polygons.SelectMany(polygon => polygon.EnumerateArray())
            .Select(ring => (IReadOnlyList<(double, double)>)[.. ring.EnumerateArray().Select(p => (p[0].GetDouble(), p[1].GetDouble()))]);
    }

    private string X(double longitude) => Number((longitude - _west) * _narrow * Scale);

    private string Y(double latitude) => Number((_north - latitude) * Scale);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

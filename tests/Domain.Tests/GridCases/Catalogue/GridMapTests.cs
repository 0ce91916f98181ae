using System.Diagnostics;
using System.Text.Json;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using SmartCity.Domain.Tests.Shared.Clocks;
using SmartCity.Projections.GridCases;

namespace SmartCity.Domain.Tests.GridCases.Catalogue;

/// <summary>The shipped map: every point of the district is in exactly one town and one cell.</summary>
public sealed class GridMapTests(ITestOutputHelper output)
{
    private const int Points = 20_000;

    private static readonly string Folder = Path.Combine(RepositoryFiles.Catalog, "grid");
    private static readonly GridMap Map = GridMap.Load(Folder);
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };
    private static readonly Geometry Outline = Shapes("district.geojson").Single().Shape;
    private static readonly IReadOnlyList<(string Code, Geometry Shape)> Towns = Shapes("towns.geojson");

    [Fact]
    public void Every_point_of_the_district_is_in_exactly_one_town_and_one_cell()
    {
        var dice = new Dice(2026, 11);
        var (inside, outside) = (0, 0);
        var watch = new Stopwatch();
        while (inside < Points)
        {
            // Half of a millionth besides the five decimals of the map: never on a border.
            var point = new Coordinate(116.2 + dice.Below(560_000) / 1e6 + 5e-7, 39.43 + dice.Below(410_000) / 1e6 + 5e-7);
            watch.Start();
            var place = Map.Locate(point.X, point.Y);
            watch.Stop();
            if (!Covers(Outline, point))
            {
                outside++;
                place.ShouldBeNull($"{point} lies outside");
                continue;
            }
            inside++;
            Map.Cells.Count(cell => cell.Shape.EnvelopeInternal.Covers(point) && Covers(cell.Shape, point)).ShouldBe(1, $"{point}");
            var town = Towns.Where(town => Covers(town.Shape, point)).ShouldHaveSingleItem($"{point}");
            place.ShouldNotBeNull().Town.ShouldBe(town.Code);
            Map.Find(place.Cell)!.Town.ShouldBe(town.Code);
        }
        output.WriteLine($"{inside} points inside, {outside} outside; {watch.Elapsed.TotalMicroseconds / (inside + outside):F1} µs each; "
            + $"{Towns.Count} towns, {Map.Cells.Count} cells");
    }

    [Fact]
    public void A_point_on_a_border_belongs_to_exactly_one_cell()
    {
        foreach (var cell in Map.Cells)
            foreach (var corner in cell.Shape.Coordinates)
            {
                var touching = Map.Cells.Where(c => c.Shape.EnvelopeInternal.Covers(corner) && Covers(c.Shape, corner)).ToList();
                Map.Locate(corner.X, corner.Y)!.Cell.ShouldBe(touching[0].Code, "the smallest code of those that meet here");
            }
    }

    [Fact]
    public void Codes_say_region_town_community_and_number_and_every_shape_is_drawn()
    {
        Map.Cells.ShouldAllBe(cell => cell.Code.Length == 15 && cell.Code.All(char.IsAsciiDigit) && cell.Code.StartsWith(cell.Town));
        Map.Cells.ShouldAllBe(cell => cell.Shape.IsValid);
        Map.Towns.ShouldBe(Towns.Select(town => town.Code).Order());
        Map.Towns.ShouldBeSubsetOf(ShippedRules.Units);
        Map.Towns.ShouldAllBe(town => Map.CellsOf(town).Any());
        foreach (var file in (string[])[Map.TownsGeoJson, Map.CellsGeoJson])
            JsonDocument.Parse(file).RootElement.GetProperty("features").EnumerateArray()
                .ShouldAllBe(feature => feature.GetProperty("properties").GetProperty("drawn").GetBoolean());
    }

    [Theory]
    [InlineData(116.40, 39.91)]
    [InlineData(0, 0)]
    [InlineData(39.73, 116.34)]
    [InlineData(double.NaN, 39.7)]
    [InlineData(116.3, double.PositiveInfinity)]
    public void A_point_outside_is_nowhere(double longitude, double latitude) => Map.Locate(longitude, latitude).ShouldBeNull();

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", """{"type":"FeatureCollection","features":[]}""")]
    [InlineData("no json", "[]")]
    public void A_map_of_another_shape_is_refused(string towns, string cells)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "towns.geojson"), towns);
            File.WriteAllText(Path.Combine(folder.FullName, "cells.geojson"), cells);
            Should.Throw<FormatException>(() => GridMap.Load(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool Covers(Geometry shape, Coordinate point) =>
        SimplePointInAreaLocator.Locate(point, shape) != Location.Exterior;

    private static List<(string Code, Geometry Shape)> Shapes(string file) =>
    [
        .. JsonSerializer.Deserialize<FeatureCollection>(File.ReadAllText(Path.Combine(Folder, file)), GeoJson)!
            .Select(feature => ((string)feature.Attributes["code"], feature.Geometry)),
    ];
}

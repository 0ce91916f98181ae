using System.Text.Json;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.IO.Converters;
using SmartCity.Domain.GridCases;

namespace SmartCity.Projections.GridCases;

/// <summary>A cell of the grid (单元网格): its 15-digit code, its town, and its shape in degrees of longitude and latitude.</summary>
public sealed record GridCell(string Code, string Town, Geometry Shape);

/// <summary>
/// The map of the district's grid (网格图): towns and cells as <c>catalog/grid</c> has them. Each point of the district is
/// in exactly one cell; one on a border belongs to the cell with the smallest code.
/// </summary>
public sealed class GridMap
{
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    private readonly STRtree<GridCell> _tree = new();
    private readonly Dictionary<string, GridCell> _cells;
    private readonly ILookup<string, GridCell> _byTown;

    private GridMap(IReadOnlyList<GridCell> cells, string townsFile, string cellsFile)
    {
        (TownsGeoJson, CellsGeoJson) = (townsFile, cellsFile);
        Cells = [.. cells.OrderBy(cell => cell.Code, StringComparer.Ordinal)];
        _cells = Cells.ToDictionary(cell => cell.Code);
        _byTown = Cells.ToLookup(cell => cell.Town);
        foreach (var cell in Cells) _tree.Insert(cell.Shape.EnvelopeInternal, cell);
        _tree.Build();
    }

    /// <summary>Every cell, by code.</summary>
    public IReadOnlyList<GridCell> Cells { get; }

    /// <summary>The towns as GeoJSON, with the note that says who drew them.</summary>
    public string TownsGeoJson { get; }

    /// <summary>The cells as GeoJSON.</summary>
    public string CellsGeoJson { get; }

    /// <summary>Codes of the towns that have cells.</summary>
    public IEnumerable<string> Towns => _byTown.Select(town => town.Key).Order(StringComparer.Ordinal);

    /// <summary>The cells of a town, by code; empty where it has none.</summary>
    public IEnumerable<GridCell> CellsOf(string town) => _byTown[town];

    public GridCell? Find(string code) => _cells.GetValueOrDefault(code);

    /// <summary>Cell and town of a point in degrees (WGS 84); null outside of the district, and for what is no number.</summary>
    public GridPlace? Locate(double longitude, double latitude)
    {
        if (!double.IsFinite(longitude) || !double.IsFinite(latitude)) return null;
        var point = new Coordinate(longitude, latitude);
        return _tree.Query(new Envelope(point))
            .Where(cell => SimplePointInAreaLocator.Locate(point, cell.Shape) != Location.Exterior)
            .MinBy(cell => cell.Code, StringComparer.Ordinal) is { } found
            ? new(found.Code, found.Town)
            : null;
    }

    /// <summary>Reads <c>towns.geojson</c> and <c>cells.geojson</c> of the folder.</summary>
    /// <exception cref="FormatException">A file is malformed, a code stands twice, or a cell's town is not on the map.</exception>
    public static GridMap Load(string folder)
    {
        var (towns, cells) = (File.ReadAllText(Path.Combine(folder, "towns.geojson")), File.ReadAllText(Path.Combine(folder, "cells.geojson")));
        var known = Features(towns, "towns").Select(town => Text(town, "code")).ToHashSet();
        var read = Features(cells, "cells").Select(f => new GridCell(Text(f, "code"), Text(f, "town"), f.Geometry)).ToList();
        if (read.Find(cell => !known.Contains(cell.Town) || !cell.Code.StartsWith(cell.Town, StringComparison.Ordinal)) is { } lost)
            throw new FormatException($"cells.geojson: the cell {lost.Code} lies in no town of the map.");
        if (read.GroupBy(cell => cell.Code).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
            throw new FormatException($"cells.geojson: the cell {twice} stands twice.");
        return new(read, towns, cells);
    }

    private static List<IFeature> Features(string json, string file)
    {
        try
        {
            var features = JsonSerializer.Deserialize<FeatureCollection>(json, GeoJson) ?? [];
            return features.Count > 0 ? [.. features] : throw new FormatException($"{file}.geojson is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{file}.geojson is malformed: {e.Message}", e);
        }
    }

    private static string Text(IFeature feature, string name) => feature.Attributes?.GetOptionalValue(name) as string
        ?? throw new FormatException($"A feature of the map has no '{name}'.");
}

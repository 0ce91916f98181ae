using System.Globalization;
using System.Text.Json;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>A kind of case as the catalogue publishes it.</summary>
/// <param name="Reach">How near a duplicate of it is.</param>
internal sealed record BenchKind(string Code, string Name, string Major, DuplicateReach Reach)
{
    public CaseKindTerms Terms => new(Code, 1, new(Name, Name), Major);
}

/// <summary>A point in a grid cell, and the unit of its town.</summary>
internal readonly record struct BenchPlace(double Longitude, double Latitude, string Town)
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Longitude:0.00000},{Latitude:0.00000}");
}

/// <summary>The published kinds and grid cells, from which synthetic cases are made: what they are like, and how often.</summary>
internal sealed class CasePlaces
{
    private readonly IReadOnlyList<(string Town, double[][][] Rings)> _cells;
    private readonly Dice _dice;
    private readonly Weighted<int> _cell;
    private readonly Weighted<BenchKind> _kind;

    private CasePlaces(IReadOnlyList<BenchKind> kinds, IReadOnlyList<(string Town, double[][][] Rings)> cells, Dice dice)
    {
        (_cells, _dice) = (cells, dice);
        // Some kinds are common and most are rare (Zipf); some cells have ten times the cases of others.
        _kind = new(kinds.Select((kind, i) => (kind, 1.0 / (i + 2))));
        _cell = new(cells.Select((_, i) => (i, Math.Exp(dice.Normal()))));
    }

    public static async Task<CasePlaces> Read(VerbClient client, Dice dice)
    {
        var kinds = new List<BenchKind>();
        string? cursor = null;
        do
        {
            var page = await client.Get<JsonDocument>($"api/v1/case-kinds?limit=200{(cursor is null ? "" : "&cursor=" + cursor)}")
                ?? throw new VerbFailedException("the system publishes no case kinds");
            foreach (var code in page.RootElement.GetProperty("items").EnumerateArray().Select(k => k.GetProperty("code").GetString()))
                kinds.Add(Kind((await client.Get<JsonDocument>($"api/v1/case-kinds/{code}"))!.RootElement));
            cursor = page.RootElement.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        var cells = await client.Get<JsonDocument>("api/v1/grid/cells")
            ?? throw new VerbFailedException("the system publishes no grid cells");
        return new([.. kinds.OrderBy(_ => dice.Uniform())], [.. cells.RootElement.GetProperty("features").EnumerateArray()
            .SelectMany(Rings)], dice);
    }

    private static BenchKind Kind(JsonElement terms)
    {
        var kind = terms.GetProperty("kind");
        return new(
            kind.GetProperty("code").GetString()!, kind.GetProperty("name").GetString()!,
            kind.GetProperty("major").GetProperty("code").GetString()!,
            terms.GetProperty("duplicates").Deserialize<DuplicateReach>(ApiJson.Options)!);
    }

    public BenchKind Kind() => _kind.Draw(_dice);

    /// <summary>A point somewhere in a cell.</summary>
    public BenchPlace Place()
    {
        var (town, rings) = _cells[_cell.Draw(_dice)];
        var ring = rings[0];
        var (west, east) = (ring.Min(p => p[0]), ring.Max(p => p[0]));
        var (south, north) = (ring.Min(p => p[1]), ring.Max(p => p[1]));
        while (true)
        {
            var (x, y) = (west + ((east - west) * _dice.Uniform()), south + ((north - south) * _dice.Uniform()));
            if (Holds(ring, x, y) && !rings.Skip(1).Any(hole => Holds(hole, x, y))) return new(x, y, town);
        }
    }

    /// <summary>Each part of a cell: its outer ring, and its holes.</summary>
    private static IEnumerable<(string, double[][][])> Rings(JsonElement feature)
    {
        var (town, geometry) = (feature.GetProperty("properties").GetProperty("town").GetString()!, feature.GetProperty("geometry"));
        var coordinates = geometry.GetProperty("coordinates");
        var polygons = geometry.GetProperty("type").GetString() == "Polygon" ? [coordinates] : coordinates.EnumerateArray().ToArray();
        return polygons.Select(polygon => (town, polygon.Deserialize<double[][][]>()!));
    }

    /// <summary>Whether a ring holds the point: a ray from it crosses the ring an odd number of times.</summary>
    private static bool Holds(double[][] ring, double x, double y)
    {
        var inside = false;
        for (var (i, j) = (0, ring.Length - 1); i < ring.Length; j = i++)
            if (ring[i][1] > y != ring[j][1] > y
                && x < ((ring[j][0] - ring[i][0]) * (y - ring[i][1]) / (ring[j][1] - ring[i][1])) + ring[i][0])
                inside = !inside;
        return inside;
    }
}

using NodaTime;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision;

/// <summary>A square of the map with the matters received in it, and how unusual it is with its neighbours.</summary>
/// <param name="Score">Getis–Ord Gi*, a z-score; null where all squares are alike.</param>
public sealed record HotSpot(MapTile Tile, long Count, double? Score);

/// <summary>
/// Where matters come from more than elsewhere (热点): Getis and Ord's Gi* (1995) over squares of the map, each together with
/// the eight around it by equal weights. The area is every square that has a matter or touches one that has. A score above
/// 1.96 happens by chance less than once in twenty.
/// </summary>
public sealed record HotSpots(Instant At, Instant From, Instant To, IReadOnlyList<HotSpot> Spots)
{
    internal static async Task<HotSpots> Read(Snapshot snapshot, MatterChoice choice, CancellationToken stop)
    {
        var (from, to) = choice.Period(snapshot.At);
        var chosen = ChosenMatters.Of(snapshot, choice with { Figure = MatterFigures.Received });
        await using var query = snapshot.Query(
            $"""
            select floor(longitude * {MapTile.PerDegree})::int, floor(latitude * {MapTile.PerDegree})::int, count(*)
            from {chosen.Sql} where longitude is not null and latitude is not null group by 1, 2
            """,
            chosen.Values);
        await using var row = await query.ExecuteReaderAsync(stop);
        var counts = new Dictionary<(int, int), long>();
        while (await row.ReadAsync(stop)) counts[(row.GetInt32(0), row.GetInt32(1))] = row.GetInt64(2);
        return new(snapshot.At, from, to, Of(counts));
    }

    /// <summary>The squares that have matters, those with the highest score first.</summary>
    internal static IReadOnlyList<HotSpot> Of(IReadOnlyDictionary<(int Column, int Row), long> counts)
    {
        var area = counts.Keys.SelectMany(Around).ToHashSet();
        double n = area.Count, mean = counts.Values.Sum() / Math.Max(1, n);
        var deviation = Math.Sqrt(Math.Max(0, counts.Values.Sum(count => (double)count * count) / Math.Max(1, n) - mean * mean));
        return [.. counts.Select(c => new HotSpot(new(c.Key.Column, c.Key.Row), c.Value, Score(c.Key)))
            .OrderByDescending(spot => spot.Score).ThenByDescending(spot => spot.Count).ThenBy(spot => spot.Tile.Row).ThenBy(spot => spot.Tile.Column)];

        double? Score((int, int) tile)
        {
            var around = Around(tile).Where(area.Contains).ToList();
            double w = around.Count, sum = around.Sum(near => counts.GetValueOrDefault(near));
            var spread = n > 1 ? deviation * Math.Sqrt((n * w - w * w) / (n - 1)) : 0;
            return spread > 0 ? Math.Round((sum - mean * w) / spread, 2) : null;
        }
    }

    private static IEnumerable<(int Column, int Row)> Around((int Column, int Row) tile) =>
        from column in Enumerable.Range(tile.Column - 1, 3) from row in Enumerable.Range(tile.Row - 1, 3) select (column, row);
}

namespace SmartCity.Projections.GridCases;

/// <summary>
/// Squares of 0.002° (about 170 by 220 m at the district's latitude) by which cases near a point are found through an
/// index, without measuring the distance to each.
/// </summary>
internal static class GridTile
{
    private const double Degrees = 0.002;
    private const long Rows = 1_000_000;

    /// <summary>Metres of one degree of latitude, and of longitude at the equator.</summary>
    public const double MetresADegree = 111_320;

    /// <summary>The tile of a point.</summary>
    public static long Of(double longitude, double latitude) => Number(Column(longitude), Column(latitude));

    /// <summary>Every tile that a circle of so many metres may touch.</summary>
    public static long[] Around(double longitude, double latitude, double metres)
    {
        var (north, east) = (metres / MetresADegree, metres / (MetresADegree * Math.Cos(latitude * Math.PI / 180)));
        return
        [
            .. from row in Between(latitude - north, latitude + north)
               from column in Between(longitude - east, longitude + east)
               select Number(column, row),
        ];
    }

    private static IEnumerable<long> Between(double from, double to)
    {
        for (var at = Column(from); at <= Column(to); at++) yield return at;
    }

    private static long Column(double degrees) => (long)Math.Floor(degrees / Degrees);

    private static long Number(long column, long row) => row * Rows + column;
}

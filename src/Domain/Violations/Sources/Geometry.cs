namespace SmartCity.Domain.Violations.Sources;

/// <summary>
/// Distances and bearings in a district: a plane with the metres of a degree at the place's own latitude. Over 40 km the
/// error is below one in a thousand [P].
/// </summary>
internal static class Geometry
{
    private const double MetresPerDegree = 111_320;

    /// <summary>Metres between two points in degrees.</summary>
    internal static double Metres(double longitude1, double latitude1, double longitude2, double latitude2)
    {
        var (east, north) = Offset(longitude1, latitude1, longitude2, latitude2);
        return Math.Sqrt(east * east + north * north);
    }

    /// <summary>From the first point to the second, in degrees clockwise from north, 0 to 360.</summary>
    internal static double Bearing(double longitude1, double latitude1, double longitude2, double latitude2)
    {
        var (east, north) = Offset(longitude1, latitude1, longitude2, latitude2);
        return (Math.Atan2(east, north) * 180 / Math.PI + 360) % 360;
    }

    /// <summary>The smaller angle between two directions, 0 to 180.</summary>
    internal static double Between(double one, double other)
    {
        var turn = Math.Abs(one - other) % 360;
        return turn > 180 ? 360 - turn : turn;
    }

    /// <summary>Metres from a point to a line, and how far along it the nearest place lies.</summary>
    internal static (double Away, double Along) ToLine(
        double longitude, double latitude, IReadOnlyList<IReadOnlyList<double>> line)
    {
        var (best, along, before) = (double.MaxValue, 0d, 0d);
        for (var i = 1; i < line.Count; i++)
        {
            var (x1, y1) = Offset(longitude, latitude, line[i - 1][0], line[i - 1][1]);
            var (x2, y2) = Offset(longitude, latitude, line[i][0], line[i][1]);
            var (dx, dy) = (x2 - x1, y2 - y1);
            var length = Math.Sqrt(dx * dx + dy * dy);
            var share = length == 0 ? 0 : Math.Clamp(-(x1 * dx + y1 * dy) / (length * length), 0, 1);
            var (x, y) = (x1 + share * dx, y1 + share * dy);
            if (Math.Sqrt(x * x + y * y) is var away && away < best) (best, along) = (away, before + share * length);
            before += length;
        }

        return (best, along);
    }

    internal static double Length(IReadOnlyList<IReadOnlyList<double>> line) =>
        Enumerable.Range(1, line.Count - 1).Sum(i => Metres(line[i - 1][0], line[i - 1][1], line[i][0], line[i][1]));

    private static (double East, double North) Offset(
        double longitude1, double latitude1, double longitude2, double latitude2) => (
        (longitude2 - longitude1) * MetresPerDegree * Math.Cos(latitude1 * Math.PI / 180),
        (latitude2 - latitude1) * MetresPerDegree);
}

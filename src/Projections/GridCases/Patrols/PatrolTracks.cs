using NodaTime;
using Npgsql;

namespace SmartCity.Projections.GridCases.Patrols;

/// <summary>A point of a track with the cell that it lies in; null outside of the district.</summary>
public sealed record LocatedPoint(Instant At, double Longitude, double Latitude, double? Accuracy, string? Cell);

/// <summary>The tracks of patrols (巡查轨迹): points in bulk, each once for its shift and time.</summary>
public sealed class PatrolTracks(NpgsqlDataSource source)
{
    /// <summary>Keeps the points; a repeat of a point changes nothing. How many were new.</summary>
    public async Task<int> Keep(Guid shift, IReadOnlyList<LocatedPoint> points, CancellationToken stop)
    {
        await using var insert = source.CreateCommand(
            "insert into patrol.track_points (shift_id, at, longitude, latitude, accuracy, cell) "
            + "select $1, p.at, p.longitude, p.latitude, p.accuracy, p.cell "
            + "from unnest($2::timestamptz[], $3::float8[], $4::float8[], $5::real[], $6::text[]) "
            + "p (at, longitude, latitude, accuracy, cell) on conflict do nothing");
        foreach (var column in new object[]
            {
                shift, points.Select(p => p.At).ToArray(), points.Select(p => p.Longitude).ToArray(),
                points.Select(p => p.Latitude).ToArray(), points.Select(p => (float?)p.Accuracy).ToArray(),
                points.Select(p => p.Cell).ToArray(),
            })
            insert.Parameters.Add(new() { Value = column });
        return await insert.ExecuteNonQueryAsync(stop);
    }

    /// <summary>A part of the track in order of time, from after a moment on.</summary>
    public async Task<IReadOnlyList<LocatedPoint>> Page(Guid shift, Instant? after, int limit, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select at, longitude, latitude, accuracy, cell from patrol.track_points "
            + "where shift_id = $1 and ($2::timestamptz is null or at > $2) order by at limit $3");
        foreach (var value in new object?[] { shift, after, limit })
            query.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await using var row = await query.ExecuteReaderAsync(stop);
        var points = new List<LocatedPoint>();
        while (await row.ReadAsync(stop))
            points.Add(new(
                row.GetFieldValue<Instant>(0), row.GetDouble(1), row.GetDouble(2), row.IsDBNull(3) ? null : row.GetFloat(3),
                row.IsDBNull(4) ? null : row.GetString(4)));
        return points;
    }

    /// <summary>The cells that the track touched.</summary>
    public async Task<IReadOnlySet<string>> Cells(Guid shift, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select distinct cell from patrol.track_points where shift_id = $1 and cell is not null");
        query.Parameters.Add(new() { Value = shift });
        await using var row = await query.ExecuteReaderAsync(stop);
        var cells = new HashSet<string>();
        while (await row.ReadAsync(stop)) cells.Add(row.GetString(0));
        return cells;
    }
}

using Npgsql;

namespace SmartCity.Projections.Devices.Alarms;

/// <summary>Where devices in service stand.</summary>
public sealed class DevicePlaces(NpgsqlDataSource source)
{
    /// <summary>Metres of a degree of latitude.</summary>
    private const double Degree = 111_195;

    /// <summary>Other devices in service of these kinds within a radius in metres, by the sphere.</summary>
    public async Task<IReadOnlyList<Guid>> Near(
        Guid device, double longitude, double latitude, IReadOnlyList<string> kinds, double radius, CancellationToken stop)
    {
        await using var command = source.CreateCommand(
            "select id, longitude, latitude from read.devices where kind = any($1) and life_cycle = 'in-service' and id <> $2 "
            + "and latitude between $3 - $4 and $3 + $4");
        command.Parameters.Add(new() { Value = kinds.ToArray() });
        command.Parameters.Add(new() { Value = device });
        command.Parameters.Add(new() { Value = latitude });
        command.Parameters.Add(new() { Value = radius / Degree * 1.01 });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var near = new List<Guid>();
        while (await reader.ReadAsync(stop))
            if (Metres(longitude, latitude, reader.GetDouble(1), reader.GetDouble(2)) <= radius) near.Add(reader.GetGuid(0));
        return near;
    }

    /// <summary>Every device of a kind, whatever became of it: its values stay.</summary>
    public async Task<IReadOnlyList<Guid>> OfKind(string kind, CancellationToken stop)
    {
        await using var command = source.CreateCommand("select id from read.devices where kind = $1 order by code");
        command.Parameters.Add(new() { Value = kind });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var found = new List<Guid>();
        while (await reader.ReadAsync(stop)) found.Add(reader.GetGuid(0));
        return found;
    }

    private static double Metres(double longitude, double latitude, double otherLongitude, double otherLatitude)
    {
        static double Half(double degrees) => Math.Pow(Math.Sin(double.DegreesToRadians(degrees) / 2), 2);
        var chord = Half(otherLatitude - latitude)
            + Math.Cos(double.DegreesToRadians(latitude)) * Math.Cos(double.DegreesToRadians(otherLatitude)) * Half(otherLongitude - longitude);
        return 2 * double.RadiansToDegrees(Math.Asin(Math.Min(1, Math.Sqrt(chord)))) * Degree;
    }
}

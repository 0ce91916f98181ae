using NodaTime;
using Npgsql;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Violations;
using SmartCity.Domain.Violations.Sources;

namespace SmartCity.Projections.Violations;

/// <summary>
/// Reads what telemetry says about an exceedance: its flags, its calibration as it stands now, other stations,
/// the wind of the hours.
/// </summary>
public sealed class Measurements(NpgsqlDataSource source)
{
    /// <summary>
    /// How far from its time values still speak about an exceedance, and how long before it the wind does [P].
    /// </summary>
    private const string Around = "interval '1 hour'", Before = "interval '6 hours'";

    /// <summary>How far another station may be, and how far a wind vane, in degrees: about 10 and 25 km [P].</summary>
    private const string Neighbourhood = "0.1", WindWithin = "0.25";

    /// <summary>
    /// No measurement is beyond this: what a device sends as 1e30 is none, and no sum or decimal would hold it.
    /// </summary>
    private const string Plausible = "p.value between -1e12 and 1e12";

    private const string Directions = "'windDirection', 'a01008.rtd', 'a01008.minute.avg', 'a01008.hour.avg'",
        Speeds = "'windSpeed', 'a01007.rtd', 'a01007.minute.avg', 'a01007.hour.avg'";

    /// <summary>Null where the exceedance names no device that there is.</summary>
    public async Task<MeasurementGrounds?> Of(Exceedance exceedance, CancellationToken stop)
    {
        if (exceedance is not { Device: { } device, Point: { } point }) return null;
        await using var query = source.CreateCommand($"""
            select d.calibration_due, d.calibration_lapsed,
                   count(p.at) filter (where p.flag = 'N'), count(p.at) filter (where p.flag <> 'N')
            from read.devices d
            left join telemetry.series s on s.device_id = d.id and s.point = $2
            left join telemetry.points p on p.series = s.id and p.at between $3 - {Around} and $3 + {Around}
            where d.code = $1 group by d.id
            """);
        Add(query, device, point, exceedance.At);
        await using var reader = await query.ExecuteReaderAsync(stop);
        if (!await reader.ReadAsync(stop)) return null;
        var due = reader.IsDBNull(0) ? null : (LocalDate?)reader.GetFieldValue<LocalDate>(0);
        return new(
            (int)reader.GetInt64(2), (int)reader.GetInt64(3),
            due is null ? null : !reader.GetBoolean(1) && due >= exceedance.At.InZone(WorkingCalendar.Zone).Date,
            await Neighbours(device, point, exceedance.At, stop));
    }

    /// <summary>
    /// The wind of each hour before the time, as the stations nearby say it: the mean of directions on the circle, the mean
    /// of speeds; without a speed it is taken as blowing.
    /// </summary>
    public async Task<IReadOnlyList<Wind>> Wind(ViolationLocation at, Instant time, CancellationToken stop)
    {
        await using var query = source.CreateCommand($"""
            with hours as (
                select date_trunc('hour', p.at) as hour, p.value,
                       s.point in ({Directions}) as direction
                from read.devices d
                join telemetry.series s on s.device_id = d.id
                    and s.point in ({Directions}, {Speeds})
                join telemetry.points p on p.series = s.id and p.at > $3 - {Before} and p.at <= $3 and p.flag = 'N'
                    and {Plausible}
                where abs(d.longitude - $1) < {WindWithin} and abs(d.latitude - $2) < {WindWithin})
            select hour, atan2d(avg(sind(value)) filter (where direction), avg(cosd(value)) filter (where direction)),
                   coalesce(avg(value) filter (where not direction), 1)
            from hours group by hour having count(*) filter (where direction) > 0 order by hour
            """);
        Add(query, at.Longitude, at.Latitude, time);
        await using var reader = await query.ExecuteReaderAsync(stop);
        var wind = new List<Wind>();
        while (await reader.ReadAsync(stop))
            wind.Add(new(reader.GetFieldValue<Instant>(0), (reader.GetDouble(1) + 360) % 360, reader.GetDouble(2)));
        return wind;
    }

    private async Task<IReadOnlyDictionary<string, decimal>> Neighbours(
        string device, string point, Instant at, CancellationToken stop)
    {
        await using var query = source.CreateCommand($"""
            select o.code, max(p.value)
            from read.devices d
            join read.devices o on o.id <> d.id and o.life_cycle = 'in-service'
                and abs(o.longitude - d.longitude) < {Neighbourhood} and abs(o.latitude - d.latitude) < {Neighbourhood}
            join telemetry.series s on s.device_id = o.id and s.point = $2
            join telemetry.points p on p.series = s.id and p.flag = 'N' and p.at between $3 - {Around} and $3 + {Around}
                and {Plausible}
            where d.code = $1 group by o.code order by o.code
            """);
        Add(query, device, point, at);
        await using var reader = await query.ExecuteReaderAsync(stop);
        var found = new Dictionary<string, decimal>();
        while (await reader.ReadAsync(stop)) found[reader.GetString(0)] = (decimal)reader.GetDouble(1);
        return found;
    }

    private static void Add(NpgsqlCommand query, params object[] values)
    {
        foreach (var value in values) query.Parameters.Add(new() { Value = value });
    }
}

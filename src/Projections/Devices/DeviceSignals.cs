using NodaTime;
using Npgsql;
using SmartCity.Domain.Devices;

namespace SmartCity.Projections.Devices;

/// <summary>The newest value of a point.</summary>
public sealed record LatestValue(string Point, Instant At, double Value, DataFlag Flag);

/// <summary>When a device was last heard of, and how far its clock is ahead of ours.</summary>
public sealed record LastContact(Instant HeardAt, long? SkewMilliseconds);

/// <summary>A device whose messages say something else of its connectivity than its stream.</summary>
public sealed record Overheard(Guid Device, Instant HeardAt);

/// <summary>What the telemetry of devices says beside their streams.</summary>
public sealed class DeviceSignals(NpgsqlDataSource source)
{
    /// <summary>The newest value of each point, by event time; no later than the moment where one is given.</summary>
    public async Task<IReadOnlyList<LatestValue>> Latest(Guid device, Instant? until, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            """
            select s.point, p.at, p.value, ascii(p.flag::text) from telemetry.series s cross join lateral (
                select at, value, flag from telemetry.points where series = s.id and at <= coalesce($2, 'infinity')
                order by at desc limit 1) p
            where s.device_id = $1 order by s.point
            """);
        query.Parameters.Add(new() { Value = device });
        query.Parameters.Add(new() { Value = (object?)until ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        await using var row = await query.ExecuteReaderAsync(stop);
        var latest = new List<LatestValue>();
        while (await row.ReadAsync(stop))
            latest.Add(new(row.GetString(0), row.GetFieldValue<Instant>(1), row.GetDouble(2), (DataFlag)(byte)row.GetInt32(3)));
        return latest;
    }

    /// <summary>Null for a device that was never heard of.</summary>
    public async Task<LastContact?> Contact(Guid device, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select heard_at, skew_ms from telemetry.contacts where device_id = $1");
        query.Parameters.Add(new() { Value = device });
        await using var row = await query.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? new(row.GetFieldValue<Instant>(0), row.IsDBNull(1) ? null : row.GetInt64(1)) : null;
    }

    /// <summary>
    /// The devices for which the moment and their newest messages may say something else than their streams, those that fell
    /// silent first in front. What it means is decided on the stream; this only asks few enough.
    /// </summary>
    /// <param name="listeningSince">
    /// From when on a message would be known here: of no device it is said that it fell silent before it was listened to for
    /// as long as it may be silent.
    /// </param>
    public async Task<IReadOnlyList<Overheard>> Overheard(Instant now, Instant listeningSince, int most, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            """
            select id, newest from (
                select d.id, d.connectivity, d.connectivity_since, d.offline_cause, greatest(c.heard_at, d.heard_at) as newest,
                       greatest(c.heard_at, d.heard_at) + make_interval(secs => d.reports_every_seconds) as due, d.heard_at,
                       $3 + make_interval(secs => d.reports_every_seconds) <= $1 as listened
                from read.devices d left join telemetry.contacts c on c.device_id = d.id
                where d.life_cycle in ('installed', 'in-service', 'maintenance') and (c.heard_at is not null or d.heard_at is not null)
            ) d
            where case connectivity
                when 'unknown' then due > $1 or listened
                when 'online' then due <= $1 and listened
                else newest > heard_at or (offline_cause = 'silence' and connectivity_since <> due) end
            order by due limit $2
            """);
        query.Parameters.Add(new() { Value = now });
        query.Parameters.Add(new() { Value = most });
        query.Parameters.Add(new() { Value = listeningSince });
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<Overheard>();
        while (await row.ReadAsync(stop)) found.Add(new(row.GetGuid(0), row.GetFieldValue<Instant>(1)));
        return found;
    }
}

using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Devices;

/// <summary>Which devices a list shows; a null asks nothing.</summary>
/// <param name="VisibleTo">The unit whose devices are shown; null for all.</param>
/// <param name="Alarm"><c>any</c>, <c>none</c>, or the level of the most serious active alarm.</param>
/// <param name="Q">A part of the name, or the beginning of the code.</param>
public sealed record DeviceFilter(
    string? VisibleTo, string? Kind, string? Unit, string? Connectivity, string? Alarm, string? LifeCycle, string? Q);

/// <summary>One device in a list.</summary>
/// <param name="LastSeen">When its newest message arrived.</param>
public sealed record DeviceLine(
    Guid Id, string Code, string Kind, string Name, string Unit, string LifeCycle, double Longitude, double Latitude, string? Address,
    string Connectivity, Instant? ConnectivitySince, Instant? LastSeen, int ActiveAlarms, string? WorstAlarm, int Faults,
    int OpenCommands, LocalDate? CalibrationDue, bool CalibrationLapsed);

/// <summary>Lists of devices, by their codes.</summary>
public sealed class DeviceList(NpgsqlDataSource source)
{
    public async Task<IReadOnlyList<DeviceLine>> Page(DeviceFilter filter, string? after, int limit, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            """
            select d.id, d.code, d.kind, d.name, d.unit, d.life_cycle, d.longitude, d.latitude, d.address, d.connectivity,
                   d.connectivity_since, c.heard_at, d.active_alarms, d.worst_alarm, d.faults, d.open_commands, d.calibration_due,
                   d.calibration_lapsed
            from read.devices d left join telemetry.contacts c on c.device_id = d.id
            where ($1::text is null or $1 = any(d.units)) and ($2::text is null or d.kind = $2) and ($3::text is null or d.unit = $3)
              and ($4::text is null or d.connectivity = $4)
              and ($5::text is null or d.worst_alarm = $5 or ($5 = 'any' and d.active_alarms > 0) or ($5 = 'none' and d.active_alarms = 0))
              and ($6::text is null or d.life_cycle = $6)
              and ($7::text is null or position(lower($7) in lower(d.name)) > 0 or starts_with(d.code, $7))
              and ($8::text is null or d.code > $8)
            order by d.code limit $9
            """);
        foreach (var value in new object?[]
            { filter.VisibleTo, filter.Kind, filter.Unit, filter.Connectivity, filter.Alarm, filter.LifeCycle, filter.Q, after, limit })
            query.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await using var row = await query.ExecuteReaderAsync(stop);
        var lines = new List<DeviceLine>();
        while (await row.ReadAsync(stop)) lines.Add(Read(row));
        return lines;
    }

    private static DeviceLine Read(NpgsqlDataReader row)
    {
        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        Instant? At(int i) => row.IsDBNull(i) ? null : row.GetFieldValue<Instant>(i);
        return new(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
            row.GetDouble(6), row.GetDouble(7), Text(8), row.GetString(9), At(10), At(11), row.GetInt32(12), Text(13),
            row.GetInt32(14), row.GetInt32(15), row.IsDBNull(16) ? null : row.GetFieldValue<LocalDate>(16), row.GetBoolean(17));
    }
}

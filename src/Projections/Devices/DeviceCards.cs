using Npgsql;
using SmartCity.Domain.Devices;

namespace SmartCity.Projections.Devices;

/// <summary>What is known of a device beside its kind, for those who talk with it.</summary>
/// <param name="StationPasswords">Of its credentials that count, the newest first.</param>
public sealed record DeviceEntry(
    Guid Id, string Code, string Kind, string Unit, LifeCycle LifeCycle, string? Mn, Hj212Dialect? Dialect,
    IReadOnlyList<string> SecretHashes, IReadOnlyList<string> StationPasswords, int OpenCommands);

/// <summary>The rows of <c>read.devices</c> that changed since one looked.</summary>
public sealed class DeviceCards(NpgsqlDataSource source)
{
    /// <summary>
    /// What was written by transactions that were not over at the last look (its <c>Horizon</c>; null for the first look).
    /// Whatever is committed comes at least once, however long its transaction took.
    /// </summary>
    public async Task<(IReadOnlyList<DeviceEntry> Entries, string Horizon)> ChangedSince(string? horizon, CancellationToken stop)
    {
        // One statement is one snapshot: what it does not see yet is at or above its own horizon.
        await using var query = source.CreateCommand(
            """
            select pg_snapshot_xmin(pg_current_snapshot())::text, d.id, d.code, d.kind, d.unit, d.life_cycle, d.mn, d.dialect_version,
                   d.dialect_modbus_crc, d.dialect_lenient, d.secret_hashes, d.open_commands,
                   array(select s.password from desk.station_passwords s where s.credential_id = any(d.credential_ids)
                    order by s.credential_id desc)
            from (select 1) always left join read.devices d on d.changed_by >= coalesce($1, '0')::xid8
            """);
        query.Parameters.Add(new() { Value = (object?)horizon ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var row = await query.ExecuteReaderAsync(stop);
        var entries = new List<DeviceEntry>();
        var next = horizon ?? "0";
        while (await row.ReadAsync(stop))
        {
            next = row.GetString(0);
            if (!row.IsDBNull(1)) entries.Add(Read(row));
        }
        return (entries, next);
    }

    private static DeviceEntry Read(NpgsqlDataReader row)
    {
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        Hj212Dialect? dialect = row.IsDBNull(7) ? null : new(row.GetInt32(7), row.GetBoolean(8), row.GetBoolean(9));
        return new(
            row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4),
            DeviceWords.LifeCycleOf(row.GetString(5)) ?? LifeCycle.Retired, Text(6), dialect, row.GetFieldValue<string[]>(10),
            row.GetFieldValue<string[]>(12), row.GetInt32(11));
    }
}

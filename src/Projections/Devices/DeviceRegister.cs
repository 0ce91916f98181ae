using Npgsql;
using SmartCity.Domain.Devices;

namespace SmartCity.Projections.Devices;

/// <summary>The clerk of the registry: codes and names that are taken, serial numbers, the passwords of stations.</summary>
public sealed class DeviceRegister(NpgsqlDataSource source)
{
    private const int LastSerial = 999_999;

    public async Task<bool> CodeTaken(string code, CancellationToken stop) =>
        await Value("select exists (select from read.devices where code = $1)", stop, code) is true;

    /// <param name="except">The device that may have it.</param>
    public async Task<bool> MnTaken(string mn, Guid except, CancellationToken stop) =>
        await Value(
            "select exists (select from read.devices where mn = $1 and life_cycle <> 'retired' and id <> $2)", stop, mn, except) is true;

    /// <summary>
    /// A code of the type that no device has, by the next serial number; null when all are given out. A number is never
    /// given twice; one whose registration is refused afterwards is left out.
    /// </summary>
    public async Task<string?> NextCode(string type, CancellationToken stop)
    {
        while (true)
        {
            var serial = (int)(await Value(
                "insert into desk.device_serials as s (type, last) values ($1, 1) "
                + "on conflict (type) do update set last = least(s.last + 1, 1000000) returning last", stop, type))!;
            if (serial > LastSerial) return null;
            var code = DeviceCode.Of(type, serial);
            if (!await CodeTaken(code, stop)) return code;
        }
    }

    public Task KeepPassword(Guid credential, Guid device, string password, CancellationToken stop) => Value(
        "insert into desk.station_passwords (credential_id, device_id, password) values ($1, $2, $3) on conflict do nothing",
        stop, credential, device, password);

    /// <summary>
    /// A station has taken over another password: that of its newest credential that counts is this one from now on, and every
    /// node learns of it.
    /// </summary>
    public Task ChangePassword(Guid device, string password, CancellationToken stop) => Value(
        """
        with known as (update read.devices set changed_by = changed_by where id = $1 returning credential_ids)
        update desk.station_passwords set password = $2 where credential_id = (
            select s.credential_id from desk.station_passwords s, known where s.credential_id = any(known.credential_ids)
            order by s.credential_id desc limit 1)
        """, stop, device, password);

    /// <summary>Of a credential that was not issued after all.</summary>
    public Task ForgetPassword(Guid credential, CancellationToken stop) =>
        Value("delete from desk.station_passwords where credential_id = $1", stop, credential);

    /// <summary>
    /// Of the device's credentials that count no more. One that is being issued at this moment is newer than those that
    /// count, and is kept.
    /// </summary>
    public Task ForgetRevoked(Guid device, Guid? revoked, CancellationToken stop) => Value(
        """
        delete from desk.station_passwords s using read.devices d
        where d.id = $1 and s.device_id = d.id and not s.credential_id = any(d.credential_ids)
          and (d.life_cycle = 'retired' or s.credential_id = $2
               or s.credential_id < (select c from unnest(d.credential_ids) c order by c desc limit 1))
        """, stop, device, revoked ?? Guid.Empty);

    /// <summary>The device of the code; null when there is none.</summary>
    public async Task<Guid?> Find(string code, CancellationToken stop) =>
        await Value("select id from read.devices where code = $1", stop, code) as Guid?;

    private async Task<object?> Value(string sql, CancellationToken stop, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(stop);
    }
}

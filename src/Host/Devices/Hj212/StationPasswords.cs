using Npgsql;

namespace SmartCity.Host.Devices.Hj212;

/// <summary>Keeps the password that a station took over, in place of the one that was issued.</summary>
internal sealed class StationPasswords(NpgsqlDataSource source)
{
    /// <summary>For the newest credential that counts: the one whose password the registry tells.</summary>
    public async Task Change(Guid device, string password, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using var delete = new NpgsqlCommand(
            """
            delete from desk.station_passwords where credential_id = (
                select s.credential_id from desk.station_passwords s join read.devices d on s.credential_id = any(d.credential_ids)
                where d.id = $1 order by s.credential_id desc limit 1)
            returning credential_id
            """, connection, transaction) { Parameters = { new() { Value = device } } };
        if (await delete.ExecuteScalarAsync(stop) is not Guid credential) return;
        await using var insert = new NpgsqlCommand("insert into desk.station_passwords values ($1, $2)", connection, transaction)
        {
            Parameters = { new() { Value = credential }, new() { Value = password } },
        };
        await insert.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }
}

using System.Reflection;
using NodaTime;
using Npgsql;
using SmartCity.DeviceGateway.Telemetry;

namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>The numbers of chargings (充电流水号), given out once each and known to every node.</summary>
public sealed class ChargingBook(NpgsqlDataSource source)
{
    /// <summary>The tables, as SQL that the owner may run again.</summary>
    public static string Schema { get; } = ReadSchema();

    /// <summary>The number of the charging; the same for the same start.</summary>
    /// <exception cref="TelemetryUnavailableException">The database does not answer.</exception>
    internal async Task<int> Begin(Guid device, OcppRequest.Start start, CancellationToken stop)
    {
        await using var write = source.CreateCommand(
            "insert into charging.transactions (device_id, connector, started_at, meter_start, id_tag) values ($1, $2, $3, $4, $5) "
            + "on conflict (device_id, connector, started_at, meter_start) do update set id_tag = excluded.id_tag returning id");
        Add(write, device, start.Connector, start.At, (long)start.MeterStart, start.IdTag);
        return (int)(await Ask(write, stop))!;
    }

    /// <summary>The connector at which it ended; null where the device has no such charging.</summary>
    /// <exception cref="TelemetryUnavailableException">The database does not answer.</exception>
    internal async Task<int?> End(Guid device, int transaction, Instant at, CancellationToken stop)
    {
        await using var write = source.CreateCommand(
            "update charging.transactions set ended_at = coalesce(ended_at, $3) where id = $2 and device_id = $1 returning connector");
        Add(write, device, transaction, at);
        return (int?)await Ask(write, stop);
    }

    /// <summary>Whether the tag charges elsewhere since a day at most; one that never ended does not lock a tag out for ever.</summary>
    /// <exception cref="TelemetryUnavailableException">The database does not answer.</exception>
    internal async Task<bool> ChargesElsewhere(string idTag, int transaction, Instant now, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select exists (select from charging.transactions where id_tag = $1 and id <> $2 and ended_at is null and started_at > $3)");
        Add(query, idTag, transaction, now - Duration.FromDays(1));
        return (bool)(await Ask(query, stop))!;
    }

    private static async Task<object?> Ask(NpgsqlCommand command, CancellationToken stop)
    {
        try
        {
            return await command.ExecuteScalarAsync(stop);
        }
        catch (NpgsqlException reason)
        {
            throw new TelemetryUnavailableException(reason);
        }
    }

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
    }

    private static string ReadSchema()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Ocpp/schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

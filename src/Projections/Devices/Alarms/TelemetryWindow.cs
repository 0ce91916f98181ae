using NodaTime;
using Npgsql;
using NpgsqlTypes;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Alarms;

namespace SmartCity.Projections.Devices.Alarms;

/// <summary>Stored values of a device in the order of event time.</summary>
/// <param name="Complete">Whether nothing later is stored.</param>
public sealed record StoredValues(IReadOnlyList<Sample> Samples, bool Complete);

/// <summary>Reads stored values for those who judge them.</summary>
public sealed class TelemetryWindow(NpgsqlDataSource source)
{
    private const string Chosen = "select id, point from telemetry.series where device_id = $1 and ($2::text[] is null or point = any($2))";

    /// <summary>From a moment on, at most about so many; values of one moment are never torn apart.</summary>
    /// <param name="points">Null for all.</param>
    public async Task<StoredValues> From(Guid device, IReadOnlyList<string>? points, Instant from, int most, CancellationToken stop)
    {
        var samples = await Read(
            $"select s.point, p.at, p.value, p.flag from ({Chosen}) s join telemetry.points p on p.series = s.id "
            + "where p.at >= $3 order by p.at limit $4", device, points, stop, from, most + 1);
        if (samples.Count <= most) return new(samples, true);
        var last = samples[^1].At;
        return new([.. samples.TakeWhile(s => s.At < last)], false);
    }

    public async Task<IReadOnlyList<Sample>> Between(
        Guid device, IReadOnlyList<string>? points, Instant from, Instant to, CancellationToken stop) => await Read(
        $"select s.point, p.at, p.value, p.flag from ({Chosen}) s join telemetry.points p on p.series = s.id "
        + "where p.at >= $3 and p.at <= $4 order by p.at", device, points, stop, from, to);

    /// <summary>The last value flagged normal before a moment, as far back as a year.</summary>
    public async Task<Instant?> LastNormalBefore(Guid device, IReadOnlyList<string>? points, Instant before, CancellationToken stop)
    {
        await using var command = source.CreateCommand(
            $"select max(l.at) from ({Chosen}) s cross join lateral (select p.at from telemetry.points p where p.series = s.id "
            + "and p.at < $3 and p.at >= $4 and p.flag = 'N' order by p.at desc limit 1) l");
        Fill(command, device, points, before, before - Duration.FromDays(366));
        return await command.ExecuteScalarAsync(stop) is Instant at ? at : null;
    }

    private async Task<List<Sample>> Read(string sql, Guid device, IReadOnlyList<string>? points, CancellationToken stop, params object[] more)
    {
        await using var command = source.CreateCommand(sql);
        Fill(command, device, points, more);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var samples = new List<Sample>();
        while (await reader.ReadAsync(stop))
            samples.Add(new(reader.GetString(0), reader.GetFieldValue<Instant>(1), reader.GetDouble(2), (DataFlag)(byte)reader.GetFieldValue<char>(3)));
        return samples;
    }

    private static void Fill(NpgsqlCommand command, Guid device, IReadOnlyList<string>? points, params object[] more)
    {
        command.Parameters.Add(new() { Value = device });
        command.Parameters.Add(new() { Value = (object?)points?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        foreach (var value in more) command.Parameters.Add(new() { Value = value });
    }
}

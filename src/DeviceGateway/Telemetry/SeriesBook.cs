using System.Collections.Concurrent;
using Npgsql;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>
/// The number of each series (序列): what one device measures under one name. Made at first use, the same on every node,
/// never changed, and kept in memory.
/// </summary>
public sealed class SeriesBook(NpgsqlDataSource source, TelemetryOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, DeviceSeries> _devices = new();
    private readonly ConcurrentDictionary<int, Guid> _owners = new();

    // Thousands of stations that come back at once take a few connections, not all.
    private readonly SemaphoreSlim _asking = new(4);

    /// <summary>The number, if it was asked for before; costs no memory.</summary>
    public bool TryGet(Guid device, ReadOnlySpan<char> point, out int series)
    {
        series = 0;
        return _devices.TryGetValue(device, out var known) && known.TryGet(point, out series);
    }

    /// <inheritdoc cref="TryGet(Guid, ReadOnlySpan{char}, out int)"/>
    public bool TryGet(Guid device, string point, out int series) => TryGet(device, point.AsSpan(), out series);

    /// <summary>The number, made if there is none yet.</summary>
    /// <exception cref="ArgumentException">The name is none (see <see cref="AcceptedValues.Point"/>).</exception>
    /// <exception cref="TooManyPointsException">The device has as many points as one may have.</exception>
    /// <exception cref="TelemetryUnavailableException">The database does not answer.</exception>
    public ValueTask<int> Of(Guid device, string point, CancellationToken stop) =>
        TryGet(device, point, out var series) ? new(series) : new(Ask(device, point, stop));

    /// <summary>Whether the number is one of this device's.</summary>
    internal bool Owns(Guid device, int series) => _owners.TryGetValue(series, out var owner) && owner == device;

    public void Dispose() => _asking.Dispose();

    private async Task<int> Ask(Guid device, string point, CancellationToken stop)
    {
        if (!AcceptedValues.Point(point)) throw new ArgumentException($"'{point}' is no name of a point.", nameof(point));
        var known = _devices.GetOrAdd(device, _ => new());
        await known.Turn.WaitAsync(stop);
        try
        {
            await _asking.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            known.Turn.Release();
            throw;
        }
        try
        {
            if (!known.Read) await ReadAll(device, known, stop);
            if (known.TryGet(point, out var series)) return series;
            if (known.Count >= options.MostPointsPerDevice) throw new TooManyPointsException(options.MostPointsPerDevice);
            return Keep(device, known, point, await Make(device, point, stop));
        }
        catch (NpgsqlException reason) when (DatabaseAway.Means(reason))
        {
            throw new TelemetryUnavailableException(reason);
        }
        finally
        {
            _asking.Release();
            known.Turn.Release();
        }
    }

    private async Task ReadAll(Guid device, DeviceSeries known, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select id, point from telemetry.series where device_id = $1");
        query.Parameters.Add(new() { Value = device });
        await using var row = await query.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop)) Keep(device, known, row.GetString(1), row.GetInt32(0));
        known.Read = true;
    }

    /// <summary>Another node may make the same one at this moment: both then read the one that stayed.</summary>
    private async Task<int> Make(Guid device, string point, CancellationToken stop)
    {
        await using var write = source.CreateCommand(
            "insert into telemetry.series (device_id, point) values ($1, $2) "
            + "on conflict (device_id, point) do update set point = excluded.point returning id");
        write.Parameters.Add(new() { Value = device });
        write.Parameters.Add(new() { Value = point });
        return (int)(await write.ExecuteScalarAsync(stop))!;
    }

    private int Keep(Guid device, DeviceSeries known, string point, int series)
    {
        _owners[series] = device;
        known.Add(point, series);
        return series;
    }
}

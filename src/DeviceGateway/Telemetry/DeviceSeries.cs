using System.Collections.Concurrent;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>The numbers of one device's points, as far as they are known.</summary>
internal sealed class DeviceSeries
{
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public DeviceSeries() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>One at a time asks the database.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>Whether every number of the database was read once.</summary>
    public bool Read { get; set; }

    public int Count => _numbers.Count;

    public bool TryGet(ReadOnlySpan<char> point, out int series) => _lookup.TryGetValue(point, out series);

    public void Add(string point, int series) => _numbers[point] = series;
}

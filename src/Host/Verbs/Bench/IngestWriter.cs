using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>The writer of telemetry alone, in this process: what is left when no protocol is spoken.</summary>
internal sealed class IngestWriter(Workbench bench) : IngestDoor
{
    private readonly TelemetryOptions _options = new();
    private TelemetryWriter? _writer;
    private (Guid Device, int[] Series)[] _stations = [];

    public override string Name => "writer";

    public override async Task Open(int stations, int points)
    {
        var book = new SeriesBook(bench.Database, _options);
        _writer = new(bench.Database, book, _options, NullLogger<TelemetryWriter>.Instance);
        await _writer.StartAsync(CancellationToken.None);
        _stations = new (Guid, int[])[stations];
        for (var s = 0; s < stations; s++)
        {
            _stations[s] = (Guid.CreateVersion7(), new int[points]);
            for (var p = 0; p < points; p++)
                _stations[s].Series[p] = await book.Of(_stations[s].Device, $"p{p}.rtd", CancellationToken.None);
        }
    }

    public override Task Send(int station, int second)
    {
        var (device, series) = _stations[station];
        var values = new Observation[series.Length];
        var at = Begin + Duration.FromSeconds(second);
        for (var p = 0; p < values.Length; p++) values[p] = new(series[p], at, Value(p, second), DataFlag.Normal);
        return _writer!.Write(new(device, SystemClock.Instance.GetCurrentInstant(), null, values), CancellationToken.None);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_writer is null) return;
        await _writer.StopAsync(CancellationToken.None);
        _writer.Dispose();
    }
}

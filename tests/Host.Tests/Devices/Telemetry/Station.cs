using NodaTime;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Telemetry;

/// <summary>A device that measures, for tests of the writing alone.</summary>
internal sealed class Station(SeriesBook series, TelemetryWriter writer)
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 3, 13, 4, 0);

    public static Station Of(RunningHost host) => new(host.Service<SeriesBook>(), host.Service<TelemetryWriter>());

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public async Task<DeviceMessage> Message(params (string Point, Instant At, double Value)[] values)
    {
        var observations = new Observation[values.Length];
        for (var i = 0; i < values.Length; i++)
            observations[i] = new(
                await series.Of(Id, values[i].Point, CancellationToken.None), values[i].At, values[i].Value, DataFlag.Normal);
        return new(Id, SystemClock.Instance.GetCurrentInstant(), null, observations);
    }

    public async Task<Written> Send(params (string Point, Instant At, double Value)[] values) =>
        await writer.Write(await Message(values), CancellationToken.None);

    public Task<IReadOnlyList<string>> Kept(Sql sql) => sql.Rows(
        "select point, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), value, flag from telemetry.points "
        + $"join telemetry.series on id = series where device_id = '{Id}' order by point, at");

    public Task<IReadOnlyList<string>> Fresh(Sql sql) => sql.Rows(
        "select to_char(from_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), to_char(to_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') "
        + $"from telemetry.fresh where device_id = '{Id}' order by id");
}

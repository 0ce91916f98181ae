using System.Diagnostics;
using System.Text.Json;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Alarms;

/// <summary>A registered device whose values and words the rules look at.</summary>
internal sealed class Watched(RunningHost host, Guid id, string code)
{
    public Guid Id => id;

    public string Code => code;

    public static async Task<Watched> Register(RunningHost host, string kind, object? attributes = null, double longitude = 116.3412, double latitude = 39.7269)
    {
        var registered = (await (await host.District.Integrator).Post("devices", new
        {
            kind,
            name = "测试 " + kind,
            location = new { longitude, latitude, address = "兴华大街" },
            unit = "DX-SWJ",
            attributes = attributes ?? new { },
        })).Expect(201);
        return new(host, registered["id"].GetGuid(), registered.Text("code"));
    }

    public async Task<Written> Send(params IReadOnlyList<(string Point, Instant At, double Value)> values)
    {
        var series = host.Service<SeriesBook>();
        var observations = new Observation[values.Count];
        for (var i = 0; i < values.Count; i++)
            observations[i] = new(await series.Of(id, values[i].Point, CancellationToken.None), values[i].At, values[i].Value, DataFlag.Normal);
        return await host.Service<TelemetryWriter>().Write(
            new(id, SystemClock.Instance.GetCurrentInstant(), null, observations), CancellationToken.None);
    }

    public Task Say(params IReadOnlyList<DeviceReport> reports) => host.Service<IDeviceReports>().Report(id, reports, CancellationToken.None);

    /// <summary>Its alarms, once everything that is known was looked at.</summary>
    public async Task<IReadOnlyList<JsonElement>> Alarms()
    {
        await Looked();
        return [.. (await (await host.District.Integrator).Get($"devices/{code}/alarms")).Expect(200)["items"].EnumerateArray()];
    }

    public async Task Looked()
    {
        var began = Stopwatch.StartNew();
        while (await host.Sql.Value<bool>(
            $"select exists (select from telemetry.fresh where device_id = '{id}') or exists (select from read.alarm_watch w "
            + $"left join desk.alarm_looks l on l.device_id = w.id where w.id = '{id}' and (w.said <> coalesce(l.said, '') or w.pending > 0))"))
        {
            if (began.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException("Nobody looks at the device.");
            await Task.Delay(50);
        }
    }
}

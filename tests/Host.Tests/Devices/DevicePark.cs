using System.Text.Json;
using NodaTime;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices;

/// <summary>A device as its registration was answered.</summary>
internal sealed record Registered(Guid Id, string Code, Guid Credential, string Secret, string? Pw);

/// <summary>Devices of a running host, registered over the network.</summary>
internal sealed class DevicePark(RunningHost host)
{
    public const string Unit = "DX-CGW", Officer = "cgw-officer-1", Stranger = "swj-officer-1";

    public RunningHost Host => host;

    public static object Body(string kind = "lamp-post", string? code = null, int? every = null, string unit = Unit) => new
    {
        kind, code, name = "兴华大街灯杆", unit, reportsEverySeconds = every,
        location = new { longitude = 116.34, latitude = 39.73, address = "兴华大街" },
    };

    public async Task<Registered> Register(string kind = "lamp-post", int? every = null) =>
        Read((await (await host.District.Integrator).Post("devices", Body(kind, every: every))).Expect(201));

    public static Registered Read(Reply reply)
    {
        var credentials = reply["credentials"];
        return new(
            reply["id"].GetGuid(), reply.Text("code"), credentials.GetProperty("id").GetGuid(),
            credentials.GetProperty("token").GetString()!, credentials.GetProperty("pw").GetString());
    }

    public async Task<Reply> Twin(string code) => (await (await host.District.Integrator).Get("devices/" + code)).Expect(200);

    public async Task<Reply> Act(string code, string act, object? body = null, string by = Officer) =>
        await (await host.District.As(by)).Post($"devices/{code}/{act}", body);

    /// <summary>The device is heard of now, with these values.</summary>
    public async Task Heard(Guid device, params (string Point, double Value)[] values)
    {
        var (book, now) = (host.Service<SeriesBook>(), host.Service<IClock>().GetCurrentInstant());
        var observations = new Observation[values.Length];
        for (var i = 0; i < values.Length; i++)
            observations[i] = new(await book.Of(device, values[i].Point, CancellationToken.None), now, values[i].Value, DataFlag.Normal);
        await host.Service<TelemetryWriter>().Write(new(device, now, Duration.FromMilliseconds(1500), observations), CancellationToken.None);
    }

    /// <summary>Waits until the twin says so.</summary>
    public async Task<Reply> Until(string code, Func<Reply, bool> holds, int seconds = 20)
    {
        for (var end = DateTime.UtcNow.AddSeconds(seconds); ; await Task.Delay(100))
        {
            var twin = await Twin(code);
            if (holds(twin)) return twin;
            DateTime.UtcNow.ShouldBeLessThan(end, twin.Body);
        }
    }

    /// <summary>How often an event of this type stands in the device's timeline.</summary>
    public async Task<int> Count(Guid device, string type) =>
        (await (await host.District.Integrator).Get($"matters/{device}/timeline")).Expect(200)["items"].EnumerateArray()
            .Count(item => item.GetProperty("type").GetString() == type);

    public static IEnumerable<JsonElement> Items(Reply reply) => reply["items"].EnumerateArray();
}

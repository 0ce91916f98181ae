using System.Text.Json;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Time;

namespace SmartCity.Host.Tests.GridCases.Emergencies;

/// <summary>A host whose time passes as a test wants it, and the words of wartime.</summary>
public sealed class WartimeHost : IAsyncLifetime
{
    public const string Commander = "yjj-commander-1", DutyOfficer = "centre-duty-officer-1", Dispatcher = "centre-dispatcher-1",
        WaterOfficer = "swj-officer-1", GardenOfficer = "yllhj-officer-1";

    private readonly TimeHost _time = new();

    public District District => _time.District;

    public RunningHost Host => _time.Host;

    public Task Pass(string period) => _time.Pass(period);

    public ValueTask InitializeAsync() => _time.InitializeAsync();

    public async ValueTask DisposeAsync() => await _time.DisposeAsync();

    /// <summary>A flooded road in Huangcun, reported by telephone.</summary>
    public async Task<Guid> Report(string title = "兴丰大街积水")
    {
        var reply = await (await District.As(Dispatcher)).Post("grid-cases", new
        {
            kind = "event-0406",
            channel = "hotline",
            title,
            description = "路面积水约四十厘米，车辆熄火",
            location = new { longitude = 116.34, latitude = 39.72, address = "黄村兴丰大街" },
            reporter = new { name = "张三", phone = "13800001234" },
        }, Guid.NewGuid().ToString());
        return reply.Expect(201)["id"].GetGuid();
    }

    public async Task<Guid> Raise(int level)
    {
        var id = await Report();
        (await Act(DutyOfficer, $"grid-cases/{id}/emergency", new { level, reason = "道路中断" })).Expect(200);
        return id;
    }

    public async Task<Reply> Act(string by, string path, object? body = null) =>
        await (await District.As(by)).Post(path, body, Guid.NewGuid().ToString());

    public async Task<JsonElement> Situation(Guid id, string? asOf = null, string by = Commander) =>
        (await (await District.As(by)).Get($"emergencies/{id}/situation" + (asOf is null ? "" : $"?asOf={Uri.EscapeDataString(asOf)}")))
        .Expect(200).Json;

    public async Task<IReadOnlyList<JsonElement>> Timeline(Guid id) =>
        [.. (await (await District.Integrator).Get($"matters/{id}/timeline")).Expect(200)["items"].EnumerateArray()];
}

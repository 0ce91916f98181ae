using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Doors;

/// <summary>A device that an integrator registered, with what it proves itself with.</summary>
internal sealed record Registered(RunningHost Host, Guid Id, string Code, string Secret)
{
    private static readonly HttpClient Http = new();

    public static async Task<Registered> New(RunningHost host, string kind = "lamp-post", string lifeCycle = "in-service")
    {
        var reply = (await (await host.District.Integrator).Post("devices", new
        {
            kind, name = "试验设备", location = new { longitude = 116.34, latitude = 39.73 }, unit = "DX-CGW", lifeCycle,
        }, Guid.NewGuid().ToString())).Expect(201);
        return new(host, reply["id"].GetGuid(), reply.Text("code"), reply["credentials"].GetProperty("token").GetString()!);
    }

    /// <summary>Posts to an address of a device, by default its own, with a token, by default its own.</summary>
    public async Task<(int Status, JsonElement Body, HttpResponseHeaders Headers)> Post(
        string what, object body, string? token = null, string? code = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(Host.District.Address, $"/api/v1/devices/{code ?? Code}/{what}"));
        request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        if (token != "") request.Headers.Authorization = new("Bearer", token ?? Secret);
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, answer.Headers);
    }

    /// <summary>What is kept of it: point, time, value, flag.</summary>
    public Task<IReadOnlyList<string>> Kept() => Host.Sql.Rows(
        "select point, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), value, flag from telemetry.points "
        + $"join telemetry.series on id = series where device_id = '{Id}' order by point, at");

    /// <summary>Its facts by type, in order; of one type with their bodies.</summary>
    public Task<IReadOnlyList<string>> Events(string? type = null) => Host.Sql.Rows(
        $"select {(type is null ? "type" : "data")} from ledger.mt_events where stream_id = '{Id}'"
        + $"{(type is null ? "" : $" and type = '{type}'")} order by version");

    public async Task<string> HeardAt() =>
        (await Host.Sql.Rows($"select heard_at from telemetry.contacts where device_id = '{Id}'")).SingleOrDefault() ?? "";

    /// <summary>Waits until it holds, at most ten seconds.</summary>
    public static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (await holds()) return;
            await Task.Delay(100);
        }
        (await holds()).ShouldBeTrue("after ten seconds");
    }

    public static object Item(string point, double value, string at) => new { point, value, at };
}

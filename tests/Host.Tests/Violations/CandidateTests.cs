using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Violations;

/// <summary>What telemetry suggests: flags, calibration, a second station, the wind.</summary>
public sealed class CandidateTests(SharedHost host)
{
    private const string Point = "a34004.rtd";
    private readonly District _district = host.District;
    private static readonly DateTimeOffset Time = DateTimeOffset.UtcNow.AddMinutes(-10);

    [Fact]
    public async Task An_exceedance_is_checked_against_its_flags_a_second_station_and_the_wind()
    {
        // The wind comes from where an enterprise lies.
        var station = await Register("air-station", 116.345, 39.730);
        var second = await Register("air-station", 116.360, 39.735);
        var vane = await Register("weather-station", 116.35, 39.72);
        await Send(station, (Point, 180, Time, "N"), (Point, 175, Time.AddMinutes(-5), "N"));
        await Send(second, (Point, 160, Time, "N"));
        await Send(vane, ("windDirection", 40, Time, "N"), ("windSpeed", 3, Time, "N"));

        var suggested = await Candidates(station.Code);
        Results(suggested)["flag"].ShouldBe("passed");
        Results(suggested)["second-station"].ShouldBe("passed");
        suggested.Text("method").ShouldBe("upwind");
        suggested["wind"].GetArrayLength().ShouldBeGreaterThan(0);
        var first = suggested["candidates"].EnumerateArray().First();
        (first.GetProperty("rank").GetInt32(), first.GetProperty("enterprise").GetString()).ShouldBe((1, "DX-QY-001"));

        await Send(station, (Point, 190, Time.AddMinutes(-1), "M"));
        Results(await Candidates(station.Code))["flag"].ShouldBe("failed", "one value under maintenance is enough to look again");
    }

    [Fact]
    public async Task What_no_station_can_measure_is_no_measurement_and_counts_are_no_wind()
    {
        // Far from the other test's stations.
        var station = await Register("air-station", 116.655, 39.630);
        var mad = await Register("air-station", 116.660, 39.635);
        var vane = await Register("weather-station", 116.65, 39.62);
        await Send(station, (Point, 180, Time, "N"));
        await Send(mad, (Point, 1e14, Time, "N"));
        await Send(vane, ("a01008.rtd", 90, Time, "N"), ("a01008.hour.cou", 270, Time, "N"), ("a01007.rtd", 1e14, Time, "N"));

        var suggested = await Candidates(station.Code, 116.655, 39.630);
        Results(suggested)["second-station"].ShouldBe("unknown");
        foreach (var hour in suggested["wind"].EnumerateArray())
            hour.EnumerateObject().Select(field => field.Value).Where(value => value.ValueKind == System.Text.Json.JsonValueKind.Number)
                .ShouldContain(value => Math.Abs(value.GetDouble() - 90) < 0.001);
        suggested["wind"].GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Of_a_device_that_nobody_knows_nothing_is_known()
    {
        var suggested = await Candidates("NOBODY-01");
        Results(suggested).Values.ShouldAllBe(result => result == "unknown");
    }

    private async Task<Reply> Candidates(string device, double longitude = 116.345, double latitude = 39.73)
    {
        var body = ViolationReports.Body(known: false);
        body["location"] = new JsonObject { ["longitude"] = longitude, ["latitude"] = latitude };
        body["evidence"] = new JsonObject
        {
            ["device"] = device, ["point"] = Point, ["value"] = 180, ["limit"] = 75, ["at"] = Time.ToString("O"),
        };
        var id = await _district.Violation(body);
        return (await (await _district.As("sthj-officer-1")).Get($"violations/{id}/candidates")).Expect(200);
    }

    private static Dictionary<string, string> Results(Reply suggested) => suggested["checks"].EnumerateArray()
        .ToDictionary(check => check.GetProperty("check").GetString()!, check => check.GetProperty("result").GetString()!);

    private async Task<(string Code, string Token)> Register(string kind, double longitude, double latitude)
    {
        var reply = (await (await _district.Integrator).Post("devices", new
        {
            kind, name = "测试站", location = new { longitude, latitude }, unit = "DX-STHJ",
        })).Expect(201);
        return (reply.Text("code"), reply["credentials"].GetProperty("token").GetString()!);
    }

    private async Task Send((string Code, string Token) device, params (string Point, double Value, DateTimeOffset At, string Flag)[] values)
    {
        using var http = new HttpClient { BaseAddress = _district.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/devices/{device.Code}/telemetry")
        {
            Content = JsonContent.Create(values.Select(v => new { point = v.Point, value = v.Value, at = v.At, flag = v.Flag })),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", device.Token);
        using var answer = await http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}

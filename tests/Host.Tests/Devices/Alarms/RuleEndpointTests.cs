using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Alarms;

/// <summary>Rules and limits as published data.</summary>
public sealed class RuleEndpointTests(SharedHost shared)
{
    private readonly RunningHost _host = shared.Host;

    [Fact]
    public async Task Rules_and_limits_in_force_are_listed_with_their_versions()
    {
        var reader = await _host.District.Integrator;
        var rules = (await reader.Get("alarm-rules")).Expect(200)["items"].EnumerateArray().Select(r => r.GetProperty("code").GetString()).ToList();
        rules.ShouldContain("air-aqi-heavy");
        rules.Count.ShouldBeGreaterThan(30);
        var sets = (await reader.Get("thresholds")).Expect(200)["items"].EnumerateArray().ToList();
        sets.Single(s => s.GetProperty("code").GetString() == "aqi").GetProperty("name").GetString().ShouldBe("HJ 633-2026");
        (await reader.Get("thresholds/aqi")).Expect(200)["versions"].GetArrayLength().ShouldBe(2);
        (await reader.Get("thresholds/none")).Expect(404);
    }

    [Fact]
    public async Task A_day_that_is_none_of_ours_is_refused() =>
        (await (await _host.District.Integrator).Get("environment/episodes?from=2026-01-01&to=9999-12-31"))
            .Refused(400, "request.malformed");

    [Fact]
    public async Task A_published_version_cannot_be_changed_and_one_that_makes_no_sense_is_refused()
    {
        var admin = await _host.District.Admin;
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Catalog, "alarm-rules", "noise-missing.v1.json")))!.AsObject();
        (await admin.Post("alarm-rules", file.ToJsonString())).Expect(200);
        file["level"] = "critical";
        (await admin.Post("alarm-rules", file.ToJsonString())).Refused(409, "alarm-rules.version-exists");
        file["version"] = 3;
        (await admin.Post("alarm-rules", file.ToJsonString())).Refused(409, "alarm-rules.version-not-next");
        file["code"] = "noise-none";
        file["version"] = 1;
        file["when"] = new JsonObject();
        (await admin.Post("alarm-rules", file.ToJsonString())).Refused(422, "alarm-rules.field-invalid");
        (await admin.Post("alarm-rules", "{")).Expect(400);
        (await (await _host.District.Integrator).Post("alarm-rules", file.ToJsonString())).Expect(403);
    }
}

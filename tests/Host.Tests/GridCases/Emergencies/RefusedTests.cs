using SmartCity.Host.Tests.Shared;
using static SmartCity.Host.Tests.GridCases.Emergencies.WartimeHost;

namespace SmartCity.Host.Tests.GridCases.Emergencies;

/// <summary>What is refused in wartime, by name, and what stays as it was.</summary>
public sealed class RefusedTests(WartimeHost war) : IClassFixture<WartimeHost>
{
    [Fact]
    public async Task What_makes_no_sense_is_refused_and_nothing_is_stored()
    {
        var id = await war.Report();
        var before = (await war.Timeline(id)).Count;
        var path = $"grid-cases/{id}/emergency";
        (await war.Act(DutyOfficer, path, new { level = 7, reason = "x" })).Refused(422, "emergency.level-unknown");
        (await war.Act(DutyOfficer, path, new { level = 3, reason = " " })).Refused(422, "emergency.field-invalid");
        (await war.Act(DutyOfficer, path, new { level = 3, reason = "x", plan = "meteor" })).Refused(422, "emergency.plan-unknown");
        (await war.Act(WaterOfficer, path, new { level = 3, reason = "x" })).Expect(403);
        (await war.Act(DutyOfficer, $"grid-cases/{Guid.NewGuid()}/emergency", new { level = 3, reason = "x" }))
            .Refused(404, "emergency.not-found");
        (await (await war.District.As(Commander)).Get($"emergencies/{id}/situation")).Refused(404, "emergency.not-found");
        (await war.Act(Commander, $"emergencies/{id}/stand-down", new { reason = "x" })).Refused(404, "emergency.not-found");
        (await war.Timeline(id)).Count.ShouldBe(before);
    }

    [Fact]
    public async Task An_order_is_for_somebody_whom_its_unit_has()
    {
        var id = await war.Raise(4);
        foreach (var person in new[] { "nobody", "cgw-officer-1" })
            (await war.Act(Commander, $"emergencies/{id}/orders", new { text = "一", toUnit = "DX-SWJ", toPerson = person }))
                .Refused(422, "emergency.person-unknown");
        (await war.Act(Commander, $"emergencies/{id}/orders", new { text = "一", toUnit = "DX-SWJ", toPerson = "swj-officer-1" })).Expect(201);
    }

    [Fact]
    public async Task Who_saw_an_older_case_sees_the_newer_one_first()
    {
        var id = await war.Raise(4);
        var version = (await war.District.Matter(id))["version"].GetInt64();
        var commander = await war.District.As(Commander);
        (await commander.Post($"emergencies/{id}/orders", new { text = "一", toUnit = "DX-SWJ" }, "o-1-" + id, version)).Expect(201);
        (await commander.Post($"emergencies/{id}/orders", new { text = "二", toUnit = "DX-SWJ" }, "o-2-" + id, version))
            .Refused(412, "request.stale-version");
        var again = await commander.Post($"emergencies/{id}/orders", new { text = "一", toUnit = "DX-SWJ" }, "o-1-" + id, version);
        again.Expect(201);
        (await war.Situation(id)).GetProperty("orders").GetProperty("open").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Response_plans_are_published_once_and_read_by_everybody()
    {
        var admin = await war.District.Admin;
        var plans = (await (await war.District.Integrator).Get("response-plans")).Expect(200)["items"];
        plans.EnumerateArray().Select(plan => plan.GetProperty("code").GetString())
            .ShouldBe(["fire-collapse", "flood", "gas-leak", "general", "public-health", "snow"]);
        var file = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "catalog", "response-plans", "flood.json"));
        (await admin.Post("response-plans", file)).Expect(200)["version"].GetInt32().ShouldBe(1);
        (await admin.Post("response-plans", file.Replace("DX-ZHZX", "DX-YJJ", StringComparison.Ordinal)))
            .Refused(409, "response-plan.version-exists");
        (await admin.Post("response-plans", file.Replace("DX-ZHZX", "DX-NOWHERE", StringComparison.Ordinal)))
            .Refused(422, "emergency.unit-unknown");
        (await admin.Post("response-plans", "{\"code\":1}")).Expect(400);
        (await war.Act(Commander, "response-plans", file)).Expect(403);
    }
}

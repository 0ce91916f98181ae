using System.Text.Json.Nodes;
using SmartCity.Host.Identity;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.GridCases.Catalogue;

/// <summary>Tables of rules are read, and published by an administrator; a host of its own, for what is published stays.</summary>
public sealed class RuleTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly District _district = host.District;

    [Fact]
    public async Task Every_table_shows_its_versions_and_can_be_sent_back_as_it_is()
    {
        var admin = await _district.Admin;
        var tables = (await (await _district.Integrator).Get("rules")).Expect(200)["items"].EnumerateArray().ToList();
        tables.Select(t => t.GetProperty("code").GetString()).ShouldBe(
        [
            "audit-access", "cards", "consultation-limits", "desk-limits", "dispatch", "duplicates", "hotline-weights", "limits", "patient-access",
            "patient-match", "retention", "severity",
        ]);
        var events = await host.Host.Sql.EventCount();
        foreach (var code in tables.Select(t => t.GetProperty("code").GetString()!))
        {
            var shown = (await admin.Get("rules/" + code)).Expect(200);
            shown["inForce"].GetInt32().ShouldBe(shown["versions"].EnumerateArray().Last(v => v.GetProperty("inForce").GetBoolean()).GetProperty("version").GetInt32());
            (await admin.Post("rules/" + code, shown["table"].GetRawText())).Expect(200).Body.ShouldBe(shown.Body);
        }
        (await host.Host.Sql.EventCount()).ShouldBe(events, "the same again changes nothing");
        (await admin.Get("rules/nothing")).Refused(404, "rules.unknown-table");
        (await admin.Get("rules/limits?version=9")).Refused(404, "rules.unknown-table");
    }

    [Fact]
    public async Task A_gap_an_overlap_and_a_failing_example_are_refused_with_the_case()
    {
        var admin = await _district.Admin;
        var gap = await Next("severity");
        Rules(gap).RemoveAt(0);
        var refused = (await admin.Post("rules/severity", gap.ToJsonString())).Refused(422, "rules.gap");
        refused["errors"].GetProperty("danger")[0].GetString().ShouldBe("true");
        refused["errors"].GetProperty("kind")[0].GetString().ShouldBe("event-06010");

        var overlap = await Next("severity");
        Rules(overlap)[0]!["when"] = new JsonObject();
        (await admin.Post("rules/severity", overlap.ToJsonString())).Refused(422, "rules.overlap")["errors"].GetProperty("rules")
            .EnumerateArray().Select(rule => rule.GetString()).ShouldBe(["danger", "ordinary"]);

        var wrong = await Next("severity");
        Rules(wrong)[0]!["then"]!["severity"] = "2";
        (await admin.Post("rules/severity", wrong.ToJsonString())).Refused(422, "rules.example-fails");

        var strange = await Next("dispatch");
        Rules(strange)[1]!["then"]!["unit"] = "DX-XXX";
        (await admin.Post("rules/dispatch", strange.ToJsonString())).Expect(422)["errors"].EnumerateObject()
            .ShouldHaveSingleItem().Name.ShouldBe("rules.town-affairs-danger.then.unit");

        var other = await Next("severity");
        other["code"] = "limits";
        (await admin.Post("rules/severity", other.ToJsonString())).Refused(422, "rules.not-as-asked");
        (await admin.Post("rules/severity", """{"code":"severity","surprise":1}""")).Refused(400, "catalogue.malformed");
        (await admin.Post("rules/severity", "no json")).Refused(400, "catalogue.malformed");
        (await admin.Get("rules/severity")).Expect(200)["versions"].GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_new_version_decides_from_its_first_day_and_old_decisions_keep_theirs()
    {
        var admin = await _district.Admin;
        var before = await _district.Report(CaseReports.Refuse("camera", anonymous: true));
        var next = await Next("limits");
        var rule = Rules(next).Single(r => r!["id"]!.GetValue<string>() == "exposed-refuse")!;
        rule["then"]!["handling"] = "2 working-hours";
        next["tests"]!.AsArray().Single(t => t!["given"]!["kind"]!.GetValue<string>() == "event-06010")!["expect"]!["handling"] = "2 working-hours";
        (await (await _district.As("centre-dispatcher-1")).Post("rules/limits", next.ToJsonString())).Expect(403);
        (await admin.Post("rules/limits", next.ToJsonString())).Expect(201)["inForce"].GetInt32().ShouldBe(2);
        (await admin.Post("rules/limits", next.ToJsonString())).Expect(200);
        next["source"]!["en"] = "something else";
        (await admin.Post("rules/limits", next.ToJsonString())).Refused(409, "rules.version-exists");
        next["version"] = 9;
        (await admin.Post("rules/limits", next.ToJsonString())).Refused(409, "rules.version-not-next");

        var after = await _district.Report(CaseReports.Refuse("camera", anonymous: true));
        (await RuleOf(before)).ShouldBe("limits@1");
        (await RuleOf(after)).ShouldBe("limits@2");
        (await admin.Get("case-kinds/event-06010")).Expect(200)["limits"].GetProperty("3").GetProperty("handling").GetString()
            .ShouldBe("2 working-hours");

        // What a node published, another one holds as well: a new host over the same database starts with it.
        await using var second = await RunningHost.Start(host.Host.Database, host.Host.Folder, keep: true);
        (await (await second.District.Admin).Get("rules/limits")).Expect(200)["inForce"].GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_who_publish_the_same_version_one_is_refused()
    {
        var admin = await _district.Admin;
        var versions = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            var next = await Next("duplicates");
            next["source"]!["en"] = $"attempt {i}";
            return (await admin.Post("rules/duplicates", next.ToJsonString())).Status;
        }));
        versions.Count(status => status == 201).ShouldBe(1);
        versions.Where(status => status != 201).ShouldAllBe(status => status == 409);
        (await admin.Get("rules/duplicates")).Expect(200)["versions"].GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_file_that_breaks_a_rule_stops_the_start_and_says_why()
    {
        using var catalog = new TestCatalog();
        var file = Path.Combine(catalog.Folder, "rules", "severity.v1.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"channel\": [\"media\"]", "\"channel\": [\"hotline\"]", StringComparison.Ordinal));
        var database = await Databases.NewEmpty();
        var refused = await Should.ThrowAsync<StartRefusedException>(() => RunningHost.Start(database, more: catalog.Setting));
        refused.Message.ShouldContain("severity.v1.json");
        await Databases.Drop(database);
    }

    private async Task<JsonObject> Next(string code)
    {
        var shown = (await (await _district.Admin).Get("rules/" + code)).Expect(200);
        var table = JsonNode.Parse(shown["table"].GetRawText())!.AsObject();
        table["version"] = shown["versions"].GetArrayLength() + 1;
        table["validFrom"] = "2026-11-01";
        return table;
    }

    private static JsonArray Rules(JsonObject table) => table["rules"]!.AsArray();

    private async Task<string?> RuleOf(Guid id) => (await (await _district.Integrator).Get($"matters/{id}/timeline")).Expect(200)["items"]
        .EnumerateArray().Single(e => e.GetProperty("type").GetString() == "GridCaseClassified")
        .GetProperty("data").GetProperty("limits").GetProperty("rule").GetString();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using SmartCity.Host.Tests.Devices.Alarms;
using SmartCity.Host.Tests.GridCases;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Time;

namespace SmartCity.Host.Tests.Audit.WhatIf;

/// <summary>The past decided anew under a changed rule; a host of its own, whose time passes.</summary>
public sealed class WhatIfTests(TimeHost time) : IClassFixture<TimeHost>
{
    private District District => time.District;

    [Fact]
    public async Task Another_promise_shows_who_would_have_been_late_and_the_same_one_shows_nobody()
    {
        var since = time.Now;
        var (fast, slow) = (await District.File("drainage-permit"), await District.File("drainage-permit"));
        await District.CarryTo(fast, null);
        await District.CarryTo(slow, "first-check");
        await time.PassWorkingDays(2);
        var item = (await (await District.Integrator).Get("approval-items/drainage-permit")).Expect(200);
        var promised = item["promisedDays"].GetInt32();
        promised.ShouldBeGreaterThan(3);
        await Wait.Settled(time.Host);

        var same = await Ask(since, new JsonObject { ["kind"] = "limits", ["item"] = "drainage-permit", ["promisedDays"] = promised });
        (same["looked"].GetInt32(), same["differing"].GetInt32()).ShouldBe((2, 0));

        var stricter = await Ask(since, new JsonObject
        {
            ["kind"] = "limits", ["item"] = "drainage-permit", ["limits"] = new JsonObject { ["promised"] = "1 working-days" },
        });
        stricter["looked"].GetInt32().ShouldBe(2);
        var late = stricter["matters"].EnumerateArray().ShouldHaveSingleItem();
        late.GetProperty("id").GetGuid().ShouldBe(slow);
        var light = late.GetProperty("differences").EnumerateArray().Single(d => d.GetProperty("of").GetString() == "promised");
        light.GetProperty("before").GetProperty("light").GetString().ShouldBe("green");
        light.GetProperty("after").GetProperty("light").GetString().ShouldBe("red");
        light.GetProperty("after").GetProperty("limit").GetString().ShouldBe("1 working-days");
        Figure(stricter, "light.red").ShouldBe((0, 1));
        (await District.Matter(slow))["clocks"].EnumerateArray().Single(c => c.GetProperty("name").GetString() == "promised")
            .GetProperty("light").GetString().ShouldBe("green", "nothing live changes");
    }

    [Fact]
    public async Task Days_off_would_have_spared_who_was_late()
    {
        var since = time.Now;
        var id = await District.File("drainage-permit");
        await District.CarryTo(id, "first-check");
        var today = time.Now.InZone(Domain.Shared.Clocks.WorkingCalendar.Zone).Date;
        await time.PassWorkingDays(25);
        (await District.Matter(id))["clocks"].EnumerateArray().ShouldContain(c => c.GetProperty("light").GetString() == "red");

        var published = time.Calendar.Years.Single(year => year.Year == today.Year);
        var off = published.OffDays.Union(Enumerable.Range(1, 80).Select(today.PlusDays).Where(day => day.Year == today.Year));
        var answer = await Ask(since, new JsonObject
        {
            ["kind"] = "calendar", ["year"] = today.Year,
            ["offDays"] = new JsonArray([.. off.Select(day => (JsonNode)day.ToString("uuuu-MM-dd", null))]),
        });
        var spared = answer["matters"].EnumerateArray().Single(m => m.GetProperty("id").GetGuid() == id);
        spared.GetProperty("differences").EnumerateArray().ShouldContain(d =>
            d.GetProperty("before").GetProperty("light").GetString() == "red" && d.GetProperty("after").GetProperty("light").GetString() != "red");
    }

    [Fact]
    public async Task Another_dispatch_table_sends_a_past_case_where_the_published_one_then_sends_the_next()
    {
        var since = time.Now;
        var id = await District.Report(CaseReports.Refuse("camera", anonymous: true));
        var unit = (await District.Matter(id))["facts"].GetProperty("handlingUnit").GetString()!;
        unit.ShouldNotBe("DX-CGW");
        var table = await Table("dispatch");
        table["rules"]!.AsArray().Single(rule => rule!["id"]!.GetValue<string>() == "town-affairs")!["then"]!["unit"] = "DX-CGW";

        var same = await Ask(since, new JsonObject { ["table"] = await Table("dispatch") });
        same["looked"].GetInt32().ShouldBeGreaterThan(0);
        same["differing"].GetInt32().ShouldBe(0);
        var answer = await Ask(since, new JsonObject { ["kind"] = "table", ["table"] = table.DeepClone() });
        var moved = answer["matters"].EnumerateArray().Single(m => m.GetProperty("id").GetGuid() == id).GetProperty("differences")
            .EnumerateArray().Single(d => d.GetProperty("what").GetString() == "unit");
        (moved.GetProperty("before").GetString(), moved.GetProperty("after").GetString()).ShouldBe((unit, "DX-CGW"));
        Figure(answer, "unit.DX-CGW").After.ShouldBeGreaterThan(Figure(answer, "unit.DX-CGW").Before);

        table["version"] = 2;
        table["validFrom"] = time.Now.InZone(Domain.Shared.Clocks.WorkingCalendar.Zone).Date.ToString("uuuu-MM-dd", null);
        table["tests"] = JsonNode.Parse("""[{"given":{"kind":"event-06010","town":"110115005","severity":3,"hour":9},"expect":{"unit":"DX-CGW"}}]""");
        (await (await District.Admin).Post("rules/dispatch", table.ToJsonString())).Expect(201);
        var next = await District.Report(CaseReports.Refuse("camera", anonymous: true));
        (await District.Matter(next))["facts"].GetProperty("handlingUnit").GetString().ShouldBe("DX-CGW", "what the question foretold");
    }

    [Fact]
    public async Task Other_limits_of_a_kind_of_case_turn_its_lights()
    {
        var since = time.Now;
        var id = await District.Report(CaseReports.Refuse("camera", anonymous: true));
        await time.Pass("PT30M");
        var table = await Table("limits");
        var rule = table["rules"]!.AsArray().Single(r => r!["id"]!.GetValue<string>() == "exposed-refuse")!;
        rule["then"]!["total"] = "1 minutes";
        var answer = await Ask(since, new JsonObject { ["table"] = table });
        answer["matters"].EnumerateArray().Single(m => m.GetProperty("id").GetGuid() == id).GetProperty("differences").EnumerateArray()
            .Single(d => d.GetProperty("of").GetString() == "total").GetProperty("after").GetProperty("light").GetString().ShouldBe("red");
    }

    [Fact]
    public async Task Without_cards_for_a_broken_promise_those_who_got_one_would_not_have()
    {
        var since = time.Now;
        var id = await District.File("drainage-permit");
        await District.CarryTo(id, "first-check");
        await time.PassWorkingDays(25);
        await Wait.Settled(time.Host);
        var table = await Table("cards");
        foreach (var rule in table["rules"]!.AsArray().Where(r => r!["id"]!.GetValue<string>() is "promised-overdue" or "statutory-overdue"))
            rule!["then"]!["colour"] = "none";
        var answer = await Ask(since, new JsonObject { ["table"] = table });
        var cards = answer["matters"].EnumerateArray().Single(m => m.GetProperty("id").GetGuid() == id).GetProperty("differences").EnumerateArray().ToList();
        cards.ShouldAllBe(d => d.GetProperty("what").GetString() == "card" && d.GetProperty("after").ValueKind == JsonValueKind.Null);
        cards.Select(d => d.GetProperty("of").GetString()).ShouldContain("promised-overdue");
        Figure(answer, "card.yellow").ShouldSatisfyAllConditions(f => f.After.ShouldBeLessThan(f.Before));
    }

    [Fact]
    public async Task A_lower_threshold_would_have_raised_an_alarm_and_a_higher_one_none()
    {
        var device = await Watched.Register(time.Host, "pipe-gallery-sensor");
        var at = time.Now - Duration.FromHours(3);
        await device.Send(("methane", at, 10), ("methane", at + Duration.FromMinutes(10), 30), ("methane", at + Duration.FromMinutes(20), 45), ("methane", at + Duration.FromMinutes(30), 5));
        (await device.Alarms()).ShouldContain(a => a.GetProperty("rule").GetString() == "gallery-methane-high");
        var rule = JsonNode.Parse((await (await District.Integrator).Get("alarm-rules/gallery-methane-high")).Expect(200)["versions"][0].GetRawText())!;

        (await Ask(at - Duration.FromHours(1), new JsonObject { ["alarmRule"] = rule.DeepClone() }))["differing"].GetInt32().ShouldBe(0);
        rule["when"]!["threshold"]!["above"] = 60;
        var higher = await Ask(at - Duration.FromHours(1), new JsonObject { ["alarmRule"] = rule.DeepClone() });
        var lost = higher["matters"].EnumerateArray().Single(m => m.GetProperty("id").GetGuid() == device.Id).GetProperty("differences").EnumerateArray().ShouldHaveSingleItem();
        lost.GetProperty("before").GetProperty("value").GetDouble().ShouldBe(45);
        lost.GetProperty("after").ValueKind.ShouldBe(JsonValueKind.Null);
        Figure(higher, "alarm.critical").ShouldBe((1, 0));
        rule["when"]!["threshold"]!["above"] = 25;
        var lower = await Ask(at - Duration.FromHours(1), new JsonObject { ["alarmRule"] = rule.DeepClone() });
        lower["matters"].EnumerateArray().Single(m => m.GetProperty("id").GetGuid() == device.Id).GetProperty("differences").EnumerateArray()
            .ShouldContain(d => d.GetProperty("after").ValueKind == JsonValueKind.Object && d.GetProperty("after").GetProperty("value").GetDouble() == 30);
    }

    [Theory]
    [InlineData("""{"rule":{"kind":"weather"},"from":"2026-01-01","to":"2026-02-01"}""", 422, "what-if.unknown-kind")]
    [InlineData("""{"rule":{"kind":"limits","item":"no-such","promisedDays":3},"from":"2026-01-01","to":"2026-02-01"}""", 422, "what-if.unknown-item")]
    [InlineData("""{"rule":{"item":"drainage-permit","limits":{"tea":"3 working-days"}},"from":"2026-01-01","to":"2026-02-01"}""", 422, "what-if.unknown-limit")]
    [InlineData("""{"rule":{"item":"drainage-permit","limits":{"promised":"soon"}},"from":"2026-01-01","to":"2026-02-01"}""", 400, "what-if.malformed")]
    [InlineData("""{"rule":{"table":{"code":"cards"}},"from":"2026-01-01","to":"2026-02-01"}""", 400, "what-if.malformed")]
    [InlineData("""{"rule":7,"from":"2026-01-01","to":"2026-02-01"}""", 400, "what-if.malformed")]
    [InlineData("""{"rule":{"item":"drainage-permit","promisedDays":3},"from":"2026-03-01","to":"2026-02-01"}""", 400, "request.bad-period")]
    [InlineData("""{"rule":{"item":"drainage-permit","promisedDays":3}}""", 422, "request.missing-field")]
    public async Task What_is_no_question_is_refused(string body, int status, string code) =>
        (await (await District.As("auditor-1")).Post("audit/what-if", body)).Refused(status, code);

    [Fact]
    public async Task Only_auditors_ask_and_asking_stores_nothing()
    {
        var events = await time.Host.Sql.EventCount();
        await Ask(time.Now - Duration.FromDays(9), new JsonObject { ["item"] = "drainage-permit", ["promisedDays"] = 1 });
        (await time.Host.Sql.EventCount()).ShouldBe(events);
        (await (await District.As("hall-clerk-1")).Post("audit/what-if", "{}")).Expect(403);
    }

    private async Task<Reply> Ask(Instant from, JsonObject rule) => (await (await District.As("auditor-1")).Post("audit/what-if", new JsonObject
    {
        ["rule"] = rule, ["from"] = from.ToString(), ["to"] = (time.Now + Duration.FromMinutes(1)).ToString(),
    })).Expect(200);

    private static (int Before, int After) Figure(Reply answer, string code) =>
        answer["figures"].EnumerateArray().Where(f => f.GetProperty("code").GetString() == code)
            .Select(f => (f.GetProperty("before").GetInt32(), f.GetProperty("after").GetInt32())).SingleOrDefault();

    private async Task<JsonObject> Table(string code)
    {
        var table = (JsonObject)JsonNode.Parse((await (await District.Admin).Get("rules/" + code)).Expect(200)["table"].GetRawText())!;
        table["tests"] = new JsonArray();
        return table;
    }
}

using System.Text.Json;
using NodaTime;
using SmartCity.Host.Tests.Shared;
using static SmartCity.Host.Tests.GridCases.Emergencies.WartimeHost;

namespace SmartCity.Host.Tests.GridCases.Emergencies;

/// <summary>战时: one emergency over HTTP, from the raising to the review and back to peacetime.</summary>
public sealed class WartimeTests(WartimeHost war) : IClassFixture<WartimeHost>
{
    [Fact]
    public async Task An_emergency_runs_from_its_raising_to_its_review_and_the_case_back_to_peacetime()
    {
        var id = await war.Raise(4);
        await TheResponseStarts(id);
        await TheGroupIsFormedAndGivesAnOrder(id);
        var before = await AReportIsMissed(id);
        await TheLevelIsRaised(id);

        var then = await war.Situation(id, before);
        then.GetProperty("level").GetInt32().ShouldBe(4);
        then.GetProperty("lastReport").ValueKind.ShouldBe(JsonValueKind.Null);

        await ItStandsDownAndIsReviewed(id);
        (await war.District.CarryTo(id, null)).ShouldContain("verification");
        (await war.District.Matter(id)).Text("status").ShouldBe("closed");
        await TheListIsWrittenAnewAsItWas();
    }

    private async Task TheListIsWrittenAnewAsItWas()
    {
        const string Rows = "select string_agg(e::text, '|' order by e.id) from read.emergencies e";
        var live = await war.Host.Sql.Value<string>(Rows);
        await war.Host.Sql.Execute("update read.emergencies set level = 1, reviewed = false");
        (await (await war.District.Admin).Post("operations/rebuild")).Expect(200);
        (await war.Host.Sql.Value<string>(Rows)).ShouldBe(live);
    }

    private async Task TheResponseStarts(Guid id)
    {
        var tasks = (await war.District.Tasks(id)).Select(task => task.Code()).ToList();
        tasks.ShouldContain("command-group");
        tasks.ShouldContain("phone-report");
        tasks.ShouldContain("written-report");
        tasks.ShouldContain("situation-report");
        tasks.Count(code => code == "response-task").ShouldBe(4);
        tasks.ShouldNotContain("intake");

        var situation = await war.Situation(id);
        situation.GetProperty("plan").GetProperty("code").GetString().ShouldBe("flood");
        situation.GetProperty("level").GetInt32().ShouldBe(4);
        (Time(situation, "nextReportDueAt") - Time(situation, "raisedAt")).ShouldBe(Duration.FromHours(4));
        situation.GetProperty("tasksOpen").GetInt32().ShouldBe(4);
        (await war.District.Matter(id)).Text("status").ShouldBe("emergency");
        var line = (await (await war.District.As(Commander)).Get("emergencies"))["items"][0];
        line.GetProperty("id").GetGuid().ShouldBe(id);
        line.GetProperty("status").GetString().ShouldBe("running");
    }

    private async Task TheGroupIsFormedAndGivesAnOrder(Guid id)
    {
        (await war.District.Do(id, "command-group", by: Commander)).Expect(200);
        (await war.District.Do(id, "phone-report")).Expect(200);
        (await war.Act(WaterOfficer, $"emergencies/{id}/orders", new { text = "x", toUnit = "DX-SWJ" }))
            .Refused(403, "emergency.command-needed");
        (await war.Act(Commander, $"emergencies/{id}/orders", new { text = "x", toUnit = "DX-NOWHERE" }))
            .Refused(422, "emergency.unit-unknown");
        var order = (await war.Act(Commander, $"emergencies/{id}/orders", new { text = "增派泵车", toUnit = "DX-SWJ" })).Expect(201);
        var path = $"emergencies/{id}/orders/{order["id"].GetGuid()}/acknowledge";

        // The gardens have no part in the case at this level: it is not there for them. The centre has, and is another unit.
        (await war.Act(GardenOfficer, path)).Refused(404, "emergency.not-found");
        (await war.Act(Dispatcher, path)).Refused(403, "emergency.order-for-another-unit");
        var taken = (await war.Act(WaterOfficer, path)).Expect(200);
        taken.Text("acknowledgedBy").ShouldBe("程伟");
        (await war.Act(WaterOfficer, path)).Expect(200);
        (await war.Act("swj-officer-2", path)).Refused(409, "emergency.order-already-acknowledged");

        var resource = (await war.Act(Commander, $"emergencies/{id}/resources", new { kind = "vehicle", name = "泵车", quantity = 3, unit = "DX-SWJ" }))
            .Expect(201);
        var orders = (await war.Situation(id)).GetProperty("orders");
        orders.GetProperty("unacknowledged").GetInt32().ShouldBe(0);
        orders.GetProperty("acknowledged").GetInt32().ShouldBe(1);
        orders.GetProperty("items")[0].GetProperty("acknowledgedBy").GetString().ShouldBe("程伟");
        (await war.Act(WaterOfficer, $"emergencies/{id}/resources/{resource["id"].GetGuid()}/release")).Expect(200)
            ["releasedAt"].ValueKind.ShouldBe(JsonValueKind.String);
        (await war.Act(WaterOfficer, path.Replace("acknowledge", "carried-out", StringComparison.Ordinal), new { report = "三台泵车到位" }))
            .Expect(200).Text("state").ShouldBe("carried-out");
    }

    /// <summary>A moment before anything was reported.</summary>
    private async Task<string> AReportIsMissed(Guid id)
    {
        var due = Time(await war.Situation(id), "nextReportDueAt");
        await war.Pass("PT4H2M");
        var missed = (await war.Timeline(id)).Single(e => e.GetProperty("type").GetString() == "SituationReportMissed");
        Moment(missed.GetProperty("data").GetProperty("dueOn")).ShouldBe(due);

        var situation = await war.Situation(id);
        situation.GetProperty("reportOverdue").GetBoolean().ShouldBeTrue();
        situation.GetProperty("reportsMissed").GetInt32().ShouldBe(1);
        situation.GetProperty("firstReports").GetProperty("phone").GetProperty("overdue").GetBoolean().ShouldBeFalse();
        situation.GetProperty("firstReports").GetProperty("writing").GetProperty("overdue").GetBoolean().ShouldBeTrue();
        var before = situation.GetProperty("at").GetString()!;

        await war.Pass("PT1M");
        (await war.District.Do(id, "situation-report")).Expect(200);
        situation = await war.Situation(id);
        situation.GetProperty("reportOverdue").GetBoolean().ShouldBeFalse();
        situation.GetProperty("reportsMissed").GetInt32().ShouldBe(1);
        situation.GetProperty("lastReport").GetProperty("number").GetInt32().ShouldBe(1);
        Time(situation, "nextReportDueAt").ShouldBe(due + Duration.FromHours(4));
        var task = await war.District.OpenTask(id, "situation-report");
        (Moment(task.GetProperty("dueAt")) - Time(situation, "nextReportDueAt")).ShouldBeLessThan(Duration.FromMinutes(1));
        return before;
    }

    private async Task TheLevelIsRaised(Guid id)
    {
        (await war.Act(DutyOfficer, $"grid-cases/{id}/emergency", new { level = 2, reason = "雨势加大" })).Expect(200);
        (await war.District.Tasks(id)).Count(task => task.Code() == "added-response-task").ShouldBe(6);
        var situation = await war.Situation(id);
        situation.GetProperty("level").GetInt32().ShouldBe(2);
        var due = Time(situation, "nextReportDueAt");
        (due - Time(situation, "levelSince")).ShouldBe(Duration.FromHours(1));
        var task = await war.District.OpenTask(id, "situation-report");
        (Moment(task.GetProperty("dueAt")) - due).ShouldBeLessThan(Duration.FromMinutes(1), "the reports are due anew at once");

        var before = (await war.Timeline(id)).Count;
        (await war.Act(DutyOfficer, $"grid-cases/{id}/emergency", new { level = 2, reason = "雨势加大" })).Expect(200);
        (await war.Timeline(id)).Count.ShouldBe(before, "the level it has already changes nothing");
        (await war.District.Do((await war.District.Tasks(id)).First(t => t.Code() == "added-response-task"))).Expect(200);
        (await war.Situation(id)).GetProperty("tasksDone").GetInt32().ShouldBe(1);
    }

    private async Task ItStandsDownAndIsReviewed(Guid id)
    {
        (await war.Act(DutyOfficer, $"emergencies/{id}/stand-down", new { reason = "水已退" })).Refused(403, "emergency.command-needed");
        (await war.Act(Commander, $"emergencies/{id}/stand-down", new { reason = "水已退" })).Expect(200);
        (await war.District.Tasks(id)).ShouldHaveSingleItem().Code().ShouldBe("after-action-review");
        (await war.Situation(id)).GetProperty("status").GetString().ShouldBe("stood-down");
        (await war.District.Do(id, "after-action-review", "settled")).Expect(200);
        (await war.Situation(id)).GetProperty("review").GetProperty("lessons").GetArrayLength().ShouldBe(2);
        (await war.District.Tasks(id)).ShouldHaveSingleItem().Code().ShouldBe("verification");
    }

    private static Instant Time(JsonElement view, string field) => Moment(view.GetProperty(field));

    private static Instant Moment(JsonElement value) => Instant.FromDateTimeOffset(value.GetDateTimeOffset());
}

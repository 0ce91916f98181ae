using System.Text.Json;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Plans;

/// <summary>The initiatives of the plan, from the start of the host to their acceptance.</summary>
public sealed class InitiativeTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly District _district = host.District;

    [Fact]
    public async Task After_the_start_the_63_initiatives_stand_there_in_the_order_of_the_plan()
    {
        var plan = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Catalog, "plan", "action-plan-2018.json")))
            .RootElement.GetProperty("initiatives").EnumerateArray().ToList();
        var listed = await PlanHost.Until(() => _district.Plan(), answer => answer.Items().Count == 64);
        listed["total"].GetInt32().ShouldBe(64);
        foreach (var (row, item) in plan.Zip(listed.Items()))
        {
            item.GetProperty("number").GetString().ShouldBe(row.GetProperty("number").GetString());
            item.GetProperty("nameZh").GetString().ShouldBe(row.GetProperty("name").GetProperty("zh").GetString());
            // Another test of this class moves the deadline of item 26.
            if (row.GetProperty("number").GetString() != "26")
                item.GetProperty("deadline").GetString().ShouldBe(row.GetProperty("deadline").GetString() + "-31");
            item.GetProperty("lead").Texts().ShouldBe(row.GetProperty("lead").Texts());
            item.GetProperty("support").Texts().ShouldBe(row.GetProperty("support").Texts());
            item.GetProperty("leadUnits").GetArrayLength().ShouldBeGreaterThan(0);
            item.GetProperty("matterNumber").GetString().ShouldStartWith("DX-PL-");
        }
        listed.Items().Select(i => i.GetProperty("number").GetString()!.Split('(')[0]).Distinct().Count().ShouldBe(63);
        listed.Items().Where(i => i.GetProperty("state").GetString() != "accepted").ShouldAllBe(i => i.GetProperty("light").GetString() == "red");
    }

    [Fact]
    public async Task The_list_is_asked_by_unit_area_and_deadline_and_turned_page_by_page()
    {
        await PlanHost.Until(() => _district.Plan(), answer => answer.Items().Count == 64);
        (await _district.Plan("&unit=DX-JXJ")).Items().Count.ShouldBe(19, "18 of its own, and item 9 that every bureau leads");
        (await _district.Plan("&unit=" + Uri.EscapeDataString("区城管委"))).Items().Count.ShouldBe(7);
        (await _district.Plan("&deadline=2018")).Items().Count.ShouldBe(17);
        (await _district.Plan("&deadline=2019-12")).Items().Count.ShouldBe(20);
        (await _district.Plan("&area=environment&light=red")).Items().Count.ShouldBe(5);
        (await _district.Plan("&unit=nobody")).Items().ShouldBeEmpty();
        var reader = await _district.As(PlanHost.Lead);
        var (numbers, cursor) = (new List<string>(), "");
        do
        {
            var page = (await reader.Get($"plan/initiatives?limit=30{cursor}")).Expect(200);
            numbers.AddRange(page.Items().Select(i => i.GetProperty("number").GetString()!));
            cursor = page["nextCursor"].GetString() is { } next ? "&cursor=" + next : "";
        }
        while (cursor.Length > 0);
        numbers.Count.ShouldBe(64);
        numbers.Distinct().Count().ShouldBe(64);
    }

    [Fact]
    public async Task A_number_finds_its_row_and_an_item_of_two_parts_both()
    {
        (await _district.Initiative("49(1)")).Text("nameZh").ShouldContain("雪亮");
        (await _district.Initiative("49")).Items().Select(i => i.GetProperty("number").GetString()).ShouldBe(["49(1)", "49(2)"]);
        (await (await _district.As(PlanHost.Lead)).Get("plan/initiatives/64")).Refused(404, "initiative.not-found");
        (await _district.Act(PlanHost.Lead, "49/risks", new { level = "low", text = "x" })).Refused(404, "initiative.not-found");
    }

    [Fact]
    public async Task An_initiative_is_carried_to_its_acceptance()
    {
        var before = await _district.Plan();
        var paper = await _district.Paper(PlanHost.Lead, 1);
        (await _district.Act(PlanHost.Lead, "26/milestones", new { name = "平台上线", dueOn = "2026-12-01" })).Expect(200);
        var milestone = (await _district.Initiative("26"))["milestones"][0].GetProperty("id").GetGuid();
        (await _district.Act(PlanHost.Lead, $"26/milestones/{milestone}/move", new { dueOn = "2026-12-15", reason = "联调推迟" })).Expect(200);
        (await _district.Act(PlanHost.Lead, $"26/milestones/{milestone}/reach", new { evidence = Array.Empty<Guid>() })).Refused(422, "initiative.field-invalid");
        (await _district.Act(PlanHost.Lead, $"26/milestones/{milestone}/reach", new { evidence = new[] { paper }, note = "上线" })).Expect(200);
        (await _district.Act("rsj-officer-1", "26/progress", new { percent = 30, text = "医保接口" })).Expect(200);
        (await _district.Act("cgw-officer-1", "26/progress", new { percent = 30, text = "x" })).Refused(403, "initiative.not-yours");
        (await _district.Act(PlanHost.Lead, "26/acceptance", new { statement = "完成" })).Refused(409, "initiative.not-complete");
        (await _district.Act(PlanHost.Lead, "26/progress", new { percent = 100, text = "全部建成", evidence = new[] { paper } })).Expect(200);
        (await _district.Act(PlanHost.Lead, "26/risks", new { level = "high", text = "数据质量" })).Expect(200);
        var risk = (await _district.Initiative("26"))["risks"][0].GetProperty("id").GetGuid();
        (await _district.Act(PlanHost.Lead, $"26/risks/{risk}/mitigate", new { level = "low", measures = "校核" })).Expect(200);
        (await _district.Act(PlanHost.Supervisor, $"26/risks/{risk}/close", new { note = "已解决" })).Expect(200);
        (await _district.Act(PlanHost.Lead, "26/evidence", new { evidence = new[] { Guid.NewGuid() } })).Refused(422, "initiative.attachment-unknown");
        (await _district.Act(PlanHost.Lead, "26/evidence", new { evidence = new[] { paper }, note = "测评报告" })).Expect(200);

        var order = await _district.Paper(PlanHost.Supervisor, 2);
        var moved = new { deadline = "2027-06-30", reason = "机构改革后重新部署", document = order };
        (await _district.Act(PlanHost.Lead, "26/deadline", moved)).Expect(403);
        var seen = (await _district.Initiative("26"))["version"].GetInt64();
        (await _district.Act(PlanHost.Supervisor, "26/deadline", moved, seen - 1)).Refused(412, "request.stale-version");
        (await _district.Act(PlanHost.Supervisor, "26/deadline", moved, seen)).Expect(200);
        var after = await _district.Initiative("26");
        after.Text("deadline").ShouldBe("2027-06-30");
        after["deadlineMoves"][0].GetProperty("from").GetString().ShouldBe("2020-12-31");
        after["missedDeadlines"].Texts().ShouldBe(["2020-12-31"]);
        after.Text("light").ShouldBe("yellow", "more than four fifths of the time from 2018 are used");

        (await _district.Act(PlanHost.Lead, "26/acceptance", new { statement = "全部建成，申请验收" })).Expect(200);
        var id = after["matterId"].GetGuid();
        (await _district.Do(id, "acceptance", "returned")).Expect(200);
        (await _district.Do(id, "supplement")).Expect(200);
        (await _district.Do(id, "acceptance", "accepted", form: form => form["score"] = 95)).Expect(200);
        var accepted = await _district.Initiative("26");
        accepted.Text("state").ShouldBe("accepted");
        accepted["acceptance"].GetProperty("score").GetInt32().ShouldBe(95);
        accepted["acceptance"].GetProperty("by").GetString().ShouldBeOneOf("supervisor-1", "call-back-1");
        accepted["returns"].GetArrayLength().ShouldBe(1);
        (await _district.Matter(id)).Text("stage").ShouldBe("archive");
        (await _district.Act(PlanHost.Lead, "26/progress", new { percent = 50, text = "x" })).Refused(409, "initiative.accepted");

        var now = await PlanHost.Until(() => _district.Plan("&state=accepted"), answer => answer.Items().Count == 1);
        var item = now.Items()[0];
        item.GetProperty("light").GetString().ShouldBe("green", "it kept the deadline that it was given");
        item.GetProperty("percent").GetInt32().ShouldBe(100);
        item.GetProperty("milestones").GetProperty("reached").GetInt32().ShouldBe(1);
        (await _district.Plan("&asOf=" + before.At())).Body.ShouldBe(before.Body);
    }

    [Fact]
    public async Task What_the_list_was_is_what_it_is_told_afterwards()
    {
        var kept = new List<(Reply List, Reply One)>();
        for (var percent = 10; percent <= 40; percent += 10)
        {
            (await _district.Act(PlanHost.Lead, "27/progress", new { percent, text = $"进展 {percent}" })).Expect(200);
            var list = await PlanHost.Until(() => _district.Plan(), answer =>
                answer.Items().Single(i => i.GetProperty("number").GetString() == "27").GetProperty("percent").GetInt32() == percent);
            await Task.Delay(50);
            var again = await _district.Plan("&asOf=" + list.At());
            again.Body.ShouldBe(list.Body);
            kept.Add((list, await _district.Initiative("27", list.At())));
        }
        foreach (var (list, one) in kept)
        {
            (await _district.Plan("&asOf=" + list.At())).Body.ShouldBe(list.Body);
            (await _district.Initiative("27", list.At())).Body.ShouldBe(one.Body);
        }
        kept.Select(k => k.One["percent"].GetInt32()).ShouldBe([10, 20, 30, 40]);
        (await (await _district.As(PlanHost.Lead)).Get("plan/initiatives?asOf=2090-01-01T00:00:00%2B08:00")).Refused(400, "request.bad-time");
    }
}

/// <summary>The texts of a list.</summary>
internal static class JsonTexts
{
    public static IReadOnlyList<string?> Texts(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString())];
}

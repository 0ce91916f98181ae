using System.Text.Json;
using SmartCity.Host.Tests.GridCases;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Time;

namespace SmartCity.Host.Tests.Supervision.Reviews;

/// <summary>
/// Whoever was served is asked once; who is not content is called back within a day, and what was said is published without
/// names once it is put right.
/// </summary>
public sealed class ReviewTests(TimeHost host) : IClassFixture<TimeHost>
{
    private const string Written = "我是张三，电话13800001234，王科长让我跑了三趟，窗口王伟也不管";

    private const string Address = "supervision/reviews?from=2026-01-01&item=drainage-permit";

    private readonly District _district = host.District;

    [Fact]
    public async Task A_bad_review_is_called_back_put_right_checked_and_published_without_names_and_every_figure_is_its_list()
    {
        var kept = new List<Reply>();
        var bad = await _district.File("drainage-permit");
        await _district.CarryTo(bad, "evaluation");
        await Keep();
        (await Asked(bad)).ShouldBe(1);
        await Rate(bad, 1, Written);
        (await _district.OpenTask(bad, "first-call-back")).Unit().ShouldBe("DX-ZSJ");
        await Keep();
        (await _district.Do(bad, "first-call-back")).Expect(200);
        (await _district.Do(bad, "rectification", form: f => f["measures"] = "已向张三致歉（13800001234），增开窗口")).Expect(200);
        (await _district.Do(bad, "call-back", "dissatisfied")).Expect(200);
        (await Published(1)).ShouldBeEmpty("it is not put right");
        (await _district.Do(bad, "rectification", form: f => f["measures"] = "已向张三致歉（13800001234），增开窗口")).Expect(200);
        (await _district.Do(bad, "call-back", "satisfied")).Expect(200);
        (await Published(1)).ShouldHaveSingleItem().GetProperty("comment").ValueKind.ShouldBe(JsonValueKind.Null, "nobody released it");
        (await (await _district.As("supervisor-1")).Post($"reviews/{bad}/release", new { })).Expect(200);
        var shown = (await Published(1)).ShouldHaveSingleItem();
        shown.GetProperty("comment").GetString().ShouldBe("我是***，电话***，某科长让我跑了三趟，窗口***也不管");
        shown.GetProperty("handling").GetString().ShouldBe("已向***致歉（***），增开窗口");
        shown.GetProperty("unit").GetString().ShouldBe("DX-SWJ");
        shown.EnumerateObject().Select(p => p.Name).ShouldBe(["item", "unit", "unitName", "day", "level", "comment", "handling"]);
        await Keep();

        var good = await _district.File("drainage-permit");
        await _district.CarryTo(good, "evaluation");
        (await _district.Do(good, "evaluation")).Expect(200);
        (await Asked(good)).ShouldBe(1, "the window asks as well, the notice goes out once");
        await Rate(good, 5, null);
        (await Published(5)).ShouldHaveSingleItem().GetProperty("comment").ValueKind.ShouldBe(JsonValueKind.Null);

        var forgotten = await _district.File("drainage-permit");
        await _district.CarryTo(forgotten, "evaluation");
        await Rate(forgotten, 2, null);
        await host.Pass("P2D");
        await Keep();
        (await _district.Do(forgotten, "first-call-back", "unreachable")).Expect(200);
        await host.Pass("P20D");
        await Keep();

        var figures = await Figures();
        Share(figures, "active").ShouldBe((3, 3));
        Share(figures, "satisfied").ShouldBe((1, 3));
        Share(figures, "bad").ShouldBe((2, 3));
        Share(figures, "calledBack").ShouldBe((2, 2));
        Share(figures, "calledBackInTime").ShouldBe((1, 2));
        Share(figures, "rectified").ShouldBe((1, 2));
        Share(figures, "rectifiedInTime").ShouldBe((1, 2));
        figures["byUnit"].EnumerateArray().ShouldHaveSingleItem().GetProperty("code").GetString().ShouldBe("DX-SWJ");
        figures["byItem"].EnumerateArray().ShouldHaveSingleItem().GetProperty("code").GetString().ShouldBe("drainage-permit");
        figures["formulas"].GetArrayLength().ShouldBe(7);
        (await _district.AgreesWithItsLists(figures)).ShouldBe(42, "seven rates of two counts, three times");
        kept.Select(k => k.Body).Distinct().Count().ShouldBe(kept.Count);
        foreach (var then in kept)
            (await _district.See(Address + "&asOf=" + Uri.EscapeDataString(then.Text("at")))).Body.ShouldBe(then.Body);

        async Task Keep()
        {
            await host.CaughtUp();
            await Task.Delay(30);
            kept.Add(await Figures());
            await Task.Delay(30);
        }
    }

    [Fact]
    public async Task What_is_withheld_is_published_no_more_and_nobody_but_a_supervisor_withholds()
    {
        var id = await _district.File("road-occupation");
        await _district.CarryTo(id, "evaluation");
        await Rate(id, 4, "很好");
        (await Published(4, "road-occupation")).ShouldHaveSingleItem();
        var supervisor = await _district.As("supervisor-1");
        (await (await _district.As("hall-clerk-1")).Post($"reviews/{id}/withhold", new { reason = "不实" })).Expect(403);
        (await supervisor.Post($"reviews/{id}/withhold", new { reason = "" })).Expect(422);
        (await supervisor.Post($"reviews/{Guid.NewGuid()}/withhold", new { reason = "不实" })).Refused(404, "review.not-found");
        var version = (await supervisor.Post($"reviews/{id}/withhold", new { reason = "涉及他人" })).Expect(200)["version"].GetInt64();
        (await supervisor.Post($"reviews/{id}/withhold", new { reason = "涉及他人" })).Expect(200)["version"].GetInt64().ShouldBe(version);
        (await Published(4, "road-occupation")).ShouldBeEmpty();
        (await supervisor.Get("supervision/reviews/list?figure=none")).Refused(400, "request.unknown-word");
        (await supervisor.Get("supervision/reviews?from=2026-02-01&to=2026-01-01")).Refused(400, "request.bad-period");
    }

    [Fact]
    public async Task A_rating_that_nobody_asked_for_is_in_neither_part_of_the_rate_of_those_asked()
    {
        var unasked = await _district.File("outdoor-advertising");
        await _district.CarryTo(unasked, "delivery");
        await Rate(unasked, 5, null);
        await host.CaughtUp();
        var figures = await _district.See("supervision/reviews?from=2026-01-01&item=outdoor-advertising");
        var all = figures["all"].GetProperty("rates");
        (all.GetProperty("active").GetProperty("of").GetInt64(), all.GetProperty("satisfied").GetProperty("of").GetInt64()).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Who_reported_a_case_is_asked_once_and_nobody_without_a_telephone()
    {
        var id = await _district.Report();
        await _district.CarryTo(id, "call-back");
        (await Asked(id)).ShouldBe(1);
        (await _district.Do(id, "call-back", "unsolved")).Expect(200);
        await _district.CarryTo(id, "call-back");
        (await Asked(id)).ShouldBe(1, "once a case");
        await host.CaughtUp();
        (await host.Host.Sql.Value<bool>($"select bad and called_back_at is not null and rectified_at is null from read.reviews where id = '{id}' and until = 'infinity'"))
            .ShouldBeTrue();
        await _district.CarryTo(id, null);
        await host.CaughtUp();
        (await host.Host.Sql.Value<bool>($"select rectified_at is not null and comment is null from read.reviews where id = '{id}' and until = 'infinity'"))
            .ShouldBeTrue("handled again, and archived");
        var figures = await _district.See("supervision/reviews?from=2026-01-01");
        var ofCases = figures["byItem"].EnumerateArray().Where(i => i.GetRawText().Contains("kind=grid-case", StringComparison.Ordinal)).ToList();
        ofCases.ShouldNotBeEmpty("the lists of an item say of which kind it is");
        (await _district.AgreesWithItsLists(figures)).ShouldBeGreaterThan(20);
    }

    private async Task<long> Asked(Guid id)
    {
        await host.CaughtUp();
        return await host.Host.Sql.Value<long>(
            $"select count(*) from desk.notices where matter_id = '{id}' and occasion like '%.rating' and channel = 'message-centre'");
    }

    private async Task<IReadOnlyList<JsonElement>> Published(int level, string item = "drainage-permit")
    {
        await host.CaughtUp();
        return [.. (await _district.Anonymous.Get($"reviews?level={level}&item={item}")).Expect(200)["items"].EnumerateArray()];
    }

    private Task<Reply> Figures() => _district.See(Address);

    private static (long, long) Share(Reply figures, string code)
    {
        var rate = figures["byItem"].EnumerateArray().Single(i => i.GetProperty("code").GetString() == "drainage-permit").GetProperty("rates").GetProperty(code);
        return (rate.GetProperty("counted").GetInt64(), rate.GetProperty("of").GetInt64());
    }

    private async Task Rate(Guid id, int level, string? comment) =>
        (await (await _district.Integrator).Post($"matters/{id}/rating", new { level, comment })).Expect(200);
}

using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Approvals;

/// <summary>From the window to acceptance: the one-time notice, the correction, tolerance, withdrawal.</summary>
public sealed class IntakeTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task The_notice_is_given_once_and_nothing_is_added_later()
    {
        var id = await _district.File("drainage-permit", without: "drainage-plan");
        (await Check(id, "complete", f => f["originalsSeen"] = false)).Refused(409, "approval.materials-missing");
        (await Check(id, "incomplete", Missing("drainage-plan"))).Expect(200);
        (await _district.Matter(id))["facts"].GetProperty("missingMaterials")[0].GetString().ShouldBe("drainage-plan");
        (await Clock(id, "correction")).ShouldBe("running");

        (await Supply(id, "identity")).Refused(409, "approval.materials-missing");
        (await Supply(id, "no-such-thing")).Refused(422, "approval.material-unknown");
        (await Supply(id, "drainage-plan")).Expect(200);
        (await Clock(id, "correction")).ShouldBe("stopped");

        (await Check(id, "incomplete", Missing("identity"))).Refused(409, "approval.notice-already-given");
        (await Check(id, "complete")).Expect(200);
        (await _district.OpenTask(id, "first-check")).Unit().ShouldBe("DX-SWJ");
        (await Supply(id, "drainage-plan")).Refused(409, "approval.nothing-missing");
    }

    [Fact]
    public async Task A_correction_at_the_window_opens_the_check_again()
    {
        var id = await _district.File("drainage-permit", without: "identity");
        (await Check(id, "incomplete", Missing("identity"))).Expect(200);
        (await _district.Do(id, "correction", "supplied")).Expect(200);
        (await Check(id, "complete")).Expect(200);
        (await _district.Matter(id))["facts"].GetProperty("acceptedAt").GetString().ShouldNotBeNull();
    }

    [Fact]
    public async Task A_notice_names_what_is_missing_and_only_what_the_item_asks_for()
    {
        var id = await _district.File("drainage-permit", without: "identity");
        (await Check(id, "incomplete", Missing())).Expect(422);
        (await Check(id, "incomplete", Missing("passport"))).Refused(422, "approval.material-unknown");
        (await Check(id, "incomplete", f => f.Remove("explanation"))).Expect(422);
        (await _district.OpenTask(id, "materials-check")).GetProperty("claimedBy").GetString().ShouldBe("hall-clerk-1");
    }

    [Fact]
    public async Task A_tolerated_material_may_follow_and_no_other()
    {
        var id = await _district.File("drainage-permit", without: ["drainage-plan", "water-quality-report"]);
        (await Check(id, "tolerated", Missing("drainage-plan"))).Refused(409, "approval.not-tolerable");
        (await Check(id, "tolerated", f => { Missing("water-quality-report")(f); f["originalsSeen"] = false; }))
            .Refused(409, "approval.materials-missing");
        (await Check(id, "tolerated", Missing("water-quality-report"))).Expect(200);
        await _district.CarryTo(id, "decision");
        (await _district.Do(id, "decision", "granted")).Expect(200);
        (await _district.Matter(id))["facts"].GetProperty("certificate").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        await _district.OpenTask(id, "tolerated-materials");
        (await Supply(id, "water-quality-report")).Expect(200);
        (await _district.Matter(id))["facts"].GetProperty("certificate").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
        await _district.OpenTask(id, "delivery");
        await _district.CarryTo(id, null);
    }

    [Theory]
    [InlineData("not-competent")]
    [InlineData("not-needed")]
    public async Task What_is_not_accepted_is_archived_with_the_reason(string outcome)
    {
        var id = await _district.File("drainage-permit");
        (await Check(id, outcome, f => f["explanation"] = "")).Expect(422);
        (await Check(id, outcome)).Expect(200);
        var matter = await _district.Matter(id);
        matter.Text("stage").ShouldBe("archive");
        matter["facts"].GetProperty("closure").GetProperty("kind").GetString().ShouldBe("not-accepted");
        matter["openTasks"].GetArrayLength().ShouldBe(0);
        (await (await _district.Integrator).Post($"approvals/{id}/withdraw", new { reason = "x" })).Refused(409, "approval.closed");
    }

    [Theory]
    [InlineData("materials-check")]
    [InlineData("first-check")]
    [InlineData("department-review")]
    [InlineData("decision")]
    public async Task An_applicant_takes_it_back_at_any_step_before_the_decision(string step)
    {
        var id = await _district.File("mass-event");
        await _district.CarryTo(id, step);
        var integrator = await _district.Integrator;
        var reply = (await integrator.Post($"approvals/{id}/withdraw", new { reason = "活动取消" })).Expect(200);
        var matter = await _district.Matter(id);
        matter.Text("stage").ShouldBe("archive");
        matter["openTasks"].GetArrayLength().ShouldBe(0);
        matter["facts"].GetProperty("closure").GetProperty("kind").GetString().ShouldBe("withdrawn");
        matter["clocks"].EnumerateArray().ShouldAllBe(c => c.GetProperty("state").GetString() == "stopped");
        (await integrator.Post($"approvals/{id}/withdraw", new { reason = "活动取消" })).Expect(200)["version"].GetInt64()
            .ShouldBe(reply["version"].GetInt64(), "again is nothing");
        (await host.Host.Sql.Value<long>($"select count(*) from read.deadlines where matter_id = '{id}'")).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_decided_cannot_be_taken_back()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "delivery");
        (await (await _district.Integrator).Post($"approvals/{id}/withdraw", new { reason = "x" }))
            .Refused(409, "approval.already-decided");
    }

    private Task<Reply> Check(Guid id, string outcome, Action<JsonObject>? form = null) =>
        _district.Do(id, "materials-check", outcome, by: "hall-clerk-1", form: form);

    private static Action<JsonObject> Missing(params string[] codes) =>
        form => form["missing"] = new JsonArray([.. codes.Select(c => JsonValue.Create(c))]);

    private async Task<Reply> Supply(Guid id, params string[] codes) =>
        await (await _district.Integrator).Post(
            $"approvals/{id}/materials", new { materials = codes.Select(code => new { code }) }, Guid.NewGuid().ToString());

    private async Task<string> Clock(Guid id, string name) => (await _district.Matter(id))["clocks"].EnumerateArray()
        .Single(c => c.GetProperty("name").GetString() == name).GetProperty("state").GetString()!;
}

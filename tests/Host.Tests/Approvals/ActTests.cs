using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Tests.Approvals;

/// <summary>What officers and heads do beside the tasks, and the decision itself.</summary>
public sealed class ActTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task The_head_of_the_unit_extends_the_legal_time_once()
    {
        var id = await _district.File("drainage-permit");
        var (officer, head) = (await _district.As("swj-officer-1"), await _district.As("swj-approver"));
        var body = new { by = "10 working-days", reason = "需补充专家论证" };
        (await head.Post($"approvals/{id}/extend", body)).Refused(409, "approval.not-yet-accepted");
        await _district.CarryTo(id, "first-check");
        (await officer.Post($"approvals/{id}/extend", body)).Refused(403, "approval.approver-needed");
        (await head.Post($"approvals/{id}/extend", new { by = "11 working-days", reason = "x" })).Refused(409, "approval.extension-too-long");
        (await head.Post($"approvals/{id}/extend", new { by = "10 days", reason = "x" })).Refused(409, "approval.extension-too-long");
        (await head.Post($"approvals/{id}/extend", new { by = "ten days", reason = "x" })).Expect(400);
        (await head.Post($"approvals/{id}/extend", new { by = "5 working-days", reason = " " })).Expect(422);

        (await head.Post($"approvals/{id}/extend", body)).Expect(200);
        var accepted = At((await _district.Matter(id))["facts"].GetProperty("acceptedAt"));
        var calendar = host.Host.Service<PublishedCalendar>().Current;
        At((await Clock(id, "statutory")).GetProperty("dueAt")).ShouldBe(calendar.Due(TimeLimit.Parse("30 working-days"), accepted).At);
        At((await Clock(id, "promised")).GetProperty("dueAt")).ShouldBe(calendar.Due(TimeLimit.Parse("18 working-days"), accepted).At);
        (await head.Post($"approvals/{id}/extend", body)).Refused(409, "approval.already-extended");
    }

    [Fact]
    public async Task A_special_procedure_stops_the_clocks_until_it_is_over()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "first-check");
        var (officer, stranger) = (await _district.As("swj-officer-1"), await _district.As("cgw-officer-1"));
        var body = new { ground = "testing", needed = "5 working-days", document = "检测通知书〔2026〕1号" };
        (await stranger.Post($"approvals/{id}/suspend", body)).Refused(404, "approval.not-found");
        (await officer.Post($"approvals/{id}/resume")).Refused(409, "approval.not-suspended");
        (await officer.Post($"approvals/{id}/suspend", body with { ground = "lunch" })).Refused(422, "approval.ground-unknown");
        (await officer.Post($"approvals/{id}/suspend", body with { document = "" })).Refused(422, "approval.answer-required");

        (await officer.Post($"approvals/{id}/suspend", body)).Expect(200);
        (await officer.Post($"approvals/{id}/suspend", body)).Expect(200);
        (await officer.Post($"approvals/{id}/suspend", body with { ground = "hearing" })).Refused(409, "approval.already-suspended");
        foreach (var name in (string[])["statutory", "promised"])
        {
            var clock = await Clock(id, name);
            clock.GetProperty("state").GetString().ShouldBe("suspended");
            clock.GetProperty("dueAt").ValueKind.ShouldBe(JsonValueKind.Null);
        }
        (await host.Host.Sql.Rows($"select timer from read.deadlines where matter_id = '{id}'"))
            .ShouldNotContain(timer => timer.EndsWith("statutory", StringComparison.Ordinal), "a suspended clock falls due never");

        (await officer.Post($"approvals/{id}/resume")).Expect(200);
        (await Clock(id, "statutory")).GetProperty("state").GetString().ShouldBe("running");
        await _district.CarryTo(id, null);
    }

    [Fact]
    public async Task A_refusal_gives_reasons_and_remedy_and_leads_to_no_certificate()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "decision");
        (await Decide(id, "refused", f => f.Remove("reasons"))).Expect(422);
        (await Decide(id, "refused", f => f.Remove("remedy"))).Expect(422);
        (await Decide(id, "refused", f => f["remedy"] = " ")).Expect(422);
        (await Decide(id, "refused")).Expect(200);
        await _district.OpenTask(id, "delivery");
        await _district.CarryTo(id, null);
        var facts = (await _district.Matter(id))["facts"];
        facts.GetProperty("decision").GetProperty("granted").GetBoolean().ShouldBeFalse();
        facts.GetProperty("certificate").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_decision_rests_on_its_law_and_names_the_rules_it_was_taken_by()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "delivery");
        var granted = (await (await _district.Integrator).Get($"matters/{id}/timeline"))["items"].EnumerateArray()
            .Single(e => e.GetProperty("type").GetString() == "ApprovalGranted").GetProperty("data");
        granted.GetProperty("basis").GetArrayLength().ShouldBeGreaterThan(0);
        granted.GetProperty("itemCode").GetString().ShouldBe("drainage-permit");
        granted.GetProperty("itemVersion").GetInt32().ShouldBeGreaterThan(0);
        granted.GetProperty("calendarVersion").GetString().ShouldBe(host.Host.Service<PublishedCalendar>().Current.Version);
    }

    [Fact]
    public async Task The_head_sends_a_matter_back_to_its_first_officer()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "decision");
        (await Decide(id, "return")).Expect(200);
        (await _district.Tasks(id)).ShouldHaveSingleItem().Code().ShouldBe("first-check");
        await _district.CarryTo(id, null);
        (await _district.Matter(id)).Text("stage").ShouldBe("archive");
    }

    [Fact]
    public async Task A_granted_licence_is_taken_back_by_the_head_with_reason_and_basis()
    {
        var id = await _district.File("drainage-permit");
        var (officer, head) = (await _district.As("swj-officer-1"), await _district.As("swj-approver"));
        var body = new { kind = "withdrawn", reason = "以欺骗手段取得", basis = "行政许可法第六十九条" };
        await _district.CarryTo(id, "decision");
        (await head.Post($"approvals/{id}/revoke", body)).Refused(409, "approval.nothing-to-revoke");
        await _district.CarryTo(id, null);
        (await officer.Post($"approvals/{id}/revoke", body)).Expect(403);
        (await head.Post($"approvals/{id}/revoke", body with { kind = "lost" })).Refused(422, "approval.revocation-kind-unknown");
        (await head.Post($"approvals/{id}/revoke", body with { basis = "" })).Refused(422, "approval.answer-required");
        var done = (await head.Post($"approvals/{id}/revoke", body)).Expect(200);
        (await head.Post($"approvals/{id}/revoke", body)).Expect(200)["version"].GetInt64().ShouldBe(done["version"].GetInt64());
        (await head.Post($"approvals/{id}/revoke", body with { kind = "cancelled" })).Refused(409, "approval.nothing-to-revoke");
        (await _district.Matter(id))["facts"].GetProperty("revocation").GetString().ShouldBe("withdrawn");
    }

    private Task<Reply> Decide(Guid id, string outcome, Action<System.Text.Json.Nodes.JsonObject>? form = null) =>
        _district.Do(id, "decision", outcome, by: "swj-approver", form: form);

    private async Task<JsonElement> Clock(Guid id, string name) => (await _district.Matter(id))["clocks"].EnumerateArray()
        .Single(c => c.GetProperty("name").GetString() == name);

    private static Instant At(JsonElement time) => Instant.FromDateTimeOffset(time.GetDateTimeOffset());
}

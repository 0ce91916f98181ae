using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.GridCases;

/// <summary>The loop over HTTP, from the report to the archive.</summary>
public sealed class LoopTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_call_to_the_hotline_goes_through_six_stages_to_the_archive()
    {
        var id = await _district.Report();
        var done = await _district.CarryTo(id, null);

        done.ShouldBe(["intake", "analysis", "acceptance", "handling", "verification", "call-back"]);
        var matter = await _district.Matter(id);
        (matter.Text("stage"), matter.Status(), matter.Text("number")[..6]).ShouldBe(("archive", "closed", "DX-GC-"));
        matter["clocks"].EnumerateArray().ShouldAllBe(clock => clock.GetProperty("state").GetString() == "stopped");
        var timeline = (await (await _district.Integrator).Get($"matters/{id}/timeline")).Expect(200);
        var types = timeline["items"].EnumerateArray().Select(e => e.GetProperty("type").GetString()).ToList();
        foreach (var type in (string[])["GridCaseReported", "GridCaseClassified", "GridCaseDispatched", "GridCaseResolved", "ReportersTold"])
            types.ShouldContain(type);
        timeline.Body.ShouldNotContain("13800001234", Case.Sensitive, "an integrator sees no telephone in clear");
    }

    [Fact]
    public async Task What_a_camera_sees_is_with_its_unit_when_the_answer_comes()
    {
        var reply = (await (await _district.Integrator).Post("grid-cases", CaseReports.Refuse("camera", anonymous: true))).Expect(201);

        var task = reply["openTasks"].EnumerateArray().ShouldHaveSingleItem();
        (task.Code(), task.Role()).ShouldBe(("acceptance", "officer"));
        var matter = await _district.Matter(reply["id"].GetGuid());
        matter.Status().ShouldBe("dispatched");
        matter["facts"].GetProperty("dispatchMode").GetString().ShouldBe("rule");
    }

    [Fact]
    public async Task A_case_that_two_units_sent_back_is_assigned_by_the_district_and_stays_there()
    {
        var id = await _district.Report();
        await _district.CarryTo(id, "acceptance");
        (await _district.Do(id, "acceptance", "returned")).Expect(200);
        (await _district.Do(id, "dispatch", "assigned", form: f => f["unit"] = "DX-CGZFJ")).Expect(200);
        (await _district.Do(id, "acceptance", "returned")).Expect(200);
        (await _district.Do(id, "escalation", "assigned", form: f => f["unit"] = "DX-CGW")).Expect(200);

        (await _district.Do(id, "acceptance", "returned")).Refused(409, "grid-case.return-closed");
        await _district.CarryTo(id, null);
        (await _district.Matter(id)).Status().ShouldBe("closed");
    }

    [Fact]
    public async Task Two_units_handle_a_case_together_and_the_lead_rates_the_other()
    {
        var id = await _district.Report();
        await _district.CarryTo(id, "acceptance");
        (await _district.Do(id, "acceptance", "returned")).Expect(200);
        (await _district.Do(id, "dispatch", "joint")).Expect(200);
        var done = await _district.CarryTo(id, "verification");
        done.Order().ShouldBe(["acceptance", "co-handling", "handling", "rate-co-units", "report-in"]);
    }

    [Fact]
    public async Task The_handling_unit_does_beside_its_task_what_a_case_needs()
    {
        var id = await _district.Report();
        await _district.CarryTo(id, "handling");
        var officer = await _district.Officer(id);
        var stranger = await _district.As("wjw-officer-1");

        (await stranger.Post($"grid-cases/{id}/contact", new { remark = "x" })).Refused(404, "grid-case.not-found");
        (await officer.Post($"grid-cases/{id}/contact", new { remark = "已告知今日清理" })).Expect(200);
        (await officer.Post($"grid-cases/{id}/feedback", new { text = "清运中" })).Expect(200);
        (await officer.Post($"grid-cases/{id}/extension", new { by = "9 days", reason = "x" })).Refused(409, "grid-case.extension-too-long");
        (await officer.Post($"grid-cases/{id}/extension", new { by = "4 working-hours", reason = "量大" })).Expect(200);
        (await _district.Do(id, "extension-decision", "granted")).Expect(200);
        (await officer.Post($"grid-cases/{id}/suspend", new { ground = "materials", needed = "3 days", reason = "等车" })).Expect(200);
        (await _district.Matter(id)).Status().ShouldBe("suspended");
        (await officer.Post($"grid-cases/{id}/resume")).Expect(200);
        (await officer.Post($"grid-cases/{id}/whistle", new { units = (string[])["MARS"] })).Refused(422, "grid-case.unit-unknown");
        (await officer.Post($"grid-cases/{id}/whistle", new { units = (string[])["DX-CGZFJ"] }, version: 1)).Refused(412, "request.stale-version");
        (await officer.Post($"grid-cases/{id}/whistle", new { units = (string[])["DX-CGZFJ"] })).Expect(200);
        (await _district.Tasks(id)).Select(task => task.Code()).Order().ShouldBe(["handling", "whistled-report-in"]);
    }

    [Fact]
    public async Task A_failed_verification_is_rework_and_who_handled_does_not_verify()
    {
        var id = await _district.Report();
        await _district.CarryTo(id, "verification");
        (await _district.Do(id, "verification", "failed")).Expect(200);

        (await _district.OpenTask(id, "handling")).Code().ShouldBe("handling");
        (await _district.Matter(id))["facts"].GetProperty("reworks").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task The_reporter_rates_and_later_says_that_it_is_not_solved()
    {
        var id = await _district.Report();
        var integrator = await _district.Integrator;
        await _district.CarryTo(id, "call-back");
        (await integrator.Post($"matters/{id}/rating", new { level = 4 })).Expect(200);
        (await _district.Matter(id)).Status().ShouldBe("closed");

        (await integrator.Post($"grid-cases/{id}/reopen", new { reason = "又堆上了" })).Expect(200);
        var matter = await _district.Matter(id);
        (matter.Status(), matter.Text("stage")).ShouldBe(("handling", "handling"));
        (await integrator.Post($"grid-cases/{id}/reopen", new { reason = "又堆上了" })).Refused(409, "grid-case.not-archived");
    }

    [Fact]
    public async Task A_citizen_sees_with_number_and_telephone_where_it_stands()
    {
        var id = await _district.Report();
        var number = (await _district.Matter(id)).Text("number");

        var progress = (await _district.Anonymous.Get($"progress/{number}?phoneLast4=1234")).Expect(200);
        (progress.Text("number"), progress.Text("status")).ShouldBe((number, "reported"));
        progress.Body.ShouldNotContain("张三");
        (await _district.Anonymous.Get($"progress/{number}?phoneLast4=9999")).Refused(404, "progress.not-found");
    }
}

using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Violations;

/// <summary>Both processes over HTTP, from the first step to the last.</summary>
public sealed class LoopTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task An_exceedance_runs_from_the_report_to_the_archived_penalty()
    {
        var id = await _district.Violation(ViolationReports.Body(known: false));
        var done = await _district.CarryTo(id, null);

        done.ShouldBe(
        [
            "verification", "source", "joint-enforcement", "joint-enforcement", "joint-enforcement", "site-record",
            "penalty-notice", "response", "statement-review", "hearing-option", "legal-check", "decision", "delivery", "payment", "rectification",
            "re-inspection",
        ], ignoreOrder: true);
        var matter = await _district.Matter(id);
        (matter.Text("stage"), matter.Status(), matter.Text("number")[..6]).ShouldBe(("archive", "closed", "DX-VI-"));
        matter["facts"].GetProperty("decided").GetProperty("penalty").GetProperty("amount").GetDecimal().ShouldBe(100_000);
        var timeline = (await (await _district.Integrator).Get($"matters/{id}/timeline")).Expect(200);
        var types = timeline["items"].EnumerateArray().Select(e => e.GetProperty("type").GetString()).ToList();
        string[] told =
            ["ViolationReported", "SourceLocated", "SiteRecorded", "PenaltyDecided", "PenaltyPaid", "ViolationArchived"];
        foreach (var type in told) types.ShouldContain(type);
    }

    [Fact]
    public async Task Every_kind_can_be_reported_and_carried_to_its_end()
    {
        var kinds = (await (await _district.Integrator).Get("violation-kinds")).Expect(200)["items"].EnumerateArray().ToList();
        kinds.Count.ShouldBeGreaterThanOrEqualTo(7);
        foreach (var kind in kinds)
        {
            var id = await _district.Violation(ViolationReports.Body(kind.Code()));
            await _district.CarryTo(id, null);
            (await _district.Matter(id)).Status().ShouldBe("closed", kind.Code());
        }
    }

    [Fact]
    public async Task A_report_is_refused_with_the_field_that_does_not_hold()
    {
        var integrator = await _district.Integrator;
        (await integrator.Post("violations", ViolationReports.Body("none"))).Refused(422, "violation.kind-unknown");
        var body = ViolationReports.Body();
        body["subject"]!["creditCode"] = "91110115MADX00019M";
        (await integrator.Post("violations", body)).Refused(422, "violation.subject-invalid")
            .Body.ShouldContain("subject.creditCode");
        body = ViolationReports.Body();
        body["location"]!["latitude"] = 139.73;
        (await integrator.Post("violations", body)).Refused(422, "violation.coordinate-invalid");
        (await (await _district.As("auditor-1")).Post("violations", ViolationReports.Body())).Expect(403);
    }

    [Fact]
    public async Task The_party_answers_over_the_network_while_its_days_run()
    {
        var id = await _district.Violation();
        var integrator = await _district.Integrator;
        (await integrator.Post($"violations/{id}/statement", new { text = "x" })).Refused(409, "violation.response-not-open");
        await _district.CarryTo(id, "response");
        (await integrator.Post($"violations/{id}/statement", new { text = "已停产检修" })).Expect(200);
        (await _district.Do(id, "statement-review", "accepted")).Expect(200);
        (await _district.Tasks(id)).Select(task => task.Code()).ShouldBe(["hearing-option"]);
        (await _district.Do(id, "hearing-option", "waived")).Expect(200);
        (await integrator.Post($"violations/{id}/hearing-request")).Refused(409, "violation.response-not-open");
        await _district.CarryTo(id, null);
        (await _district.Matter(id)).Status().ShouldBe("closed");
    }

    [Fact]
    public async Task What_is_paid_is_what_is_due()
    {
        var id = await _district.Violation();
        var integrator = await _district.Integrator;
        (await integrator.Get($"violations/{id}/due")).Refused(409, "violation.nothing-to-pay");
        await _district.CarryTo(id, "payment");
        var due = (await integrator.Get($"violations/{id}/due")).Expect(200);
        due["total"].GetDecimal().ShouldBe(100_000);
        (await integrator.Get($"violations/{id}/due?on=9999-12-31")).Refused(400, "request.bad-time");
        (await integrator.Post($"violations/{id}/payments", new { amount = 1, receipt = "1" })).Refused(409, "violation.payment-differs");
        (await integrator.Post($"violations/{id}/payments", new { amount = 100_000, receipt = "1" })).Expect(200);
        (await _district.Tasks(id)).Select(task => task.Code()).ShouldBe(["rectification"]);
        (await _district.Do(id, "rectification")).Expect(200);
        (await _district.Do(id, "re-inspection", "failed")).Expect(200);
        (await _district.CarryTo(id, null)).ShouldBe(["rectification", "re-inspection"]);
    }

    [Fact]
    public async Task A_review_is_noted_and_a_revoked_decision_ends_the_matter()
    {
        var id = await _district.Violation();
        await _district.CarryTo(id, "payment");
        var officer = await _district.As("sthj-officer-1");
        (await officer.Post($"violations/{id}/remedies", new { remedy = "review", body = "大兴区人民政府" })).Expect(200);
        (await officer.Post($"violations/{id}/remedies", new { remedy = "litigation", body = "法院" })).Refused(409, "violation.remedy-pending");
        (await officer.Post($"violations/{id}/remedies/end", new { result = "revoked", document = "复议决定书" })).Expect(200);
        (await _district.Matter(id)).Status().ShouldBe("revoked");
        (await _district.Tasks(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_kind_is_published_by_the_administrator_within_the_law()
    {
        var admin = await _district.Admin;
        var file = File.ReadAllText(Path.Combine(Repository.Root, "catalog", "violations", "kinds", "noise-exceedance.json"));
        (await admin.Post("violation-kinds", file)).Expect(200);
        (await admin.Post("violation-kinds", file.Replace("\"90 days\"", "\"91 days\"", StringComparison.Ordinal)
            .Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal))).Refused(422, "violation-kind.field-invalid");
        (await admin.Post("violation-kinds", file.Replace("DX-STHJ", "MARS", StringComparison.Ordinal)
            .Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal))).Refused(422, "violation-kind.field-invalid");
        (await (await _district.Integrator).Post("violation-kinds", file)).Expect(403);
        (await (await _district.Integrator).Get("violation-kinds/noise-exceedance")).Expect(200)["leadUnit"].GetString().ShouldBe("DX-STHJ");
    }
}

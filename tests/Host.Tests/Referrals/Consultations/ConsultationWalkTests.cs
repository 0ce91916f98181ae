using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Violations;

namespace SmartCity.Host.Tests.Referrals.Consultations;

/// <summary>The three processes over HTTP: by first outcomes and examples, and each of their loops.</summary>
public sealed class ConsultationWalkTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Theory]
    [InlineData("teleconsultation", "DX-YY-01", "scheduling session opinion feedback")]
    [InlineData("teleconsultation", "DX-YY-02", "scheduling session opinion feedback")]
    [InlineData("remote-diagnosis", "DX-YY-01", "assignment report feedback")]
    [InlineData("health-advice", "DX-SQ-02", "answer follow-up")]
    public async Task It_runs_from_the_request_to_the_archive(string form, string to, string steps)
    {
        var id = await _district.Consultation(ConsultationCalls.Body(form, to: to));
        (await _district.CarryTo(id, null)).ShouldBe(steps.Split(' '));
        var matter = await _district.Matter(id);
        (matter.Text("stage"), matter.Text("status"), matter.Text("number")[..6]).ShouldBe(("archive", "concluded", "DX-CS-"));
        matter["facts"].GetProperty("opinions").GetArrayLength().ShouldBe(1);
        (await host.Host.Sql.Rows($"select form, status, asked_back from read.consultations where id = '{id}'"))
            .ShouldBe([$"{form}|concluded|0"]);
    }

    [Fact]
    public async Task Another_time_is_proposed_and_agreed_and_a_meeting_missed_is_held_later()
    {
        var id = await _district.Consultation();
        (await _district.Do(id, "scheduling", "proposed")).Expect(200);
        (await _district.Do(id, "proposal-reply", "other-time")).Expect(200);
        (await _district.Do(id, "scheduling", "proposed")).Expect(200);
        (await _district.Do(id, "proposal-reply", "agreed")).Expect(200);
        (await _district.Do(id, "scheduling", form: f => f["experts"] = new JsonArray("yy1-expert-2"))).Expect(200);
        (await _district.Do(id, "session", "held", by: "yy1-expert-1")).Refused(403, "consultation.assigned-to-another");
        (await (await _district.As("yy1-expert-1")).Post($"tasks/{(await _district.OpenTask(id, "session")).Id()}/release")).Expect(200);
        (await _district.Do(id, "session", "not-held")).Expect(200);
        (await _district.CarryTo(id, null)).ShouldBe(["scheduling", "session", "opinion", "feedback"]);
    }

    [Fact]
    public async Task It_is_asked_back_and_answered_again()
    {
        var id = await _district.Consultation(ConsultationCalls.Body("remote-diagnosis"));
        await _district.CarryTo(id, "feedback");
        (await _district.Do(id, "feedback", "asked-back")).Expect(200);
        (await _district.Status(id)).ShouldBe("asked-back");
        (await _district.CarryTo(id, null)).ShouldBe(["report", "feedback"]);
        (await _district.Matter(id))["facts"].GetProperty("opinions").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_reading_at_once_goes_to_the_experts_is_read_again_by_another_and_may_need_more()
    {
        var id = await _district.Consultation(ConsultationCalls.Body("remote-diagnosis", "stat"));
        (await _district.Tasks(id)).Select(task => task.Code()).ShouldBe(["report"]);
        (await _district.Do(id, "report", "more-materials")).Expect(200);
        (await _district.Do(id, "materials", form: f => f["attachments"] = new JsonArray("no id"))).Expect(422);
        (await _district.Do(id, "materials")).Expect(200);
        (await _district.Do(id, "assignment", form: f => f["expert"] = "yy1-expert-2")).Expect(200);
        (await _district.Do(id, "report", form: f => f["secondReading"] = true)).Expect(200);
        (await _district.Status(id)).ShouldBe("second-reading");
        (await _district.Do(id, "second-reading", by: "yy1-expert-2")).Refused(409, "consultation.second-reader-must-differ");
        (await (await _district.As("yy1-expert-2")).Post($"tasks/{(await _district.OpenTask(id, "second-reading")).Id()}/release")).Expect(200);
        (await _district.Do(id, "second-reading", "changed", by: "yy1-expert-1")).Expect(200);
        (await _district.CarryTo(id, null)).ShouldBe(["feedback"]);
    }

    [Fact]
    public async Task It_is_declined_or_withdrawn_before_it_is_held()
    {
        var declined = await _district.Consultation();
        (await _district.Do(declined, "scheduling", "declined")).Expect(200);
        (await _district.Status(declined)).ShouldBe("declined");

        var id = await _district.Consultation();
        await _district.CarryTo(id, "session");
        var doctor = await _district.As("sq1-doctor-1");
        (await (await _district.As("yy1-doctor-1")).Post($"consultations/{id}/withdraw", new { reason = "x" })).Refused(403, "consultation.not-yours");
        (await doctor.Post($"consultations/{id}/withdraw", new { reason = " " })).Refused(422, "consultation.answer-required");
        (await doctor.Post($"consultations/{id}/withdraw", new { reason = "已转院" }, version: 1)).Expect(412);
        (await doctor.Post($"consultations/{id}/withdraw", new { reason = "已转院" })).Expect(200).Text("status").ShouldBe("withdrawn");
        (await _district.Tasks(id)).ShouldBeEmpty();

        var held = await _district.Consultation();
        await _district.CarryTo(held, "opinion");
        (await doctor.Post($"consultations/{held}/withdraw", new { reason = "x" })).Refused(409, "consultation.not-withdrawable");
    }

    [Fact]
    public async Task A_citizen_asks_reads_asks_back_once_and_rates_without_an_account()
    {
        var citizen = _district.Anonymous;
        var asked = (await citizen.Post("health-advice", new
        {
            name = ConsultationCalls.Name, phone = ConsultationCalls.Phone, question = ConsultationCalls.Question, toInstitution = "DX-SQ-01",
        })).Expect(201);
        var (id, number, code) = (asked["id"].GetGuid(), asked.Text("number"), asked.Text("code"));
        (await citizen.Post($"health-advice/{number}/question", new { code, question = "还有吗" })).Refused(409, "consultation.not-askable");
        (await _district.Do(id, "answer")).Expect(200);
        (await citizen.Post($"health-advice/{number}/read", new { code = "0000000000" })).Refused(404, "progress.not-found");
        var read = (await citizen.Post($"health-advice/{number}/read", new { code })).Expect(200);
        (read["lines"].GetArrayLength(), read["mayAskBack"].GetBoolean()).ShouldBe((2, true));
        (await citizen.Post($"health-advice/{number}/question", new { code, question = "孩子可以上学吗" })).Expect(200);
        (await _district.Do(id, "answer")).Expect(200);
        (await citizen.Post($"health-advice/{number}/question", new { code, question = "再问" })).Refused(409, "consultation.not-askable");
        (await citizen.Post($"health-advice/{number}/rating", new { code, level = 5, comment = "谢谢" })).Expect(200).Text("status").ShouldBe("concluded");
        (await _district.Matter(id)).Text("stage").ShouldBe("archive");
        (await citizen.Get($"progress/{number}?phoneLast4=0123")).Expect(200).Body.ShouldNotContain(ConsultationCalls.Name);
    }

    [Fact]
    public async Task A_request_is_refused_with_the_field_that_does_not_hold()
    {
        async Task Refused(string code, Action<JsonObject> spoil)
        {
            var body = ConsultationCalls.Body();
            spoil(body);
            (await _district.Ask(body)).Refused(422, code);
        }
        await Refused("consultation.field-invalid", b => b["form"] = "seance");
        await Refused("consultation.field-invalid", b => b["toInstitution"] = "DX-SQ-02");
        await Refused("consultation.field-invalid", b => b["toInstitution"] = "MARS");
        await Refused("consultation.answer-required", b => b["question"] = " ");
        await Refused("patient.field-invalid", b => b["patient"]!["idNumber"] = "110105194912310021");
        await Refused("consultation.attachment-unknown", b => b["attachments"] = new JsonArray(Guid.NewGuid().ToString()));
        await Refused("request.invalid-fields", b => b["patient"]!["phone"] = "call me");
        (await (await _district.As("auditor-1")).Post("consultations", ConsultationCalls.Body())).Expect(403);
    }

    [Fact]
    public async Task The_same_key_opens_it_once()
    {
        var doctor = await _district.As("sq1-doctor-1");
        var key = Guid.NewGuid().ToString();
        var first = (await doctor.Post("consultations", ConsultationCalls.Body(), key)).Expect(201);
        (await doctor.Post("consultations", ConsultationCalls.Body(), key)).Expect(201).Body.ShouldBe(first.Body);
    }

    [Fact]
    public async Task Materials_are_for_the_two_institutions_alone()
    {
        var doctor = await _district.As("sq1-doctor-1");
        var (file, _) = await doctor.Upload(201);
        var body = ConsultationCalls.Body();
        body["attachments"] = new JsonArray(file.ToString());
        await _district.Consultation(body);
        (await (await _district.As("yy1-expert-1")).Get($"attachments/{file}")).Expect(200);
        (await (await _district.As("yy2-expert-1")).Get($"attachments/{file}")).Expect(404);
    }
}

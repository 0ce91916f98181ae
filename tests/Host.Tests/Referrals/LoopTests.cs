using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Violations;

namespace SmartCity.Host.Tests.Referrals;

/// <summary>Both processes over HTTP, from the first step to the last, and their loops back.</summary>
public sealed class LoopTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_referral_up_goes_to_its_archive_by_first_outcomes_and_examples(bool draft)
    {
        var body = ReferralOrders.Up();
        body["draft"] = draft;
        var id = await _district.Refer(body);
        (await _district.Status(id)).ShouldBe(draft ? "draft" : "submitted");
        string[] steps = ["reception-desk", "appointment", "arrival", "treatment", "outcome-record", "result-reading"];
        (await _district.CarryTo(id, null)).ShouldBe(draft ? [.. steps.Prepend("submission")] : steps);
        var matter = await _district.Matter(id);
        (matter.Text("stage"), matter.Text("status"), matter.Text("number")[..6]).ShouldBe(("archive", "closed", "DX-RF-"));
        matter["clocks"].EnumerateArray().ShouldAllBe(clock => clock.GetProperty("state").GetString() == "stopped");
    }

    [Fact]
    public async Task Whoever_is_concerned_sees_where_it_stands_at_every_step()
    {
        var id = await _district.Refer();
        var stood = new List<string>();
        async Task Stands() => stood.Add(await _district.Status(id));
        await Stands();
        var task = await _district.OpenTask(id, "reception-desk");
        (await (await _district.As("yy1-referral-1")).Post($"tasks/{task.Id()}/claim")).Expect(200);
        await Stands();
        (await _district.Do(id, "reception-desk", by: "yy1-referral-1")).Expect(200);
        await Stands();
        foreach (var step in (string[])["appointment", "arrival", "treatment", "outcome-record", "result-reading"])
        {
            (await _district.Do(id, step)).Expect(200);
            await Stands();
        }
        stood.ShouldBe(["submitted", "received", "accepted", "scheduled", "arrived", "in-treatment", "completed", "closed"]);
    }

    [Fact]
    public async Task More_is_asked_twice_and_supplemented_twice()
    {
        var id = await _district.Refer();
        var (file, _) = await (await _district.As("sq1-doctor-1")).Upload(71);
        foreach (var round in (int[])[1, 2])
        {
            (await _district.Do(id, "reception-desk", "more-information")).Expect(200);
            (await _district.Status(id)).ShouldBe("more-information");
            (await _district.OpenTask(id, "supplement")).Unit().ShouldBe("DX-SQ-01");
            (await _district.Do(id, "supplement", by: "sq1-doctor-1", form: form =>
            {
                form["text"] = $"第 {round} 次补充";
                form["attachments"] = new JsonArray(file.ToString());
            })).Expect(200);
        }
        var facts = (await _district.Referral(id))["facts"];
        (facts.GetProperty("rounds").GetInt32(), facts.GetProperty("attachments").GetArrayLength()).ShouldBe((2, 2));
        facts.GetProperty("supplements").EnumerateArray().Select(s => s.GetString()).ShouldBe(["第 1 次补充", "第 2 次补充"]);
        (await (await _district.As("yy1-doctor-1")).Get($"attachments/{file}")).Expect(200);
        (await _district.CarryTo(id, null))[0].ShouldBe("reception-desk");
    }

    [Fact]
    public async Task Another_department_is_proposed_refused_proposed_again_and_agreed()
    {
        var id = await _district.Refer();
        (await _district.Do(id, "reception-desk", "alternative")).Expect(200);
        (await _district.Do(id, "proposal-answer", "refused")).Expect(200);
        (await _district.Do(id, "reception-desk", "alternative", form: form => form["department"] = "respiratory")).Expect(200);
        (await _district.Status(id)).ShouldBe("proposed");
        (await _district.Do(id, "proposal-answer")).Expect(200);
        (await _district.Matter(id))["facts"].GetProperty("department").GetString().ShouldBe("respiratory");
        (await _district.CarryTo(id, null))[0].ShouldBe("appointment");
    }

    [Fact]
    public async Task A_declined_referral_is_over_and_is_referred_elsewhere_with_a_link()
    {
        var number = ReferralOrders.NewIdNumber();
        var id = await _district.Refer(ReferralOrders.Up(number));
        (await _district.Do(id, "reception-desk", "declined")).Expect(200);
        ((await _district.Status(id)), (await _district.Tasks(id)).Count).ShouldBe(("rejected", 0));

        var body = ReferralOrders.Up(number);
        body["toInstitution"] = "DX-YY-02";
        body["follows"] = id.ToString();
        var next = await _district.Refer(body);
        var patient = (await _district.Matter(next))["facts"].GetProperty("patientId").GetGuid();
        var chain = (await (await _district.As("sq1-doctor-2")).Get($"referrals?patient={patient}")).Expect(200)["items"];
        chain.EnumerateArray().Select(link => (link.GetProperty("id").GetGuid(), link.GetProperty("status").GetString()))
            .ShouldBe([(id, "rejected"), (next, "submitted")]);
        chain[1].GetProperty("follows").GetGuid().ShouldBe(id);

        body = ReferralOrders.Up();
        body["follows"] = id.ToString();
        (await (await _district.As("sq1-doctor-1")).Post("referrals", body)).Refused(422, "referral.follows-invalid");
    }

    [Fact]
    public async Task The_sender_withdraws_until_the_patient_arrives()
    {
        var id = await _district.Refer();
        var doctor = await _district.As("sq1-doctor-1");
        await _district.CarryTo(id, "arrival");
        (await (await _district.As("yy1-doctor-1")).Post($"referrals/{id}/withdraw", new { })).Refused(403, "referral.not-your-institution");
        (await doctor.Post($"referrals/{id}/withdraw", new { reason = "whim" })).Refused(422, "referral.field-invalid");
        (await doctor.Post($"referrals/{id}/withdraw", new { reason = "patient-declined", note = "家属不同意" }, version: 1)).Expect(412);
        (await doctor.Post($"referrals/{id}/withdraw", new { reason = "patient-declined", note = "家属不同意" })).Expect(200)
            .Text("status").ShouldBe("cancelled");
        (await _district.Tasks(id)).ShouldBeEmpty();
        (await doctor.Post($"referrals/{id}/withdraw", new { reason = "patient-declined" })).Expect(200);

        var other = await _district.Refer();
        await _district.CarryTo(other, "treatment");
        (await doctor.Post($"referrals/{other}/withdraw", new { })).Refused(409, "referral.under-way");
    }

    [Fact]
    public async Task A_draft_is_submitted_beside_its_task_and_once()
    {
        var body = ReferralOrders.Up();
        body["draft"] = true;
        var id = await _district.Refer(body);
        var doctor = await _district.As("sq1-doctor-1");
        (await (await _district.As("yy1-referral-1")).Get($"matters/{id}")).Expect(404);
        (await doctor.Post($"referrals/{id}/submit")).Expect(200).Text("status").ShouldBe("submitted");
        (await _district.OpenTask(id, "reception-desk")).Unit().ShouldBe("DX-YY-01");
        (await doctor.Post($"referrals/{id}/submit")).Expect(200);
        (await (await _district.As("yy1-referral-1")).Get($"matters/{id}")).Expect(200);

        var discarded = await _district.Refer(body);
        (await _district.Do(discarded, "submission", "discarded")).Expect(200);
        (await _district.Status(discarded)).ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_referral_that_the_hospital_ends_elsewhere_or_without_success_is_read_all_the_same()
    {
        foreach (var outcome in (string[])["failed", "re-referred"])
        {
            var id = await _district.Refer();
            await _district.CarryTo(id, "outcome-record");
            (await _district.Do(id, "outcome-record", outcome)).Expect(200);
            (await _district.CarryTo(id, null)).ShouldBe(["result-reading"]);
            (await _district.Matter(id)).Text("status").ShouldBe(outcome);
        }
    }

    [Fact]
    public async Task A_referral_down_whose_visit_is_today_closes_with_it()
    {
        var body = ReferralOrders.Down();
        body["visits"] = new JsonArray(NodaTime.SystemClock.Instance.GetCurrentInstant()
            .InZone(SmartCity.Domain.Shared.Clocks.WorkingCalendar.Zone).Date.ToString("uuuu-MM-dd", null));
        var id = await _district.ReferDown(body);
        (await _district.Do(id, "reception-desk")).Expect(200);
        await Wait.Until(async () => (await _district.Tasks(id)).Count == 1);
        (await _district.CarryTo(id, null)).ShouldBe(["follow-up-visit"]);
        (await _district.Status(id)).ShouldBe("closed");
    }
}

using SmartCity.Host.Tests.Referrals.Settlements;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals.Consultations;

/// <summary>What time does to a consultation by itself, and who is told.</summary>
[Collection(PayerHost.Name)]
public sealed class ConsultationTimeTests(PayerHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task What_nobody_answers_expires_and_what_nobody_asks_back_about_is_concluded()
    {
        var silent = await _district.Consultation(ConsultationCalls.Body("remote-diagnosis", "stat"));
        var answered = await _district.Consultation(ConsultationCalls.Body("health-advice", to: "DX-SQ-01"));
        (await _district.Do(answered, "answer")).Expect(200);
        await _district.Advance("PT5H");
        await Wait.Until(async () => await _district.Status(silent) == "expired");
        var clock = (await _district.Matter(silent))["clocks"].EnumerateArray().Single(c => c.GetProperty("name").GetString() == "consultation");
        (clock.GetProperty("light").GetString(), clock.GetProperty("state").GetString()).ShouldBe(("red", "stopped"));
        await _district.Advance("P4D");
        await Wait.Until(async () => await _district.Status(answered) == "concluded");
        (await _district.Matter(answered)).Text("stage").ShouldBe("archive");
        await Wait.Until(async () => (await (await _district.As("supervisor-1")).Get("supervision/cards?cause=consultation-overdue&limit=200"))
            .Expect(200)["items"].EnumerateArray().Any(card => card.GetProperty("matter").GetProperty("id").GetGuid() == silent));
    }

    [Fact]
    public async Task The_asking_institution_is_told_and_no_notice_says_anything_of_the_patient()
    {
        var id = await _district.Consultation(ConsultationCalls.Body("remote-diagnosis"));
        await _district.CarryTo(id, "report");
        (await _district.Do(id, "report", form: f => f["critical"] = true)).Expect(200);
        var number = (await _district.Matter(id)).Text("number");
        var supervisor = await _district.As("supervisor-1");
        Reply? found = null;
        await Wait.Until(async () => (found = (await supervisor.Get($"notices?matter={number}&occasion=consultation.critical&limit=50")).Expect(200))
            ["items"].GetArrayLength() > 0);
        found!["items"].EnumerateArray().Select(notice => notice.GetProperty("unit").GetString()).Distinct().ShouldBe([ConsultationCalls.Centre]);
        found.Body.ShouldNotContain(ConsultationCalls.Name);
    }
}

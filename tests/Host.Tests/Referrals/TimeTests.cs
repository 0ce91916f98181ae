using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Time;

namespace SmartCity.Host.Tests.Referrals;

/// <summary>What time does to a referral by itself.</summary>
public sealed class TimeTests(TimeHost host) : IClassFixture<TimeHost>
{
    private readonly District _district = host.District;

    [Fact]
    public async Task Down_each_visit_is_opened_on_its_day_and_the_last_one_closes_it()
    {
        var today = host.Now.InZone(WorkingCalendar.Zone).Date;
        var body = ReferralOrders.Down();
        body["visits"] = new JsonArray(Text(today.PlusDays(3)), Text(today.PlusDays(10)));
        var id = await _district.ReferDown(body);
        (await _district.Do(id, "reception-desk")).Expect(200);
        (await _district.Status(id)).ShouldBe("accepted");
        (await _district.Tasks(id)).ShouldBeEmpty();

        await host.Pass("P2D");
        (await _district.Tasks(id)).ShouldBeEmpty("the day of the first visit has not come");
        await host.Pass("P1D");
        (await _district.OpenTask(id, "follow-up-visit")).GetProperty("instance").GetString().ShouldBe("1");
        (await _district.Do(id, "follow-up-visit", form: form => form["note"] = "行走平稳")).Expect(200);
        (await _district.Status(id)).ShouldBe("in-treatment");
        (await _district.Tasks(id)).ShouldBeEmpty();
        await host.Pass("P7D");
        (await _district.Do(id, "follow-up-visit", "not-met")).Expect(200);
        (await _district.Status(id)).ShouldBe("closed");
        (await _district.Referral(id))["facts"].GetProperty("visits").EnumerateArray()
            .Select(visit => (visit.GetProperty("met").GetBoolean(), visit.GetProperty("note").GetString()![..4]))
            .ShouldBe([(true, "行走平稳"), (false, "电话未接")]);
    }

    [Fact]
    public async Task A_referral_that_nobody_answers_expires()
    {
        var id = await _district.Refer(ReferralOrders.Up(urgency: "urgent"));
        await host.Pass("PT9H");
        Clock(await _district.Matter(id), "reception").GetProperty("light").GetString().ShouldBe("red");
        await host.Pass("P4D");
        (await _district.Status(id)).ShouldBe("expired");
        (await _district.Tasks(id)).ShouldBeEmpty();
        (await (await _district.As("sq1-doctor-1")).Post($"referrals/{id}/withdraw", new { })).Refused(409, "referral.over");
    }

    [Fact]
    public async Task Questions_that_nobody_answers_and_drafts_that_nobody_sends_expire()
    {
        var asked = await _district.Refer(ReferralOrders.Up(urgency: "asap"));
        (await _district.Do(asked, "reception-desk", "more-information")).Expect(200);
        var body = ReferralOrders.Up(urgency: "asap");
        body["draft"] = true;
        var draft = await _district.Refer(body);
        await host.Pass("P3D");
        (await _district.Status(asked)).ShouldBe("expired");
        (await _district.Matter(draft))["facts"].GetProperty("expired").GetString().ShouldBe("not-submitted");
    }

    [Fact]
    public async Task Who_does_not_come_by_the_end_of_the_grace_is_a_no_show_and_twice_ends_it()
    {
        var id = await _district.Refer();
        await _district.CarryTo(id, "arrival");
        await host.Pass("P1D");
        (await _district.Status(id)).ShouldBe("scheduled", "the day of the appointment is not over");
        await host.Pass("P2D");
        (await _district.Status(id)).ShouldBe("no-show");
        (await _district.Do(id, "rebooking")).Expect(200);
        (await _district.Status(id)).ShouldBe("scheduled");
        await host.Pass("P3D");
        var matter = await _district.Matter(id);
        (matter.Text("status"), matter["facts"].GetProperty("expired").GetString(), matter["facts"].GetProperty("noShows").GetInt32())
            .ShouldBe(("expired", "no-show", 2));
    }

    [Fact]
    public async Task The_green_channel_counts_minutes_and_needs_no_appointment()
    {
        var id = await _district.Refer(ReferralOrders.Up(urgency: "stat"));
        await host.Pass("PT9M");
        Clock(await _district.Matter(id), "reception").GetProperty("light").GetString().ShouldBe("yellow");
        await host.Pass("PT2M");
        Clock(await _district.Matter(id), "reception").GetProperty("light").GetString().ShouldBe("red");
        (await _district.Do(id, "reception-desk", form: form => form["department"] = "emergency")).Expect(200);
        (await _district.Tasks(id)).Select(task => task.Code()).ShouldBe(["arrival"]);
        (await _district.CarryTo(id, null)).ShouldBe(["arrival", "treatment", "outcome-record", "result-reading"]);

        var missed = await _district.Refer(ReferralOrders.Up(urgency: "stat"));
        (await _district.Do(missed, "reception-desk")).Expect(200);
        await host.Pass("PT121M");
        (await _district.Status(missed)).ShouldBe("no-show");
    }

    [Fact]
    public async Task It_can_be_asked_what_it_was_and_what_the_figures_were()
    {
        var supervisor = () => _district.As("supervisor-1");
        var begin = NodaTime.Text.InstantPattern.ExtendedIso.Format(host.Now);
        var id = await _district.Refer();
        await host.Pass("PT30M");
        var then = NodaTime.Text.InstantPattern.ExtendedIso.Format(host.Now);
        var before = (await (await supervisor()).Get($"referrals/figures?asOf={then}")).Expect(200).Body;
        await host.Pass("PT30M");
        (await _district.Do(id, "reception-desk")).Expect(200);
        await host.Pass("PT1M");
        var integrator = await _district.Integrator;
        (await integrator.Get($"matters/{id}?asOf={then}")).Expect(200).Text("status").ShouldBe("submitted");
        (await integrator.Get($"matters/{id}?version=1")).Expect(200).Text("status").ShouldBe("draft");
        (await (await supervisor()).Get($"referrals/figures?asOf={then}")).Expect(200).Body.ShouldBe(before);
        var now = (await (await supervisor()).Get($"referrals/figures?from={begin}")).Expect(200)["items"].EnumerateArray().Single();
        (now.GetProperty("direction").GetString(), now.GetProperty("submitted").GetInt64(), now.GetProperty("accepted").GetInt64()).ShouldBe(("up", 1, 1));
        now.GetProperty("medianReceptionMinutes").GetDouble().ShouldBe(60, tolerance: 1);
        now.GetProperty("acceptanceRate").GetDouble().ShouldBe(1);
        (await (await _district.As("sq1-doctor-1")).Get("referrals/figures")).Expect(403);
    }

    private static string Text(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);

    private static JsonElement Clock(Reply matter, string name) =>
        matter["clocks"].EnumerateArray().Single(clock => clock.GetProperty("name").GetString() == name);
}

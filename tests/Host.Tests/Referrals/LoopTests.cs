using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals;

/// <summary>Both processes over HTTP, from the first step to the last.</summary>
public sealed class LoopTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_referral_up_goes_to_its_archive_by_first_outcomes_and_examples()
    {
        var id = await _district.Refer();
        (await _district.CarryTo(id, null)).ShouldBe(
            ["reception-desk", "appointment", "arrival", "treatment", "outcome-record", "result-reading"]);
        var matter = await _district.Matter(id);
        (matter.Text("stage"), matter.Text("status"), matter.Text("number")[..6]).ShouldBe(("archive", "closed", "DX-RF-"));
        matter["clocks"].EnumerateArray().ShouldAllBe(clock => clock.GetProperty("state").GetString() == "stopped");
    }

    [Fact]
    public async Task A_draft_goes_to_its_archive_by_first_outcomes_and_examples()
    {
        var body = ReferralOrders.Up();
        body["draft"] = true;
        var id = await _district.Refer(body);
        (await _district.Status(id)).ShouldBe("draft");
        (await _district.CarryTo(id, null))[0].ShouldBe("submission");
        (await _district.Status(id)).ShouldBe("closed");
    }
}

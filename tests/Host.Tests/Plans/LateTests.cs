using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Plans;

/// <summary>What comes of an initiative that is late.</summary>
public sealed class LateTests(SharedHost host)
{
    [Fact]
    public async Task Each_initiative_that_is_late_gets_one_red_card()
    {
        var district = host.Host.District;
        var supervisor = await district.As(PlanHost.Supervisor);
        var cards = await PlanHost.Until(
            async () => (await supervisor.Get("supervision/cards?cause=initiative-overdue&limit=200")).Expect(200),
            answer => answer.Items().Count >= 64);
        await Task.Delay(500);
        cards = (await supervisor.Get("supervision/cards?cause=initiative-overdue&limit=200")).Expect(200);
        cards.Items().ShouldAllBe(card => card.GetProperty("colour").GetString() == "red");
        var late = (await district.Plan()).Items().Select(item => item.GetProperty("matterId").GetGuid()).ToList();
        cards.Items().Select(card => card.GetProperty("matter").GetProperty("id").GetGuid()).Order().ShouldBe(late.Order());
    }
}

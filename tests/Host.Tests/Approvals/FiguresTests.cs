using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Approvals;

public sealed class FiguresTests(SharedHost host)
{
    [Fact]
    public async Task The_figures_of_an_item_follow_its_applications()
    {
        const string item = "nurse-registration";
        var before = await Granted(item);
        await host.District.CarryTo(await host.District.File(item), null);

        // Asynchronous: behind by moments, never for long.
        for (var tries = 0; tries < 100 && await Granted(item) <= before; tries++) await Task.Delay(100, TestContext.Current.CancellationToken);
        (await Granted(item)).ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task An_unknown_item_has_no_figures() =>
        (await (await host.District.Integrator).Get("approval-items/none/figures")).Expect(404);

    private async Task<int> Granted(string item) =>
        (await (await host.District.Integrator).Get($"approval-items/{item}/figures")).Expect(200)["granted"].GetInt32();
}

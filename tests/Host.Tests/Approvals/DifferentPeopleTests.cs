using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Approvals;

/// <summary>Where the law wants different people, one with every role is still one.</summary>
public sealed class DifferentPeopleTests : IAsyncLifetime
{
    private const string Everything = "gzfj-everything", Alone = "swj-alone";
    private readonly TestCatalog _catalog = new TestCatalog()
        .WithAccount(Everything, "DX-GZFJ", "officer", "reviewer", "hearing-officer")
        .WithAccount(Alone, "DX-SWJ", "officer", "reviewer");
    private RunningHost _host = null!;

    private District District => _host.District;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start(more: _catalog.Setting);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _catalog.Dispose();
    }

    [Fact]
    public async Task The_second_officer_is_another_than_the_first()
    {
        var id = await District.File("drainage-permit");
        await District.CarryTo(id, "first-check");
        (await District.Do(id, "first-check", by: Alone)).Expect(200);
        (await District.Do(id, "second-check", by: Alone)).Refused(409, "approval.second-officer-must-differ");
        (await (await District.As(Alone)).Post($"tasks/{(await District.OpenTask(id, "second-check")).Id()}/release")).Expect(200);
        (await District.Do(id, "second-check", by: "swj-reviewer-1")).Expect(200);
    }

    [Fact]
    public async Task Who_handled_the_application_does_not_chair_its_hearing()
    {
        var id = await District.File("construction-planning");
        await District.CarryTo(id, "first-check");
        (await District.Do(id, "first-check", by: Everything)).Expect(200);
        await District.CarryTo(id, "hearing-session");
        (await District.Do(id, "hearing-session", by: Everything)).Refused(409, "approval.hearing-chair-handled-case");
        (await (await District.As(Everything)).Post($"tasks/{(await District.OpenTask(id, "hearing-session")).Id()}/release")).Expect(200);
        (await District.Do(id, "hearing-session", by: "gzfj-hearing-officer")).Expect(200);
        var hearing = (await District.Matter(id))["clocks"].EnumerateArray()
            .Where(c => c.GetProperty("name").GetString() is "statutory" or "promised");
        hearing.ShouldAllBe(c => c.GetProperty("state").GetString() == "running");
    }
}

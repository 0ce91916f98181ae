using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Plans;

/// <summary>The plan is published once.</summary>
public sealed class RestartTests
{
    private const string Count = "select count(*) from ledger.mt_events where type = 'initiative_published'";

    [Fact]
    public async Task A_restart_publishes_nothing_twice_and_raises_nothing_again()
    {
        string database, folder;
        long events;
        await using (var first = await RunningHost.Start(keep: true))
        {
            (database, folder) = (first.Database, first.Folder);
            (await first.Sql.Value<long>(Count)).ShouldBe(64);
            (await first.Sql.Value<long>(
                "select count(*) from ledger.mt_events where type = 'clock_breached' and data ->> 'clock' = 'initiative'")).ShouldBe(64);
            (await first.Sql.Value<long>("select count(*) from read.deadlines d join read.matters m on m.id = d.matter_id where m.kind = 'initiative'")).ShouldBe(0);
            events = await first.Sql.Value<long>(OfInitiatives);
        }
        await using var second = await RunningHost.Start(database, folder);
        (await second.Sql.Value<long>(Count)).ShouldBe(64);
        (await second.Sql.Value<long>(OfInitiatives)).ShouldBe(events);
    }

    [Fact]
    public async Task A_catalogue_without_a_plan_publishes_none()
    {
        using var catalog = new TestCatalog();
        Directory.Delete(Path.Combine(catalog.Folder, "plan"), recursive: true);
        await using var host = await RunningHost.Start(await Databases.NewEmpty(), more: catalog.Setting);
        (await host.Sql.Value<long>(Count)).ShouldBe(0);
        (await (await host.District.As(PlanHost.Lead)).Get("plan/initiatives")).Expect(200)["items"].GetArrayLength().ShouldBe(0);
        (await host.District.Indicators()).Items().ShouldBeEmpty();
    }

    private const string OfInitiatives =
        "select count(*) from ledger.mt_events e join read.matters m on m.id = e.stream_id where m.kind = 'initiative'";
}

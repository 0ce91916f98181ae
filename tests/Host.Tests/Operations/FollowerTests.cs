using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Operations;

/// <summary>The follower of matters, however the ledger is cut into pages and however little it remembers.</summary>
public sealed class FollowerTests
{
    [Fact]
    public async Task Pages_that_end_within_a_commit_leave_the_rows_that_whole_streams_tell()
    {
        await using var host = await RunningHost.Start(more: ["--ReadModels:PageSize=7", "--ReadModels:Kept=2"]);
        foreach (var step in (string?[])["materials-check", "department-review", "decision", null])
            await host.District.CarryTo(await host.District.File("mass-event"), step);
        await Wait.Settled(host);
        var followed = await Spans(host);
        followed.Count.ShouldBeGreaterThan(20);
        (await (await host.District.Admin).Post("operations/rebuild")).Expect(200);
        (await Spans(host)).ShouldBe(followed);
    }

    private static Task<IReadOnlyList<string>> Spans(RunningHost host) =>
        host.Sql.Rows("select s::text from read.supervised s union all select a::text from read.approvals a order by 1");
}

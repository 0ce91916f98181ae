using SmartCity.Host.Tests.GridCases;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Violations;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Tests.Operations;

/// <summary>A host whose reconciler mends nothing.</summary>
public sealed class UncheckedHost() : HostFixture(["--Reconciler:Share=0"]);

/// <summary>Read models are written anew while the system serves.</summary>
public sealed class RebuildTests(UncheckedHost host) : IClassFixture<UncheckedHost>
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_rebuild_writes_what_was_there_and_mends_what_was_spoilt()
    {
        await Matters();
        var before = await ReadModels();
        before.Count.ShouldBeGreaterThan(50);
        (await Rebuild()).ShouldBeGreaterThan(0);
        (await ReadModels()).ShouldBe(before);

        await host.Host.Sql.Execute(
            """
            update read.tasks set unit = 'nowhere', claimed_by = 'nobody', due_at = null where id in (select id from read.tasks limit 5);
            delete from read.tasks where id in (select id from read.tasks order by id desc limit 3);
            update read.matters set stage = 'archive', light = 'red', units = '{}' where id in (select id from read.matters limit 5);
            delete from read.matters where id in (select id from read.matters order by id desc limit 2);
            update read.deadlines set due_at = due_at + interval '1 year' where matter_id in (select matter_id from read.deadlines limit 5);
            delete from read.deadlines where timer like 'breach/%';
            update read.supervised set until = until + interval '1 second', stage = 'nowhere' where since < (select max(since) from read.supervised);
            delete from read.approvals where id in (select id from read.approvals limit 3);
            insert into read.deadlines select matter_id, 'breach/invented', now() + interval '9 years' from read.deadlines limit 1;
            """);
        (await ReadModels()).ShouldNotBe(before);
        await Rebuild();
        (await ReadModels()).ShouldBe(before);
    }

    [Fact]
    public async Task While_a_rebuild_runs_tasks_are_seen_and_commands_are_taken()
    {
        await Matters();
        var task = await _district.OpenTask(await _district.File("drainage-permit"), "materials-check");
        var clerk = await _district.As("hall-clerk-1");
        using var over = new CancellationTokenSource();
        var seen = 0;
        var watching = Task.Run(async () =>
        {
            for (; !over.IsCancellationRequested; seen++) (await clerk.Get($"tasks/{task.Id()}")).Expect(200);
        });
        var working = Task.Run(async () =>
        {
            var ids = new List<Guid>();
            while (!over.IsCancellationRequested)
            {
                ids.Add(await _district.File("drainage-permit"));
                (await _district.Do(ids[^1], "materials-check", by: "hall-clerk-2")).Expect(200);
            }
            return ids;
        });
        for (var round = 0; round < 3; round++) await Rebuild();
        await over.CancelAsync();
        await watching;
        var written = await working;
        seen.ShouldBeGreaterThan(0);
        written.ShouldNotBeEmpty();
        var live = await ReadModels();
        await Rebuild();
        (await ReadModels()).ShouldBe(live, "what commands wrote meanwhile is what their streams say");
        foreach (var id in written) (await _district.Tasks(id)).ShouldHaveSingleItem().Code().ShouldBe("first-check");
    }

    [Fact]
    public async Task A_look_finds_nothing_where_all_is_right_and_the_very_matter_that_is_not()
    {
        await Matters();
        await _district.CarryTo(await _district.Report(), "handling");
        await _district.CarryTo(await _district.Violation(), null);
        await Wait.Settled(host.Host);
        var ids = (await host.Host.Sql.Rows("select id from ledger.mt_streams order by id")).Select(Guid.Parse).ToList();
        var check = host.Host.Service<ReadModelCheck>();
        (await check.Look(ids, Guid.Empty, default)).Different.ShouldBeEmpty("lists, JSON, money and moments read back are what was written");

        foreach (var (table, matter, which, change) in new[]
            {
                ("read.initiatives", "id", "true", "units = units || array['x']"), ("read.initiatives", "id", "true", "lead = lead || lead"),
                ("read.supervised", "id", "due_at is not null", "due_at = due_at + interval '1 microsecond'"),
                ("read.matters", "id", "true", "units = '{}'"), ("read.violations", "id", "true", "fine = coalesce(fine, 0) + 0.5"),
                ("read.grid_case_spans", "id", "true", "tile = tile + 1"), ("read.approvals", "id", "granted", "granted = null"),
                ("read.tasks", "matter_id", "true", "claimed_by = 'nobody'"),
            })
        {
            var one = Guid.Parse((await host.Host.Sql.Rows($"select {matter} from {table} where {which} order by 1 limit 1"))[0]);
            await host.Host.Sql.Execute($"update {table} set {change} where {matter} = '{one}'");
            (await check.Look(ids, Guid.Empty, default)).Different.Select(found => (found.Key, found.Single())).ShouldBe([(one, table)], change);
            await host.Host.Service<ReadModelRebuild>().Rebuild([one], default);
        }
        (await check.Look(ids, Guid.Empty, default)).Different.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_an_administrator_rebuilds() =>
        (await (await _district.As("hall-clerk-1")).Post("operations/rebuild")).Expect(403);

    private async Task Matters()
    {
        foreach (var step in (string?[])["materials-check", "department-review", "decision", "evaluation", null])
            for (var i = 0; i < 3; i++)
                await _district.CarryTo(await _district.File("mass-event"), step);
    }

    /// <summary>Rebuilds; how many pages of progress were told.</summary>
    private async Task<int> Rebuild()
    {
        var reply = (await (await _district.Admin).Post("operations/rebuild")).Expect(200);
        var lines = reply.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var last = System.Text.Json.JsonDocument.Parse(lines[^1]);
        last.RootElement.GetProperty("done").GetInt64().ShouldBe(last.RootElement.GetProperty("total").GetInt64());
        return lines.Length;
    }

    private async Task<IReadOnlyList<string>> ReadModels()
    {
        await Wait.Settled(host.Host);
        return await Rows();
    }

    private async Task<IReadOnlyList<string>> Rows() =>
    [
        .. await host.Host.Sql.Rows("select t::text from read.tasks t order by id"),
        .. await host.Host.Sql.Rows("select m::text from read.matters m order by id"),
        .. await host.Host.Sql.Rows("select d::text from read.deadlines d order by matter_id, timer"),
        .. await host.Host.Sql.Rows("select s::text from read.supervised s order by id, since"),
        .. await host.Host.Sql.Rows("select a::text from read.approvals a order by id, since"),
    ];
}

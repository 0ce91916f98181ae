using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Operations;

/// <summary>What was acknowledged is there after a kill -9, and what was not can be said again.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task After_a_kill_the_acknowledged_is_there_and_the_rest_is_repeated_under_the_same_keys()
    {
        var (database, port) = (await Databases.New(), HostProcess.FreePort());
        var folder = Directory.CreateTempSubdirectory("smartcity-kill-test").FullName;
        var keys = Enumerable.Range(0, 300).Select(_ => Guid.NewGuid().ToString("N")).ToList();
        var acknowledged = new System.Collections.Concurrent.ConcurrentDictionary<string, Reply>();
        string body;
        await using (var first = await HostProcess.Start(database, folder, port))
        {
            body = (await first.District.Application("drainage-permit")).ToJsonString();
            var integrator = await first.District.Integrator;
            var sending = Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (key, _) =>
            {
                try
                {
                    acknowledged[key] = (await integrator.Post("approvals", body, key)).Expect(201);
                }
                catch (HttpRequestException)
                {
                    // The host is gone.
                }
            });
            while (acknowledged.Count < 60) await Task.Delay(5);
            await first.Kill();
            await sending;
            Say($"ready after {first.ReadyAfter.TotalSeconds:0.0} s; killed with {acknowledged.Count} acknowledged");
        }
        acknowledged.Count.ShouldBeLessThan(keys.Count);

        await using var second = await HostProcess.Start(database, folder, port);
        Say($"ready and fresh {second.ReadyAfter.TotalSeconds:0.0} s after the kill");
        second.ReadyAfter.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        var again = await second.District.Integrator;
        foreach (var reply in acknowledged.Values) (await again.Get($"matters/{reply["id"].GetGuid()}")).Expect(200);
        var ids = new HashSet<Guid>();
        foreach (var key in keys)
        {
            var reply = (await again.Post("approvals", body, key)).Expect(201);
            if (acknowledged.TryGetValue(key, out var known)) reply.ShouldBe(known);
            ids.Add(reply["id"].GetGuid()).ShouldBeTrue("each key has its own matter");
        }
        await using var sql = new Sql(database);
        (await sql.Value<long>("select count(*) from read.matters where kind = 'approval'")).ShouldBe(keys.Count, "nothing twice, nothing lost");
        await second.District.CarryTo(acknowledged.Values.First()["id"].GetGuid(), null);
        (await second.District.Matter(acknowledged.Values.First()["id"].GetGuid())).Text("stage").ShouldBe("archive");
    }

    [Fact]
    public async Task After_a_restart_keys_tokens_the_moved_clock_and_half_done_work_are_as_they_were()
    {
        var (database, key) = (await Databases.New(), Guid.NewGuid().ToString("N"));
        var folder = Directory.CreateTempSubdirectory("smartcity-restart-test").FullName;
        Reply filed, claimed;
        Guid task;
        NodaTime.Instant now;
        System.Text.Json.Nodes.JsonObject body;
        await using (var first = await RunningHost.Start(database, folder, keep: true))
        {
            await first.District.Advance("P2D");
            body = await first.District.Application("drainage-permit");
            filed = (await (await first.District.Integrator).Post("approvals", body, key)).Expect(201);
            task = (await first.District.OpenTask(filed["id"].GetGuid(), "materials-check")).Id();
            claimed = (await (await first.District.As("hall-clerk-1")).Post($"tasks/{task}/claim", key: key)).Expect(200);
            now = first.Service<NodaTime.IClock>().GetCurrentInstant();
        }
        await using var second = await RunningHost.Start(database, folder);
        second.Service<NodaTime.IClock>().GetCurrentInstant().ShouldBeGreaterThan(now);
        (await (await second.District.Integrator).Post("approvals", body, key)).ShouldBe(filed);
        var clerk = await second.District.As("hall-clerk-1");
        (await clerk.Post($"tasks/{task}/claim", key: key)).ShouldBe(claimed);
        body["channel"] = "app";
        (await (await second.District.Integrator).Post("approvals", body, key)).Refused(409, "request.idempotency-key-reused");
        await second.District.CarryTo(filed["id"].GetGuid(), null);
        (await second.District.Matter(filed["id"].GetGuid())).Text("stage").ShouldBe("archive");
    }

    private static void Say(string what) => TestContext.Current.TestOutputHelper?.WriteLine(what);
}

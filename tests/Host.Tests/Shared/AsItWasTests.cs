namespace SmartCity.Host.Tests.Shared;

/// <summary>A matter can be asked as it was, at a version or at a moment.</summary>
public sealed class AsItWasTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_matter_at_a_version_is_what_it_was_then()
    {
        var (id, integrator) = (await _district.File("mass-event"), await _district.Integrator);
        var live = new List<Reply> { await _district.Matter(id) };
        for (var tasks = await _district.Tasks(id); tasks.Count > 0; tasks = await _district.Tasks(id))
        {
            (await _district.Do(tasks[0])).Expect(200);
            live.Add(await _district.Matter(id));
        }
        live.Count.ShouldBeGreaterThan(6);
        foreach (var then in live)
        {
            var version = then["version"].GetInt64();
            var now = (await integrator.Get($"matters/{id}?version={version}")).Expect(200);
            now.ETag.ShouldBe($"\"{version}\"");
            now.Body.ShouldBe(then.Body);
        }
        (await integrator.Get($"matters/{id}?version={live[^1]["version"].GetInt64() + 1}")).Refused(404, "matter.not-found");
        (await integrator.Get($"matters/{id}?version=0")).Refused(400, "request.bad-version");
    }

    [Fact]
    public async Task A_matter_as_of_a_moment_is_what_was_known_then()
    {
        var (id, integrator) = (await _district.File("drainage-permit"), await _district.Integrator);
        var live = new List<(Reply Matter, string At)>();
        foreach (var step in (string?[])["first-check", "decision", "evaluation", null])
        {
            var matter = await _district.Matter(id);
            live.Add((matter, (await _district.Anonymous.Get("demo/clock")).Text("now")));
            await Task.Delay(20);
            await _district.CarryTo(id, step);
        }
        foreach (var (matter, at) in live)
        {
            var then = (await integrator.Get($"matters/{id}?asOf={Uri.EscapeDataString(at)}")).Expect(200);
            then["version"].GetInt64().ShouldBe(matter["version"].GetInt64());
            then.Text("stage").ShouldBe(matter.Text("stage"));
            then["openTasks"].GetRawText().ShouldBe(matter["openTasks"].GetRawText());
            then["facts"].GetRawText().ShouldBe(matter["facts"].GetRawText());
        }
        (await integrator.Get($"matters/{id}?asOf=2020-01-01T00:00:00%2B08:00")).Refused(404, "matter.not-found");
        (await integrator.Get($"matters/{id}?asOf=yesterday")).Refused(400, "request.bad-time");
    }
}

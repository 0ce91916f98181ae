using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Audit;

namespace SmartCity.Host.Tests.Audit;

/// <summary>A host that keeps three past moments at most, and whose matters nobody else moves.</summary>
public sealed class AsOfHost() : HostFixture(["--AsOf:Kept=3"]);

/// <summary>What an inbox or a list of matters answered at a moment is answered again when it is asked as of that moment.</summary>
public sealed class AsOfTests(AsOfHost host) : IClassFixture<AsOfHost>
{
    private readonly District _district = host.District;

    private static readonly (string By, string Address)[] Addresses =
    [
        ("swj-officer-1", "tasks"), ("hall-clerk-1", "tasks?limit=3"), ("auditor-1", "tasks?unit=DX-SWJ"), ("supervisor-1", "tasks?unit=DX-HALL"),
        ("auditor-1", "matters?kind=approval"), ("swj-approver", "matters?kind=approval&limit=2"), ("admin", "matters?kind=approval&stage=archive"),
        ("admin", "matters?kind=approval&overdue=false"),
    ];

    [Fact]
    public async Task Every_answer_asked_again_later_is_what_it_was_and_nothing_live_moves()
    {
        await Wait.CardsOfThePlan(host.Host);
        var kept = new List<(string By, string Address, string At, string Body)>();
        foreach (var step in (string?[])["materials-check", "first-check", "decision", null])
        {
            var id = await _district.File("drainage-permit");
            await _district.CarryTo(id, step);
            await _district.File("drainage-permit");
            await Task.Delay(30);
            var at = (await _district.Anonymous.Get("demo/clock")).Text("now");
            await Task.Delay(30);
            foreach (var (by, address) in Addresses)
                kept.Add((by, address, at, (await (await _district.As(by)).Get(address)).Expect(200).Body));
        }
        foreach (var (_, address) in Addresses.Take(5))
            kept.Where(k => k.Address == address).DistinctBy(k => k.Body).Count().ShouldBeGreaterThan(1, address);

        var live = await Live();
        foreach (var (by, address, at, body) in kept)
            (await AsOf(by, address, at)).Body.ShouldBe(body, $"{address} as of {at}");
        (await Live()).ShouldBe(live);

        var again = kept[^1].At;
        var made = await host.Host.Sql.Rows("select place, made_at from desk.as_of order by place");
        (await AsOf("auditor-1", "tasks?unit=DX-SWJ", again)).Status.ShouldBe(200);
        (await host.Host.Sql.Rows("select place, made_at from desk.as_of order by place")).ShouldBe(made, "the same moment is the same place");
        await host.Host.Service<AsOfPlaces>().Tidy(CancellationToken.None);
        (await host.Host.Sql.Value<long>("select count(*) from desk.as_of")).ShouldBe(3);
        (await host.Host.Sql.Value<long>("select count(*) from pg_namespace where nspname like 'asof%'")).ShouldBe(3, "what is not kept is gone");
        (await (await _district.Admin).Get("operations/as-of")).Expect(200).Json.GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Before_anything_there_is_nothing_and_the_future_is_refused()
    {
        (await AsOf("auditor-1", "tasks?unit=DX-SWJ", "2020-01-01T00:00:00+08:00"))["items"].GetArrayLength().ShouldBe(0);
        var auditor = await _district.As("auditor-1");
        (await auditor.Get("tasks?asOf=2200-01-01T00:00:00%2B08:00")).Refused(400, "request.bad-time");
        (await auditor.Get("matters?asOf=yesterday")).Refused(400, "request.bad-time");
        (await (await _district.As("swj-officer-1")).Get("tasks?unit=DX-HALL")).Expect(403);
    }

    [Fact]
    public async Task The_application_makes_no_other_place()
    {
        foreach (var statement in (string[])
            ["create schema asof_x", "select desk.open_as_of('read', '{}')", "select desk.close_as_of('ledger')", "select desk.open_as_of('asof_1', '{tasks; drop table x}')"])
            await Should.ThrowAsync<Npgsql.PostgresException>(() => host.Host.Sql.ExecuteAsApplication(statement));
    }

    private async Task<Reply> AsOf(string by, string address, string at)
    {
        var client = await _district.As(by);
        var path = $"{address}{(address.Contains('?') ? '&' : '?')}asOf={Uri.EscapeDataString(at)}";
        for (var tries = 0; tries < 120; tries++)
        {
            var reply = await client.Get(path);
            if (reply.Status != 202) return reply.Expect(200);
            reply.Text("state").ShouldBe("making");
            await Task.Delay(250);
        }
        throw new TimeoutException(path);
    }

    private async Task<string> Live()
    {
        var bodies = new List<string>();
        foreach (var (by, address) in Addresses) bodies.Add((await (await _district.As(by)).Get(address)).Expect(200).Body);
        return string.Join('\n', bodies);
    }
}

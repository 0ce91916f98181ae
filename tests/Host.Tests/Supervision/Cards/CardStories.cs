using System.Text.Json;
using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Devices;
using SmartCity.Host.Tests.GridCases;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Time;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Tests.Supervision.Cards;

/// <summary>
/// A host in which everything that raises a card has gone wrong once, through the API and by the demo clock, each in a matter of
/// its own; and one matter of each kind in which nothing has.
/// </summary>
public sealed class CardStories : IAsyncLifetime
{
    private readonly TimeHost _time = new();

    public District District => _time.District;

    public RunningHost Host => _time.Host;

    /// <summary>The matters by what went wrong in them.</summary>
    public Dictionary<string, Guid> Matters { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await _time.InitializeAsync();
        Matters["fine-approval"] = await District.File("drainage-permit");
        await District.CarryTo(Matters["fine-approval"], null);
        Matters["fine-case"] = await District.Report();
        await District.CarryTo(Matters["fine-case"], null);

        Matters["late-approval"] = await District.File("drainage-permit");
        await District.CarryTo(Matters["late-approval"], "first-check");
        Matters["complete-refused"] = await Refused();
        Matters["asked-twice"] = await AskedTwice();
        Matters["bad-rating"] = await BadlyRated();
        Matters["returned-twice"] = await ReturnedTwice();
        Matters["verification-failed"] = await FailedTwice();
        Matters["late-case"] = await District.Report();
        await District.CarryTo(Matters["late-case"], "handling");
        Matters["emergency"] = await Emergency();
        Matters["device"] = await Silent();

        await _time.Pass("P2D");
        await _time.PassWorkingDays(4);
        await _time.PassWorkingDays(6);
        await _time.PassWorkingDays(12);
        await Settle();
    }

    public async ValueTask DisposeAsync() => await _time.DisposeAsync();

    /// <summary>Waits until the follower has come to now and every cause was looked at.</summary>
    public async Task Settle()
    {
        for (var (end, quiet) = (DateTime.UtcNow.AddSeconds(60), 0); quiet < 2;)
        {
            DateTime.UtcNow.ShouldBeLessThan(end, "causes are still open");
            await Task.Delay(150);
            var open = await Host.Sql.Value<long>(
                $"""
                select (select count(*) from desk.card_causes where done_at is null)
                  + (select count(*) from ledger.mt_events where seq_id >
                      coalesce((select last_seq_id from ledger.mt_event_progression where name = '{MatterFollower.Name}:All'), 0))
                """);
            quiet = open == 0 ? quiet + 1 : 0;
        }
    }

    public async Task<Reply> Cards(string query = "") =>
        await (await Supervisor()).Get("supervision/cards?limit=200" + query);

    public async Task<Client> Supervisor() => (await District.Entitled("supervisor", "DX-ZSJ"))[0];

    /// <summary>Every card, over as many pages as there are.</summary>
    public async Task<IReadOnlyList<JsonElement>> All(string query = "")
    {
        var cards = new List<JsonElement>();
        for (var cursor = ""; ;)
        {
            var page = (await Cards(query + cursor)).Expect(200);
            cards.AddRange(page["items"].EnumerateArray());
            if (page["nextCursor"].ValueKind == JsonValueKind.Null) return cards;
            cursor = "&cursor=" + page.Text("nextCursor");
        }
    }

    private async Task<Guid> Refused()
    {
        var id = await District.File("drainage-permit");
        (await District.Do(id, "materials-check", "not-competent")).Expect(200);
        return id;
    }

    private async Task<Guid> AskedTwice()
    {
        var item = (await (await District.Integrator).Get("approval-items/drainage-permit")).Expect(200);
        var material = item["materials"].EnumerateArray().First(m => m.GetProperty("required").GetBoolean()).Code();
        var id = await District.File("drainage-permit", material);
        void Ask(JsonObject form) => form["missing"] = new JsonArray(material);
        (await District.Do(id, "materials-check", "incomplete", form: Ask)).Expect(200);
        (await District.Do(id, "correction")).Expect(200);
        (await District.Do(id, "materials-check", "incomplete", form: Ask)).Expect(200);
        (await District.Do(id, "correction")).Expect(200);
        await District.CarryTo(id, null);
        return id;
    }

    private async Task<Guid> BadlyRated()
    {
        var id = await District.File("drainage-permit");
        await District.CarryTo(id, "evaluation");
        (await (await District.Integrator).Post($"matters/{id}/rating", new { level = 1 })).Expect(200);
        return id;
    }

    private async Task<Guid> ReturnedTwice()
    {
        var id = await District.Report();
        await District.CarryTo(id, "acceptance");
        (await District.Do(id, "acceptance", "returned")).Expect(200);
        (await District.Do(id, "dispatch", "assigned", form: f => f["unit"] = "DX-CGZFJ")).Expect(200);
        (await District.Do(id, "acceptance", "returned")).Expect(200);
        (await District.Do(id, "escalation", "assigned", form: f => f["unit"] = "DX-CGW")).Expect(200);
        await District.CarryTo(id, null);
        return id;
    }

    private async Task<Guid> FailedTwice()
    {
        var id = await District.Report();
        for (var time = 0; time < 2; time++)
        {
            await District.CarryTo(id, "verification");
            (await District.Do(id, "verification", "failed")).Expect(200);
        }

        await District.CarryTo(id, null);
        return id;
    }

    private async Task<Guid> Emergency()
    {
        var id = await District.Report(CaseReports.Refuse(kind: "event-0406"));
        var duty = (await District.Entitled("duty-officer", "DX-ZHZX"))[0];
        (await duty.Post($"grid-cases/{id}/emergency", new { level = 4, reason = "道路中断" })).Expect(200);
        return id;
    }

    private async Task<Guid> Silent()
    {
        var park = new DevicePark(Host);
        var device = await park.Register(every: 600);
        await park.Heard(device.Id);
        await park.Until(device.Code, twin => twin.Text("connectivity") == "online");
        await District.Advance("PT11M");
        await park.Until(device.Code, twin => twin.Text("connectivity") == "offline");
        return device.Id;
    }
}

/// <summary>The tests that share one such host.</summary>
[CollectionDefinition(nameof(CardStories))]
public sealed class CardCollection : ICollectionFixture<CardStories>;

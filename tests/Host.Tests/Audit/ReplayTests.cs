using System.Text.Json;
using System.Text.Json.Nodes;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Audit;

/// <summary>Any stream, event by event: the state before and after, the difference, the tokens, forwards and backwards.</summary>
public sealed class ReplayTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task Each_event_makes_of_the_state_before_it_the_state_after_it()
    {
        var (id, auditor, integrator) = (await _district.File("mass-event"), await _district.As("auditor-1"), await _district.Integrator);
        await _district.CarryTo(id, null);
        var stream = (await auditor.Get($"audit/streams/{id}?limit=200")).Expect(200);
        var newest = stream["newest"].GetInt64();
        (stream.Text("kind"), stream["version"].GetInt64(), stream["clear"].GetBoolean()).ShouldBe(("approval", newest, false));
        JsonNode? state = null;
        for (var version = 1; version <= newest; version++)
        {
            var step = (await auditor.Get($"audit/streams/{id}/events/{version}")).Expect(200);
            JsonNode.DeepEquals(Node(step, "before"), state).ShouldBeTrue($"backwards from {version}");
            state = Patched(state, step["difference"]);
            JsonNode.DeepEquals(Node(step, "after"), state).ShouldBeTrue($"forwards to {version}: {step["difference"].GetRawText()}");
            var matter = (await integrator.Get($"matters/{id}?version={version}")).Expect(200);
            Tokens(step["processAfter"]).ShouldBe(matter["tokens"].EnumerateArray().Select(t => t.GetString()), $"tokens at {version}");
            state!["status"]!.GetValue<string>().ShouldBe(matter.Text("status"));
        }
        JsonNode.DeepEquals(Node(stream, "state"), state).ShouldBeTrue();
        foreach (var at in (long[])[1, newest / 2, newest])
        {
            var then = (await auditor.Get($"audit/streams/{id}?version={at}")).Expect(200);
            then["version"].GetInt64().ShouldBe(at);
            var step = (await auditor.Get($"audit/streams/{id}/events/{at}")).Expect(200);
            JsonNode.DeepEquals(Node(then, "state"), Node(step, "after")).ShouldBeTrue();
            (await auditor.Get($"audit/streams/{id}?asOf={Uri.EscapeDataString(Recorded(step))}")).Expect(200)["version"].GetInt64().ShouldBeGreaterThanOrEqualTo(at);
        }
    }

    [Fact]
    public async Task An_event_says_who_when_under_which_rules_and_from_which_command()
    {
        var (id, auditor) = (await _district.File("drainage-permit"), await _district.As("auditor-1"));
        await _district.CarryTo(id, "evaluation");
        var events = (await auditor.Get($"audit/streams/{id}?limit=200")).Expect(200)["events"].EnumerateArray().ToList();
        var granted = events.Select(step => step.GetProperty("event")).Single(e => e.GetProperty("type").GetString() == "ApprovalGranted");
        granted.GetProperty("actor").GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
        granted.GetProperty("actor").GetProperty("unit").GetString().ShouldBe("DX-SWJ");
        granted.GetProperty("command").GetString().ShouldBe("complete-task");
        granted.GetProperty("commandId").GetString().ShouldNotBeNullOrEmpty();
        granted.GetProperty("headers").GetProperty("occurredAt").GetString().ShouldNotBeNullOrEmpty();
        var rules = granted.GetProperty("rules").EnumerateArray().Select(r =>
            $"{r.GetProperty("kind").GetString()} {r.GetProperty("code").GetString()} {r.GetProperty("version").GetString()} {r.GetProperty("told").GetString()}").ToList();
        rules.ShouldContain("approval-item drainage-permit 1 event");
        rules.ShouldContain(rule => rule.StartsWith("process single-unit", StringComparison.Ordinal) && rule.EndsWith("stream", StringComparison.Ordinal));
        rules.ShouldContain(rule => rule.StartsWith("calendar calendar calendar.v", StringComparison.Ordinal));
        events.Select(step => step.GetProperty("event").GetProperty("version").GetInt64()).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
    }

    [Fact]
    public async Task A_long_stream_comes_in_pages()
    {
        var (id, auditor) = (await _district.File("drainage-permit"), await _district.As("auditor-1"));
        await _district.CarryTo(id, "decision");
        var (seen, after) = (new List<long>(), 0L);
        for (var pages = 0; pages < 100; pages++)
        {
            var page = (await auditor.Get($"audit/streams/{id}?limit=3&after={after}")).Expect(200);
            seen.AddRange(page["events"].EnumerateArray().Select(step => step.GetProperty("event").GetProperty("version").GetInt64()));
            if (page["next"].ValueKind == JsonValueKind.Null) break;
            after = page["next"].GetInt64();
        }
        seen.ShouldBe(Enumerable.Range(1, seen.Count).Select(i => (long)i));
        seen.Count.ShouldBe((int)(await host.Host.Sql.Value<long>($"select version from ledger.mt_streams where id = '{id}'")));
    }

    [Fact]
    public async Task Every_kind_of_stream_can_be_played_again()
    {
        var auditor = await _district.As("auditor-1");
        await _district.File("drainage-permit");
        var kinds = new HashSet<string?>();
        foreach (var id in await host.Host.Sql.Rows(
            "select stream_id from (select distinct on (type) stream_id, type from ledger.mt_events where version = 1 order by type, seq_id) opened"))
        {
            var stream = (await auditor.Get($"audit/streams/{id}?limit=5")).Expect(200);
            stream["events"].GetArrayLength().ShouldBeGreaterThan(0);
            kinds.Add(stream["kind"].GetString());
            stream["state"].ValueKind.ShouldBe(JsonValueKind.Object, $"{id}: {stream.Body}");
        }
        string?[] known =
            ["approval", "calendar", "process", "decision-tables", "approval-item", "offence-kinds", "device-kinds", "alarm-rules", "thresholds", "referral-rules", "response-plans", "case-kinds", "initiative"];
        known.Except(kinds).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_what_makes_no_sense_is_refused()
    {
        var auditor = await _district.As("auditor-1");
        (await auditor.Get($"audit/streams/{Guid.NewGuid()}")).Refused(404, "audit.stream-not-found");
        var id = await _district.File("drainage-permit");
        (await auditor.Get($"audit/streams/{id}?version=9999")).Refused(404, "audit.stream-not-found");
        (await auditor.Get($"audit/streams/{id}?version=0")).Refused(400, "request.bad-version");
        (await auditor.Get($"audit/streams/{id}/events/9999")).Refused(404, "audit.event-not-found");
        (await auditor.Get($"audit/streams/{id}?asOf=2020-01-01T00:00:00%2B08:00")).Refused(404, "audit.stream-not-found");
        (await auditor.Get("audit/events?type=Nothing")).Refused(400, "request.unknown-word");
        (await auditor.Get("audit/events?after=1&before=2")).Refused(400, "request.bad-place");
        foreach (var other in (string[])["supervisor-1", "admin", "swj-approver"])
            (await (await _district.As(other)).Get($"audit/streams/{id}")).Expect(403);
    }

    [Fact]
    public async Task Events_come_in_global_order_each_once_and_are_found()
    {
        var (id, auditor) = (await _district.File("drainage-permit"), await _district.As("auditor-1"));
        await _district.CarryTo(id, "decision");
        await Wait.Until(async () => (await auditor.Get($"audit/events?stream={id}&limit=200")).Expect(200)["items"].GetArrayLength()
            == await host.Host.Sql.Value<long>($"select version from ledger.mt_streams where id = '{id}'"));
        var start = await host.Host.Sql.Value<long>($"select min(seq_id) from ledger.mt_events where stream_id = '{id}'") - 1;
        var (found, next) = (new List<long>(), (long?)start);
        var end = await host.Host.Sql.Value<long>($"select max(seq_id) from ledger.mt_events where stream_id = '{id}'");
        while (next is { } after && after < end)
        {
            var page = (await auditor.Get($"audit/events?after={after}&limit=7")).Expect(200);
            found.AddRange(page["items"].EnumerateArray().Select(e => e.GetProperty("sequence").GetInt64()));
            next = page["next"].ValueKind == JsonValueKind.Null ? null : page["next"].GetInt64();
        }
        found.ShouldBe(found.Distinct().Order());
        var all = await host.Host.Sql.Rows($"select seq_id from ledger.mt_events where seq_id > {start} and seq_id <= {end} order by seq_id");
        found.Where(sequence => sequence <= end).Select(sequence => $"{sequence}").ShouldBe(all);

        var filed = (await auditor.Get($"audit/events?stream={id}&type=ApprovalFiled")).Expect(200)["items"].EnumerateArray().ShouldHaveSingleItem();
        filed.GetProperty("data").GetRawText().ShouldNotContain("11010519491231002X");
        filed.GetProperty("actor").GetProperty("id").GetString().ShouldBe("integrator");
        var newest = (await auditor.Get($"audit/events?before=999999999&limit=3&kind=approval&stream={id}")).Expect(200)["items"].EnumerateArray().ToList();
        newest[0].GetProperty("sequence").GetInt64().ShouldBe(end);
        (await auditor.Get($"audit/events?stream={id}&actor=nobody")).Expect(200)["items"].GetArrayLength().ShouldBe(0);
        (await auditor.Get($"audit/events?stream={id}&from=2020-01-01&to=2021-01-01")).Expect(200)["items"].GetArrayLength().ShouldBe(0);
        (await auditor.Get($"audit/events?stream={id}&from=2020-01-01&unit=DX-SWJ")).Expect(200)["items"].GetArrayLength().ShouldBeGreaterThan(0);
    }

    private static string Recorded(Reply step) => step["event"].GetProperty("recordedAt").GetString()!;

    private static JsonNode? Node(Reply reply, string property) => JsonNode.Parse(reply[property].GetRawText());

    private static IEnumerable<string?> Tokens(JsonElement process) => process.ValueKind == JsonValueKind.Null ? []
        : process.GetProperty("tokens").EnumerateArray().Select(t => t.GetString());

    /// <summary>A JSON Patch applied as RFC 6902 says; members that it does not know are passed over.</summary>
    private static JsonNode? Patched(JsonNode? state, JsonElement patch)
    {
        var holder = new JsonObject { ["root"] = state?.DeepClone() };
        foreach (var change in patch.EnumerateArray())
        {
            var path = ("/root" + change.GetProperty("path").GetString()).Split('/')[1..].Select(p => p.Replace("~1", "/").Replace("~0", "~")).ToArray();
            JsonNode at = holder;
            foreach (var part in path[..^1]) at = at is JsonArray items ? items[int.Parse(part)]! : at[part]!;
            var value = change.TryGetProperty("value", out var now) ? JsonNode.Parse(now.GetRawText()) : null;
            switch (change.GetProperty("op").GetString(), at)
            {
                case ("remove", JsonArray items): items.RemoveAt(int.Parse(path[^1])); break;
                case ("remove", JsonObject body): body.Remove(path[^1]); break;
                case ("add", JsonArray items): items.Insert(int.Parse(path[^1]), value); break;
                case (_, JsonArray items): items[int.Parse(path[^1])] = value; break;
                default: at[path[^1]] = value; break;
            }
        }
        return holder["root"]?.DeepClone();
    }
}

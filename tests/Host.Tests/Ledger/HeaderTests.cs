using System.Text.Json;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>Every event says who did what, as whom, through what, by which command and when.</summary>
public sealed class HeaderTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task Every_event_of_a_matter_carries_its_headers()
    {
        var id = await _district.File("mass-event");
        await _district.CarryTo(id, null);
        var rows = await host.Host.Sql.Rows(
            $"select headers::text, coalesce(correlation_id, ''), extract(epoch from timestamp)::text, type "
            + $"from ledger.mt_events where stream_id = '{id}' order by version");
        rows.Count.ShouldBeGreaterThan(20);
        foreach (var row in rows)
        {
            var parts = row.Split('|');
            var headers = JsonDocument.Parse(parts[0]).RootElement;
            foreach (var name in (string[])["actor", "role", "unit", "channel", "command", "commandId", "occurredAt"])
                headers.TryGetProperty(name, out var value).ShouldBeTrue($"{name} of {row}");
            headers.GetProperty("actor").GetString().ShouldNotBeNullOrEmpty();
            headers.GetProperty("unit").GetString().ShouldNotBeNullOrEmpty();
            parts[1].ShouldNotBeEmpty("correlation of " + row);
            var occurred = DateTimeOffset.Parse(headers.GetProperty("occurredAt").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
            var stored = double.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture);
            Math.Abs(stored - (occurred.ToUnixTimeMilliseconds() / 1000.0)).ShouldBeLessThan(5, row);
        }
    }

    [Fact]
    public async Task An_event_names_the_person_their_roles_and_the_key_of_the_command()
    {
        var clerk = await _district.As("panggezhuang-clerk-2");
        var key = Guid.NewGuid().ToString();
        var body = await _district.Application("drainage-permit");
        body["channel"] = "window";
        var id = (await clerk.Post("approvals", body, key)).Expect(201)["id"].GetGuid();
        var rows = await host.Host.Sql.Rows(
            "select headers ->> 'actor', headers ->> 'role', headers ->> 'unit', headers ->> 'channel', headers ->> 'command', "
            + $"headers ->> 'commandId' from ledger.mt_events where stream_id = '{id}'");
        rows.Distinct().ShouldHaveSingleItem().ShouldBe($"panggezhuang-clerk-2|window-clerk|110115108|window|file-approval|{key}");
    }

    [Fact]
    public async Task A_command_without_a_key_has_an_id_all_the_same()
    {
        var id = await _district.File("drainage-permit");
        var task = await _district.OpenTask(id, "materials-check");
        (await (await _district.As("hall-clerk-1")).Post($"tasks/{task.Id()}/claim")).Expect(200);
        (await host.Host.Sql.Rows(
            $"select headers ->> 'commandId' from ledger.mt_events where stream_id = '{id}' and type = 'work_item_claimed'"))
            .ShouldHaveSingleItem().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task No_event_of_the_whole_ledger_is_without_headers() => (await host.Host.Sql.Rows(
        """
        select type, stream_id from ledger.mt_events
        where not coalesce(headers ?& array['actor', 'role', 'unit', 'channel', 'command', 'commandId', 'occurredAt'], false)
           or coalesce(headers ->> 'actor', '') = '' or coalesce(headers ->> 'commandId', '') = ''
           or (correlation_id is null and causation_id is null)
        """)).ShouldBeEmpty();

    [Fact]
    public async Task The_timeline_is_the_stream_complete_and_in_order()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, null);
        var items = (await (await _district.Integrator).Get($"matters/{id}/timeline")).Expect(200)["items"].EnumerateArray().ToList();
        items.Select(i => i.GetProperty("version").GetInt64())
            .ShouldBe(Enumerable.Range(1, items.Count).Select(i => (long)i));
        items.Select(i => i.GetProperty("sequence").GetInt64()).ShouldBeInOrder();
        items.ShouldAllBe(i => i.GetProperty("summary").GetString()!.Length > 0 && i.GetProperty("actor").GetString()!.Length > 0);
        items.Count.ShouldBe((int)(await _district.Matter(id))["version"].GetInt64());
    }
}

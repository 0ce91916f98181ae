using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using NodaTime;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Notices;

namespace SmartCity.Host.Tests.Notices;

/// <summary>Adapters that are away, nights, and hosts that die: nothing is lost, and a repeat has the same id.</summary>
[Collection(NoticeHost.Name)]
public sealed class FailureTests(NoticeHost host) : IDisposable
{
    private readonly District _district = host.District;

    public void Dispose()
    {
        host.Adapters.Answer = _ => Task.FromResult(200);
        host.Mail.Closed = false;
    }

    [Fact]
    public async Task What_an_adapter_refuses_is_tried_again_and_taken_once()
    {
        await host.GoTo(10);
        var down = true;
        using var meter = new Heard("smartcity.notices.sent", "smartcity.notices.failed");
        host.Adapters.Answer = call => Task.FromResult(down && call.Path == "sms" ? 503 : 200);
        var number = await Accepted();
        var failing = await Notice(number, "sms", n => n.GetProperty("lastError").ValueKind == JsonValueKind.String);
        failing.Of("lastError").ShouldBe("HTTP 503");
        failing.Of("state").ShouldBe("waiting");
        (await Notice(number, "wechat", n => n.Of("state") == "sent")).GetProperty("attempts").GetInt32().ShouldBe(1, "one that is down keeps no other waiting");
        await _district.Advance("PT11S");
        await Notice(number, "sms", n => n.GetProperty("attempts").GetInt32() == 2);
        await Wait.Until(() => Task.FromResult(host.Adapters.Of("sms", number).Count == 2));
        down = false;
        await _district.Advance("PT61S");
        (await Notice(number, "sms", n => n.Of("state") == "sent")).GetProperty("attempts").GetInt32().ShouldBe(3);
        await _district.Advance("PT30M");
        await Task.Delay(1500);
        var calls = host.Adapters.Of("sms", number);
        calls.Count.ShouldBe(3);
        calls.Select(c => (c.Key, c.Body)).Distinct().ShouldHaveSingleItem();
        meter.Of("smartcity.notices.failed", "sms").ShouldBeGreaterThanOrEqualTo(2);
        meter.Of("smartcity.notices.sent", "sms").ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public async Task Senders_that_look_at_the_same_time_never_take_the_same_notice()
    {
        await host.Host.Sql.Execute(
            """
            insert into desk.notices (id, matter_id, matter_number, matter_kind, occasion, occurrence, audience, channel, recipient, roles,
                title_zh, title_en, text_zh, text_en, template, urgent, sequence, created_at, due_at, state)
            select gen_random_uuid(), gen_random_uuid(), 'x', 'x', 'x', 1, 'staff', 'test', 0, '{}', '', '', '', '', 'x@1', false,
                1000000000, now() - interval '1 day', now() - interval '1 day', 'waiting' from generate_series(1, 40)
            """);
        var queue = host.Host.Service<NoticeQueue>();
        var now = host.Host.Service<IClock>().GetCurrentInstant();
        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => queue.Claim("test", now, TimeSpan.FromMinutes(5), 6, default)));
        var ids = taken.SelectMany(notices => notices).Select(notice => notice.Id).ToList();
        ids.ShouldBeUnique();
        ids.Count.ShouldBe(40);
        (await queue.Claim("test", now, TimeSpan.FromMinutes(5), 6, default)).ShouldBeEmpty("their time is not over");
        await host.Host.Sql.Execute("delete from desk.notices where channel = 'test'");
    }

    [Fact]
    public async Task What_nobody_takes_is_given_up_seen_and_sent_again_by_hand()
    {
        await host.GoTo(10);
        host.Adapters.Answer = call => Task.FromResult(call.Path == "sms" ? 302 : 200);
        var number = await Accepted();
        for (var attempt = 1; attempt <= 9; attempt++)
        {
            await Notice(number, "sms", n => n.GetProperty("attempts").GetInt32() == attempt);
            await _district.Advance("P1D");
        }
        var failed = await Notice(number, "sms", n => n.Of("state") == "failed");
        (failed.GetProperty("attempts").GetInt32(), failed.Of("lastError")).ShouldBe((9, "HTTP 302"), "a redirection is not followed");
        var supervisor = await _district.As("supervisor-1");
        (await supervisor.Get("notices?state=failed&limit=200")).Expect(200)["items"].EnumerateArray().ShouldContain(n => n.Of("id") == failed.Of("id"));
        host.Adapters.Answer = _ => Task.FromResult(200);
        await host.GoTo(10);
        supervisor = await _district.As("supervisor-1");
        (await supervisor.Post($"notices/{failed.Of("id")}/retry")).Expect(200);
        await Notice(number, "sms", n => n.Of("state") == "sent");
        host.Adapters.Of("sms", number).Select(c => c.Key).Distinct().ShouldHaveSingleItem().ShouldBe(failed.Of("id"));
    }

    [Fact]
    public async Task At_night_a_citizen_is_left_in_peace_until_eight()
    {
        await host.GoTo(22);
        var number = await Accepted();
        var held = await Notice(number, "sms", n => n.Of("state") == "held");
        held.Of("dueAt")!.ShouldEndWith("T08:00:00+08:00");
        (await Notice(number, "message-centre", n => n.Of("state") == "sent")).ShouldNotBe(default, "reading disturbs nobody");
        await host.GoTo(7);
        await Task.Delay(1500);
        host.Adapters.Of("sms", number).ShouldBeEmpty();
        await host.GoTo(8);
        await Notice(number, "sms", n => n.Of("state") == "sent");
        host.Adapters.Of("sms", number).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_mail_server_that_is_closed_is_asked_again()
    {
        await host.GoTo(9);
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "first-check");
        host.Mail.Closed = true;
        await _district.Advance("P6D");
        await host.GoTo(10);
        var number = await host.Number(id);
        await NoticeHost.Until(async () => (await Emails(number)).Any(n => n.Of("lastError") is "SMTP 421" or "connection broken"), () => "an attempt that failed");
        host.Mail.Closed = false;
        await _district.Advance("PT2H");
        await NoticeHost.Until(async () => (await Emails(number)).All(n => n.Of("state") == "sent"), () => "sent");
        var sent = (await Emails(number)).Select(n => n.Of("id")).ToHashSet();
        host.Mail.Mails.Count(m => sent.Contains(m.Message.Headers["X-SmartCity-Notice"])).ShouldBe(sent.Count);
    }

    [Fact]
    public async Task A_host_that_is_killed_while_it_sends_sends_the_same_notice_again()
    {
        await using var adapters = await Adapters.Start();
        var (database, folder) = (await Databases.New(), Directory.CreateTempSubdirectory("smartcity-notices-test").FullName);
        string[] settings = [.. adapters.Settings, "--Notices:LeaseSeconds=9", "--Notices:TimeoutSeconds=8"];
        var reached = new TaskCompletionSource();
        adapters.Answer = async call =>
        {
            if (call.Path != "sms") return 200;
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite);
            return 500;
        };
        string number;
        await using (var first = await HostProcess.Start(database, folder, HostProcess.FreePort(), settings))
        {
            // Night or day, as the machine's clock has it: the district's is moved to a morning.
            await first.District.Advance($"PT{HoursToMorning()}H");
            var id = await first.District.File("drainage-permit");
            await first.District.CarryTo(id, "first-check");
            number = (await first.District.Matter(id)).Text("number");
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(20));
            await first.Kill();
        }
        adapters.Answer = _ => Task.FromResult(200);
        await using (var second = await HostProcess.Start(database, folder, HostProcess.FreePort(), settings))
        {
            // Where the attempt was over before the kill, the next one is due now.
            await second.District.Advance("PT2M");
            var last = "";
            await NoticeHost.Until(async () => (last = (await (await second.District.As("supervisor-1")).Get($"notices?matter={number}&channel=sms")).Body)
                .Contains("\"state\":\"sent\"", StringComparison.Ordinal), () => "sent after the kill: " + last);
            await Task.Delay(1500);
        }
        var calls = adapters.Of("sms", number);
        calls.Count.ShouldBeInRange(2, 4);
        calls.Select(c => c.Key).Distinct().ShouldHaveSingleItem();
        await Databases.Drop(database);
    }

    private static int HoursToMorning()
    {
        var hour = (DateTime.UtcNow.Hour + 8) % 24;
        return hour is >= 9 and < 19 ? 0 : (34 - hour) % 24;
    }

    private async Task<string> Accepted()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "first-check");
        return await host.Number(id);
    }

    /// <summary>The notice of the acceptance on a channel, once it is so.</summary>
    private async Task<JsonElement> Notice(string number, string channel, Func<JsonElement, bool> so)
    {
        var found = default(JsonElement);
        await NoticeHost.Until(async () =>
        {
            found = (await host.Notices(number, "approval.accepted")).FirstOrDefault(n => n.Of("channel") == channel);
            return found.ValueKind == JsonValueKind.Object && so(found);
        }, () => $"{channel} of {number}: {found}");
        return found;
    }

    private async Task<IReadOnlyList<JsonElement>> Emails(string number) =>
        [.. (await host.Notices(number)).Where(n => n.Of("channel") == "email")];
}

/// <summary>What counters said since it listens, by their channel.</summary>
internal sealed class Heard : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, string? Channel, long Value)> _counted = new();

    public Heard(params string[] names)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "SmartCity.Notices" && names.Contains(instrument.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag.Key == "channel") _counted.Enqueue((instrument.Name, tag.Value?.ToString(), value));
        });
        _listener.Start();
    }

    public long Of(string name, string channel) => _counted.Where(c => c.Name == name && c.Channel == channel).Sum(c => c.Value);

    public void Dispose() => _listener.Dispose();
}

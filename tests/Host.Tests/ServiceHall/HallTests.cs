using System.Globalization;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Supervision;
using SmartCity.Host.Tests.Time;

namespace SmartCity.Host.Tests.ServiceHall;

/// <summary>A morning in the hall, over HTTP; and what supervisors see of it.</summary>
public sealed class HallTests(TimeHost host) : IClassFixture<TimeHost>
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_ticket_is_called_passed_called_again_served_with_its_application_and_counted()
    {
        await Open();
        var (clerk, integrator) = (await _district.As("hall-clerk-1"), await _district.Integrator);
        var from = host.Now;
        var first = (await integrator.Post("hall/tickets", new { itemCode = "drainage-permit", appointment = "YY-1" }, "k-1")).Expect(201);
        first.Text("ticket").ShouldBe("B001");
        (await integrator.Post("hall/tickets", new { itemCode = "drainage-permit", appointment = "YY-1" }, "k-1")).Expect(201).Body.ShouldBe(first.Body);
        var old = (await integrator.Post("hall/tickets", new { service = "construction", priority = "elderly" })).Expect(201);
        old.Text("ticket").ShouldBe("B002");
        (await clerk.Post("hall/tickets", new { service = "business" })).Expect(201).Text("ticket").ShouldBe("A001");
        (await clerk.Post("hall/tickets", new { service = "none" })).Refused(422, "ticket.field-invalid");
        (await clerk.Post("hall/tickets", "{")).Expect(400);
        (await (await _district.As("swj-officer-1")).Post("hall/windows/4/call")).Expect(403);
        await host.Pass("PT10M");
        (clerk, integrator) = (await _district.As("hall-clerk-1"), await _district.Integrator);

        var called = (await clerk.Post("hall/windows/4/call", null, "c-1")).Expect(200);
        called.Text("ticket").ShouldBe("B002", "priority first");
        (await clerk.Post("hall/windows/4/call", null, "c-1")).Expect(200).Body.ShouldBe(called.Body);
        (await clerk.Post("hall/windows/4/call")).Refused(409, "hall.window-busy");
        (await clerk.Post("hall/windows/99/call")).Refused(404, "hall.window-not-found");
        var id = called["ticketId"].GetGuid();
        var screen = (await _district.Anonymous.Get("hall/display")).Expect(200);
        screen["called"][0].GetProperty("ticket").GetString().ShouldBe("B002");
        screen["called"][0].GetProperty("window").GetString().ShouldBe("4");
        screen["services"].EnumerateArray().Single(s => s.GetProperty("code").GetString() == "construction").GetProperty("waiting").GetInt32().ShouldBe(1);
        (await clerk.Post($"hall/tickets/{id}/pass")).Expect(200).Text("state").ShouldBe("passed");
        (await clerk.Post($"hall/tickets/{id}/recall")).Expect(200).Text("ticket").ShouldBe("B002");
        (await clerk.Post($"hall/tickets/{id}/start")).Expect(200);
        var filed = await _district.File(clerk, "drainage-permit");
        (await clerk.Post($"hall/tickets/{id}/application", new { matterId = Guid.NewGuid() })).Refused(404, "matter.not-found");
        (await clerk.Post($"hall/tickets/{id}/application", new { matterId = filed })).Expect(200);
        (await _district.Matter(id))["facts"].GetProperty("filed")[0].GetProperty("id").GetGuid().ShouldBe(filed);
        await host.Pass("PT20M");
        clerk = await _district.As("hall-clerk-1");
        (await clerk.Post($"hall/tickets/{id}/finish")).Expect(200).Text("state").ShouldBe("finished");
        (await clerk.Post($"hall/tickets/{id}/finish", version: 1)).Expect(412);
        (await clerk.Post($"hall/tickets/{id}/transfer", new { service = "social" })).Refused(409, "ticket.stands-elsewhere");

        var next = (await clerk.Post("hall/windows/4/call")).Expect(200);
        next["ticketId"].GetGuid().ShouldBe(first["id"].GetGuid());
        (await clerk.Post($"hall/tickets/{first["id"].GetGuid()}/transfer", new { service = "social", window = "7" })).Expect(200)
            .Text("state").ShouldBe("waiting");
        (await clerk.Post("hall/windows/7/call")).Expect(200).Text("ticket").ShouldBe("B001");
        var queue = (await clerk.Get("hall/queue")).Expect(200)["items"].EnumerateArray().ToList();
        queue.Select(t => t.GetProperty("ticket").GetString()).ShouldBe(["B001", "A001"]);

        await host.CaughtUp();
        await Task.Delay(30);
        var address = "supervision/hall?from=" + Uri.EscapeDataString(Text(from));
        var then = await _district.See(address);
        await Task.Delay(30);
        await host.Pass("PT10H");
        (await (await _district.As("hall-clerk-1")).Get("hall/queue")).Expect(200)["items"].GetArrayLength().ShouldBe(0, "the hall closed");
        (await (await _district.As("hall-clerk-1")).Post("hall/tickets", new { service = "business" })).Refused(409, "hall.closed");
        await host.CaughtUp();
        var now = await _district.See(address);
        var all = now["all"];
        (Count(all, "taken"), Count(all, "served"), Count(all, "lapsed"), Count(all, "open")).ShouldBe((3, 1, 2, 0));
        var social = now["byService"].EnumerateArray().Single(s => s.GetProperty("code").GetString() == "construction");
        social.GetProperty("servingMinutes").GetProperty("average").GetDouble().ShouldBe(20, 1);
        now["byWindow"].EnumerateArray().Single(w => w.GetProperty("code").GetString() == "4").GetProperty("waitingMinutes")
            .GetProperty("median").GetDouble().ShouldBe(10, 1);
        now.Body.ShouldNotBe(then.Body);
        (await _district.See($"{address}&asOf={Uri.EscapeDataString(then.Text("at"))}")).Body.ShouldBe(then.Body);
    }

    [Fact]
    public async Task Fifty_calls_at_once_give_each_window_one_ticket_and_no_ticket_to_two()
    {
        await Open();
        var clerk = await _district.As("hall-clerk-2");
        for (var i = 0; i < 30; i++) (await clerk.Post("hall/tickets", new { service = "business" })).Expect(201);
        string[] windows = ["1", "2", "3", "9", "10"];
        var calls = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => clerk.Post($"hall/windows/{windows[i % windows.Length]}/call")));
        var given = calls.Where(call => call.Status == 200).ToList();
        given.Select(call => call.Text("window")).Order().ShouldBe(windows.Order());
        given.Select(call => call.Text("ticket")).Distinct().Count().ShouldBe(windows.Length);
        foreach (var other in calls.Where(call => call.Status != 200)) other.Refused(409, "hall.window-busy");
        (await clerk.Get("hall/queue"))["items"].EnumerateArray().Count(t => t.GetProperty("state").GetString() == "called").ShouldBe(windows.Length);
    }

    /// <summary>The next morning on which the hall is open.</summary>
    private async Task Open()
    {
        var day = host.Now.InZone(WorkingCalendar.Zone).Date;
        do day = day.PlusDays(1);
        while (!host.Calendar.IsWorkingDay(day));
        (await (await _district.Admin).Post("demo/clock", new { now = Text((day + new LocalTime(9, 30)).InZoneLeniently(WorkingCalendar.Zone).ToInstant()) })).Expect(200);
        _district.SignOut();
        await host.Settle(TimeSpan.FromSeconds(60));
    }

    private static string Text(Instant at) => at.InZone(WorkingCalendar.Zone).ToString("uuuu-MM-dd'T'HH:mm:sso<+HH:mm>", CultureInfo.InvariantCulture);

    private static long Count(System.Text.Json.JsonElement json, string name) => json.GetProperty(name).GetInt64();
}

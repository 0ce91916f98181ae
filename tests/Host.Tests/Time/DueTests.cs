using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Time;

/// <summary>What time alone does to matters.</summary>
public sealed class DueTests(TimeHost time) : IClassFixture<TimeHost>
{
    private readonly District _district = time.District;

    [Fact]
    public async Task Five_working_days_of_silence_are_an_acceptance_from_the_day_of_receipt()
    {
        var id = await _district.File("drainage-permit");
        await time.PassWorkingDays(4);
        (await _district.OpenTask(id, "materials-check")).ShouldNotBe(default);
        await time.PassWorkingDays(1);
        var facts = (await _district.Matter(id))["facts"];
        facts.GetProperty("acceptedAt").GetString().ShouldBe(facts.GetProperty("receivedAt").GetString());
        (await _district.Tasks(id)).ShouldHaveSingleItem().Code().ShouldBe("first-check");

        var accepted = (await Timeline(id)).Single(e => e.Type() == "ApprovalAccepted");
        var received = Instant.FromDateTimeOffset(facts.GetProperty("receivedAt").GetDateTimeOffset());
        accepted.GetProperty("data").GetProperty("deemed").GetBoolean().ShouldBeTrue();
        accepted.GetProperty("data").GetProperty("acceptedOn").GetString()
            .ShouldBe(received.InZone(WorkingCalendar.Zone).Date.ToString("uuuu-MM-dd", null));
        accepted.At().ShouldBe(time.Calendar.Due(TimeLimit.Parse("5 working-days"), received).At, "decided at its due time");
        accepted.GetProperty("actor").GetString().ShouldBe("system");
        (await Clock(id, "statutory")).GetProperty("startedAt").GetString().ShouldBe(facts.GetProperty("receivedAt").GetString());
    }

    [Fact]
    public async Task Every_clock_warns_once_and_breaches_once()
    {
        var id = await _district.File("drainage-permit");
        await time.Pass("P70D");
        await time.Pass("P10D");
        var events = await Timeline(id);
        var marks = events.Where(e => e.Type() is "ClockWarned" or "ClockBreached")
            .Select(e => $"{e.Type()} {e.GetProperty("data").GetProperty("clock").GetString()}").ToList();
        marks.ShouldBeUnique();
        foreach (var clock in (string[])["statutory", "promised"])
        {
            marks.ShouldContain($"ClockWarned {clock}");
            marks.ShouldContain($"ClockBreached {clock}");
            (await Clock(id, clock)).GetProperty("light").GetString().ShouldBe("red");
        }
        var lights = events.Where(e => e.Type() is "ClockWarned" or "ClockBreached").ToList();
        lights.Select(e => e.At()).ShouldBeInOrder();
        foreach (var breach in lights.Where(e => e.Type() == "ClockBreached"))
            breach.At().ShouldBe(Instant.FromDateTimeOffset(breach.GetProperty("data").GetProperty("dueAt").GetDateTimeOffset()));
        var overdue = (await (await _district.Integrator).Get("matters?overdue=true&limit=200"))["items"].EnumerateArray();
        overdue.ShouldContain(m => m.Id() == id);
    }

    [Fact]
    public async Task A_correction_that_never_comes_returns_the_application()
    {
        var id = await _district.File("drainage-permit", without: "identity");
        (await _district.Do(id, "materials-check", "incomplete", form: f => f["missing"] = new System.Text.Json.Nodes.JsonArray("identity")))
            .Expect(200);
        await time.PassWorkingDays(9);
        await _district.OpenTask(id, "correction");
        await time.PassWorkingDays(1);
        var matter = await _district.Matter(id);
        matter.Text("stage").ShouldBe("archive");
        matter["facts"].GetProperty("closure").GetProperty("kind").GetString().ShouldBe("lapsed");
        (await Clock(id, "correction")).GetProperty("state").GetString().ShouldBe("stopped");
    }

    [Fact]
    public async Task Tolerated_materials_that_never_come_take_the_licence_away()
    {
        var id = await _district.File("drainage-permit", without: "water-quality-report");
        (await _district.Do(id, "materials-check", "tolerated",
            form: f => f["missing"] = new System.Text.Json.Nodes.JsonArray("water-quality-report"))).Expect(200);
        await _district.CarryTo(id, "tolerated-materials");
        await time.PassWorkingDays(10);
        var facts = (await _district.Matter(id))["facts"];
        facts.GetProperty("revocation").GetString().ShouldBe("withdrawn");
        facts.GetProperty("certificate").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Timeline(id)).ShouldContain(e => e.Type() == "ToleratedMaterialsLapsed");
    }

    [Fact]
    public async Task Nobody_rates_for_fifteen_days_and_the_matter_is_archived_and_may_be_rated_for_thirty_more()
    {
        var (rated, never) = (await _district.File("drainage-permit"), await _district.File("drainage-permit"));
        await _district.CarryTo(rated, "evaluation");
        await _district.CarryTo(never, "evaluation");
        await time.Pass("P16D");
        (await _district.Matter(rated)).Text("stage").ShouldBe("archive");
        await time.Pass("P20D");
        var integrator = await _district.Integrator;
        (await integrator.Post($"matters/{rated}/rating", new { level = 5 })).Expect(200);
        await time.Pass("P20D");
        (await integrator.Post($"matters/{never}/rating", new { level = 5 })).Refused(409, "approval.rating-closed");
    }

    [Fact]
    public async Task While_a_special_procedure_lasts_nothing_is_counted_and_nothing_is_late()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "first-check");
        await time.PassWorkingDays(2);
        var before = await Clock(id, "promised");
        (await (await _district.As("swj-officer-1")).Post(
            $"approvals/{id}/suspend", new { ground = "testing", needed = "20 working-days", document = "检测通知" })).Expect(200);
        await time.Pass("P45D");
        (await Clock(id, "promised")).GetProperty("light").GetString().ShouldBe("green");
        (await Timeline(id)).ShouldNotContain(e => e.Type() == "ClockBreached" && e.GetProperty("data").GetProperty("clock").GetString() == "promised");
        (await (await _district.As("swj-officer-1")).Post($"approvals/{id}/resume")).Expect(200);
        var after = await Clock(id, "promised");
        // The day on which it stopped counts, the whole days after it do not.
        (after.GetProperty("usedDays").GetDecimal() - before.GetProperty("usedDays").GetDecimal()).ShouldBeInRange(0, 1);
        await time.PassWorkingDays(8);
        (await Clock(id, "promised")).GetProperty("light").GetString().ShouldBe("red");
    }

    [Fact]
    public async Task The_clock_goes_only_forward_and_the_ledger_s_own_timestamps_go_with_it()
    {
        var admin = await _district.Admin;
        (await admin.Post("demo/clock", new { advance = "P-1D" })).Refused(409, "demo-clock.only-forward");
        (await admin.Post("demo/clock", new { now = "2020-01-01T00:00:00+08:00" })).Refused(409, "demo-clock.only-forward");
        (await admin.Post("demo/clock", new { advance = "P1M" })).Refused(400, "demo-clock.unreadable");
        (await admin.Post("demo/clock", new { advance = "P6000D" })).Refused(409, "demo-clock.too-far");
        (await (await _district.As("hall-clerk-1")).Post("demo/clock", new { advance = "P1D" })).Expect(403);
        await time.Pass("P3D");
        var id = await _district.File("drainage-permit");
        var ahead = time.Now - SystemClock.Instance.GetCurrentInstant();
        ahead.ShouldBeGreaterThan(Duration.FromDays(2));
        var item = (await Timeline(id))[0];
        (time.Now - item.At()).ShouldBeLessThan(Duration.FromSeconds(30));
        (time.Now - Instant.FromDateTimeOffset(item.GetProperty("recordedAt").GetDateTimeOffset())).ShouldBeLessThan(Duration.FromSeconds(30));
        (await _district.Matter(id)).Text("number").ShouldContain(time.Now.InZone(WorkingCalendar.Zone).Date.ToString("uuuuMMdd", null));
    }

    private async Task<IReadOnlyList<JsonElement>> Timeline(Guid id) =>
        [.. (await (await _district.Integrator).Get($"matters/{id}/timeline")).Expect(200)["items"].EnumerateArray()];

    private async Task<JsonElement> Clock(Guid id, string name) => (await _district.Matter(id))["clocks"].EnumerateArray()
        .Single(c => c.GetProperty("name").GetString() == name);
}

/// <summary>The parts of an event as the timeline shows it.</summary>
internal static class EventJson
{
    public static string Type(this JsonElement e) => e.GetProperty("type").GetString()!;

    public static Instant At(this JsonElement e) => Instant.FromDateTimeOffset(e.GetProperty("at").GetDateTimeOffset());
}

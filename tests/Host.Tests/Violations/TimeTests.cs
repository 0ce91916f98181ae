using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Time;

namespace SmartCity.Host.Tests.Violations;

/// <summary>What time does to a violation by itself.</summary>
public sealed class TimeTests(TimeHost host) : IClassFixture<TimeHost>
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_hearing_asked_for_in_time_is_held_on_its_day_by_somebody_else()
    {
        var id = await _district.Violation();
        await _district.CarryTo(id, "response");
        (await (await _district.Integrator).Post($"violations/{id}/hearing-request")).Expect(200);
        Clock(await _district.Matter(id), "case").GetProperty("state").GetString().ShouldBe("suspended");
        (await _district.Do(id, "hearing-arrangement")).Expect(200);
        (await _district.Do(id, "hearing-session")).Refused(409, "violation.hearing-before-its-day");

        await host.PassWorkingDays(7);
        (await _district.Do(id, "hearing-session")).Expect(200);
        Clock(await _district.Matter(id), "case").GetProperty("state").GetString().ShouldBe("running");
        (await _district.CarryTo(id, null))[0].ShouldBe("legal-check");
    }

    [Fact]
    public async Task Who_lets_the_days_pass_has_waived_and_cannot_ask_any_more()
    {
        var id = await _district.Violation();
        await _district.CarryTo(id, "response");
        await host.PassWorkingDays(5);
        (await _district.OpenTask(id, "legal-check")).Code().ShouldBe("legal-check");
        (await (await _district.Integrator).Post($"violations/{id}/hearing-request")).Refused(409, "violation.response-not-open");
    }

    [Fact]
    public async Task A_fine_paid_late_costs_three_percent_a_day_and_turns_red()
    {
        var id = await _district.Violation();
        await _district.CarryTo(id, "payment");
        await host.Pass("P18D");
        var due = (await (await _district.Integrator).Get($"violations/{id}/due")).Expect(200);
        (due["daysLate"].GetInt32(), due["lateFee"].GetDecimal()).ShouldBe((3, 9_000m));
        (await _district.OpenTask(id, "payment")).GetProperty("light").GetString().ShouldBe("red");
        (await _district.Do(id, "payment")).Expect(200);
        var paid = (await _district.Matter(id))["facts"].GetProperty("payment");
        (paid.GetProperty("fine").GetDecimal(), paid.GetProperty("lateFee").GetDecimal()).ShouldBe((100_000m, 9_000m));
    }

    [Fact]
    public async Task Registered_evidence_is_free_after_seven_working_days()
    {
        var id = await _district.Violation();
        await _district.CarryTo(id, "site-record");
        (await _district.Do(id, "site-record", form: f => f["registered"] = "原料两桶")).Expect(200);
        await host.PassWorkingDays(7);
        (await _district.OpenTask(id, "penalty-notice")).Code().ShouldBe("penalty-notice");
        (await _district.Matter(id))["facts"].GetProperty("disposal").GetProperty("lapsed").GetBoolean().ShouldBeTrue();
    }

    private static System.Text.Json.JsonElement Clock(Reply matter, string name) =>
        matter["clocks"].EnumerateArray().Single(clock => clock.GetProperty("name").GetString() == name);
}

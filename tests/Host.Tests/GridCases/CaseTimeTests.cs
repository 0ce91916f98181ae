using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Time;

namespace SmartCity.Host.Tests.GridCases;

/// <summary>What time does to a case by itself.</summary>
public sealed class CaseTimeTests(TimeHost host) : IClassFixture<TimeHost>
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_case_that_waits_goes_on_when_its_time_is_over()
    {
        var id = await _district.Report();
        await _district.CarryTo(id, "handling");
        (await (await _district.Officer(id)).Post(
            $"grid-cases/{id}/suspend", new { ground = "materials", needed = "3 days", reason = "等待井盖到货" })).Expect(200);
        await host.Pass("P2D");
        (await _district.Matter(id)).Status().ShouldBe("suspended");

        await host.Pass("P3D");
        (await _district.Matter(id)).Status().ShouldBe("handling");
        (await _district.CarryTo(id, null)).ShouldBe(["handling", "verification", "call-back"]);
    }

    [Fact]
    public async Task Nobody_answers_for_a_week_and_fifteen_days_later_nobody_can_any_more()
    {
        var id = await _district.Report();
        await _district.CarryTo(id, "call-back");
        await host.Pass("P8D");
        (await _district.Matter(id)).Status().ShouldBe("closed");

        await host.Pass("P16D");
        (await (await _district.Integrator).Post($"grid-cases/{id}/reopen", new { reason = "又堆上了" })).Refused(409, "grid-case.reopen-closed");
        (await (await _district.Integrator).Post($"matters/{id}/rating", new { level = 1 })).Refused(409, "grid-case.reopen-closed");
    }

    [Fact]
    public async Task An_urgent_case_turns_red_after_its_minutes()
    {
        var body = CaseReports.Refuse();
        body["danger"] = true;
        var id = await _district.Report(body);
        await _district.CarryTo(id, "handling");
        (await _district.Matter(id))["facts"].GetProperty("severity").GetInt32().ShouldBe(1);

        await host.Pass("PT121M");
        var handling = await _district.OpenTask(id, "handling");
        handling.GetProperty("light").GetString().ShouldBe("red");
    }
}

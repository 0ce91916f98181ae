using System.Text.Json;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Supervision;
using SmartCity.Host.Tests.Time;

namespace SmartCity.Host.Tests.GridCases.Catalogue;

/// <summary>Figures of one unit, and of cases whose time stands still; a host of its own, for it counts everything.</summary>
public sealed class UnitRateTests(TimeHost time) : IClassFixture<TimeHost>
{
    private readonly District _district = time.District;

    [Fact]
    public async Task A_return_is_charged_to_the_unit_that_returned()
    {
        var id = await _district.Report();
        await _district.CarryTo(id, "acceptance");
        var sender = (await _district.Matter(id))["facts"].GetProperty("handlingUnit").GetString()!;
        (await _district.Do(id, "acceptance", "returned")).Expect(200);
        (await _district.Do(id, "dispatch", "assigned", form: f => f["unit"] = "DX-SWJ")).Expect(200);
        sender.ShouldNotBe("DX-SWJ");

        var figures = await Figures();
        Rate(figures["all"], "return").ShouldBe((1, Of(figures["all"])));
        Rate(Unit(figures, sender), "return").ShouldBe((1, Of(Unit(figures, sender))));
        Rate(Unit(figures, "DX-SWJ"), "return").ShouldBe((0, 1));
        Rate(Unit(figures, "DX-SWJ"), "dispatchAccuracy").ShouldBe((1, 1));
        Unit(figures, sender).GetProperty("cases").GetInt32().ShouldBe(Of(Unit(figures, sender)) - 1, "it has it no more");
        var own = await Figures("&unit=" + sender);
        Rate(own["all"], "return").ShouldBe(Rate(Unit(figures, sender), "return"));
    }

    [Fact]
    public async Task A_case_that_ran_out_of_time_stays_overdue_while_it_waits()
    {
        var id = await _district.Report();
        await _district.CarryTo(id, "handling");
        await time.Pass("P20D");
        var before = Overdue(await Figures());
        before.ShouldBeGreaterThan(0);
        (await (await _district.Officer(id)).Post(
            $"grid-cases/{id}/suspend", new { ground = "materials", needed = "3 days", reason = "等待井盖到货" })).Expect(200);
        Overdue(await Figures()).ShouldBe(before);
    }

    private async Task<Reply> Figures(string more = "")
    {
        await time.CaughtUp();
        return (await (await _district.As("supervisor-1")).Get("grid-cases/figures?from=2026-01-01&to=2100-01-01" + more)).Expect(200);
    }

    private static JsonElement Unit(Reply figures, string unit) => figures["units"].EnumerateArray()
        .Single(u => u.GetProperty("unit").GetString() == unit).GetProperty("rates");

    private static int Of(JsonElement rates) => Rate(rates, "return").Of;

    private static (int Counted, int Of) Rate(JsonElement rates, string name) =>
        (rates.GetProperty(name).GetProperty("counted").GetInt32(), rates.GetProperty(name).GetProperty("of").GetInt32());

    private static int Overdue(Reply figures) => figures["all"].GetProperty("overdue").GetInt32();
}

using NodaTime;
using SmartCity.Domain.Devices.Alarms;

namespace SmartCity.Domain.Tests.Devices.Alarms;

/// <summary>Limits of standards: which set, which class, which zone and hour, and which unit.</summary>
public sealed class LimitTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 5, 1, 4, 0), Midnight = Instant.FromUtc(2026, 5, 1, 16, 0);

    [Theory]
    [InlineData("2016-06-01", 500, 0)]
    [InlineData("2016-06-01", 501, 1)]
    [InlineData("2026-06-01", 501, 1)]
    [InlineData("2031-01-01", 151, 1)]
    [InlineData("2030-12-31", 151, 0)]
    [InlineData("2015-06-01", 900, 0)]
    public void An_hour_is_judged_by_the_limit_of_its_own_time(string day, double value, int alarms)
    {
        var at = ShippedRules.Hour(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value, 12);
        ShippedRules.Episodes("air-so2-hour", ShippedRules.Evidence("a21026.hour.avg".At(at, value))).Count.ShouldBe(alarms);
    }

    [Fact]
    public void An_alarm_names_the_set_that_it_is_based_on() => ShippedRules.Episodes("air-so2-hour", ShippedRules.Evidence("a21026.hour.avg".At(Noon, 600)))
        .Single().Raised.Basis.ShouldBe("GB 3095-2026 grade II, transition");

    [Theory]
    [InlineData("mg/m³", 0.501, 1)]
    [InlineData("mg/m3", 0.5, 0)]
    [InlineData("µg/m³", 501, 1)]
    [InlineData("ppm", 501, 0)]
    public void The_unit_is_the_channel_s_own(string unit, double value, int alarms) => ShippedRules.Episodes("air-so2-hour",
        ShippedRules.Evidence("a21026.hour.avg".At(Noon, value)) with { Attributes = new Dictionary<string, string> { ["unit.a21026"] = unit } })
        .Count.ShouldBe(alarms);

    [Theory]
    [InlineData("1", 55, 0)]
    [InlineData("1", 55.1, 1)]
    [InlineData("4a", 69, 0)]
    public void Noise_is_judged_by_its_zone_by_day(string zone, double level, int alarms) => Noise(zone, Noon, level).ShouldBe(alarms);

    [Theory]
    [InlineData("1", 46, 1)]
    [InlineData("4a", 55, 0)]
    public void Noise_is_judged_by_its_zone_by_night(string zone, double level, int alarms) => Noise(zone, Midnight, level).ShouldBe(alarms);

    [Fact]
    public void Noise_in_no_known_zone_is_not_judged() => Noise("9", Noon, 99).ShouldBe(0);

    [Fact]
    public void A_sudden_noise_at_night_may_be_15_louder_and_by_day_is_none()
    {
        Burst(Midnight, 60).ShouldBe(0);
        Burst(Midnight, 60.1).ShouldBe(1);
        Burst(Noon, 99).ShouldBe(0);
    }

    [Theory]
    [InlineData("I", 0.1)]
    [InlineData("III", 1.0)]
    [InlineData("III", 1.004)]
    [InlineData("IV", 1.01)]
    [InlineData("worse", 2.1)]
    public void The_class_of_a_water_is_that_of_its_worst_indicator(string expected, double ammonia) => WaterQuality.Of(
        ShippedRules.Sets.Single(s => s.Code == "surface-water").Water!,
        new Dictionary<string, decimal> { ["w01001"] = 7, ["w01009"] = 8, ["w21003"] = (decimal)ammonia }, "river")!.Name.ShouldBe(expected);

    [Fact]
    public void Too_little_oxygen_and_a_wrong_ph_make_a_water_worse()
    {
        var table = ShippedRules.Sets.Single(s => s.Code == "surface-water").Water!;
        WaterQuality.Of(table, new Dictionary<string, decimal> { ["w01009"] = 2.9m }, "river")!.Name.ShouldBe("V");
        WaterQuality.Of(table, new Dictionary<string, decimal> { ["w01001"] = 9.1m }, "river")!.Name.ShouldBe("worse");
        WaterQuality.Of(table, new Dictionary<string, decimal> { ["w21011"] = 0.06m }, "river")!.Name.ShouldBe("II");
        WaterQuality.Of(table, new Dictionary<string, decimal> { ["w21011"] = 0.06m }, "lake")!.Name.ShouldBe("IV");
        WaterQuality.Of(table, new Dictionary<string, decimal>(), "lake").ShouldBeNull();
    }

    [Fact]
    public void A_section_is_judged_against_its_own_target()
    {
        Section("IV", 1.2).ShouldBe(0);
        Section("III", 1.2).ShouldBe(1);
    }

    [Theory]
    [InlineData("emission-so2", "a21026", 10)]
    [InlineData("emission-nox", "a21002", 80)]
    public void An_outlet_is_judged_by_the_concentration_at_the_reference_oxygen_where_it_is_sent(string rule, string factor, double limit)
    {
        int Outlet(double measured, double? converted, string? unit = null) => ShippedRules.Episodes(rule, ShippedRules.Evidence(
            [(factor + ".hour.avg").At(Noon, measured), .. converted is { } zs ? new[] { (factor + ".hour.zsavg").At(Noon, zs) } : []]) with
        {
            Attributes = unit is null ? new Dictionary<string, string>() : new() { ["unit." + factor] = unit },
        }).Count;
        Outlet(limit - 1, limit + 1).ShouldBe(1);
        Outlet(limit + 1, limit - 1).ShouldBe(0);
        Outlet(limit + 1, null).ShouldBe(1);
        Outlet(limit * 1000, limit * 1000 + 1000, "µg/m³").ShouldBe(1);
        Outlet(limit * 1000, limit * 1000, "µg/m³").ShouldBe(0);
    }

    [Fact]
    public void Every_shipped_rule_and_set_makes_sense()
    {
        ShippedRules.Rules.Select(r => r.Fault()).OfType<string>().ShouldBeEmpty();
        ShippedRules.Sets.Select(s => s.Fault()).OfType<string>().ShouldBeEmpty();
        ShippedRules.Rules.Count.ShouldBeGreaterThan(30);
    }

    private static int Noise(string zone, Instant at, double level) => ShippedRules.Episodes("noise-zone", ShippedRules.Evidence(
        "Leq.hour".At(at, level), "Leq.hour".At(at + Duration.FromHours(1), level)) with { Attributes = new Dictionary<string, string> { ["noiseZone"] = zone } }).Count;

    private static int Burst(Instant at, double level) => ShippedRules.Episodes("noise-night-burst", ShippedRules.Evidence("LMx.minute".At(at, level)) with
    {
        Attributes = new Dictionary<string, string> { ["noiseZone"] = "1" },
    }).Count;

    private static int Section(string target, double ammonia) => ShippedRules.Episodes("water-class", ShippedRules.Evidence(
        "w21003.hour.avg".At(Noon, ammonia), "w21003.hour.avg".At(Noon + Duration.FromHours(4), ammonia)) with
    {
        Attributes = new Dictionary<string, string> { ["waterClass"] = target },
    }).Count;
}

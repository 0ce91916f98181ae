using NodaTime;
using SmartCity.Domain.Devices.Alarms;

namespace SmartCity.Domain.Tests.Devices.Alarms;

/// <summary>Rules that ask how long something lasted, at the interval at which devices of their kinds report.</summary>
public sealed class IntervalTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 5, 1, 2, 0);

    public static TheoryData<string, string> Lasting { get; } =
        new(ShippedRules.Rules.Where(r => r.ForMinutes > 0).SelectMany(r => r.Kinds.Select(kind => (r.Code, kind))));

    private static IReadOnlyList<Episode> Beyond(AlarmRule rule, Duration interval, params IEnumerable<Instant> at) =>
        AlarmEpisodes.Of(at.Select(moment => new Reading(rule, moment, Verdict.Beyond)), Start, null, interval);

    [Theory]
    [MemberData(nameof(Lasting))]
    public void A_shipped_rule_finds_what_lasts_though_its_devices_are_not_punctual(string code, string kind)
    {
        var (rule, interval) = (ShippedRules.Rules.Single(r => r.Code == code), ShippedRules.Interval(kind));
        var late = Duration.FromSeconds(1);
        var count = (int)(rule.For / interval) + 3;
        var raised = Beyond(rule, interval, Enumerable.Range(0, count).Select(i => Start + interval * i + late * (i % 2)))
            .ShouldHaveSingleItem().Raised.At;
        (raised - Start).ShouldBeInRange(rule.For, rule.For + interval + late);
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public void A_value_that_is_left_out_proves_nothing(string code, string kind)
    {
        var (rule, interval) = (ShippedRules.Rules.Single(r => r.Code == code), ShippedRules.Interval(kind));
        Beyond(rule, interval, Start, Start + rule.For + interval * 2).ShouldBeEmpty();
    }

    [Fact]
    public void A_device_that_reports_more_often_proves_no_more_by_a_gap() =>
        Beyond(ShippedRules.Rules.Single(r => r.Code == "street-flooded"), Duration.FromSeconds(10), Start, Start + Duration.FromMinutes(5)).ShouldBeEmpty();

    [Theory]
    [InlineData("street-flooded-deep", "waterLevel", 60)]
    [InlineData("gallery-methane", "methane", 30)]
    [InlineData("gallery-oxygen-low", "oxygen", 18)]
    [InlineData("gallery-hydrogen-sulphide", "hydrogenSulphide", 9)]
    [InlineData("manhole-tilted", "coverTilt", 45)]
    public void The_second_value_of_a_device_that_reports_every_5_minutes_raises_it(string rule, string point, double value) =>
        ShippedRules.Episodes(rule, ShippedRules.Evidence(point.At(Start, value), point.At(Start + Duration.FromSeconds(301), value)))
            .ShouldHaveSingleItem().Raised.At.ShouldBe(Start + Duration.FromSeconds(301));

    [Fact]
    public void It_looks_back_to_a_value_that_proves_how_long_it_lasted()
    {
        var rule = ShippedRules.Rules.Single(r => r.Code == "street-flooded");
        rule.LookBack(Duration.FromMinutes(5)).ShouldBe(Duration.FromMinutes(9.5));
        (rule with { ForMinutes = 0 }).LookBack(Duration.FromMinutes(5)).ShouldBe(Duration.Zero);
    }
}

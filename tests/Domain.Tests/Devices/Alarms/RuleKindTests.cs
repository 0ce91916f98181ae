using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Alarms;

namespace SmartCity.Domain.Tests.Devices.Alarms;

/// <summary>Each kind of rule: when it finds something, when it does not, and when a value does not count.</summary>
public sealed class RuleKindTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 5, 1, 2, 0);

    private static Instant Minute(int minute) => Start + Duration.FromMinutes(minute);

    private static IEnumerable<Sample> Minutes(string point, params double[] values) => values.Select((value, i) => point.At(Minute(i), value));

    [Fact]
    public void Water_on_the_road_is_an_alarm_after_two_minutes_and_over_below_the_lower_limit()
    {
        var episode = ShippedRules.Episodes("street-flooded", ShippedRules.Evidence(Minutes("waterLevel", 3, 16, 17, 18, 12, 14, 16, 10, 16)))
            .ShouldHaveSingleItem();
        episode.Raised.At.ShouldBe(Minute(3));
        episode.Ended!.At.ShouldBe(Minute(7));
        episode.Raised.Limit.ShouldBe(15);
    }

    [Fact]
    public void A_short_wave_is_no_alarm() =>
        ShippedRules.Episodes("street-flooded", ShippedRules.Evidence(Minutes("waterLevel", 3, 16, 17, 12, 16, 17, 3))).ShouldBeEmpty();

    [Fact]
    public void A_gap_is_no_proof_that_it_lasted() => ShippedRules.Episodes(
        "street-flooded", ShippedRules.Evidence("waterLevel".At(Minute(0), 16), "waterLevel".At(Minute(9), 16))).ShouldBeEmpty();

    [Fact]
    public void A_value_at_the_limit_is_no_exceedance_and_is_rounded_before() => ShippedRules.Episodes(
        "gallery-oxygen-low", ShippedRules.Evidence(Minutes("oxygen", 19.5, 19.46, 19.5, 19.45))).ShouldBeEmpty();

    [Fact]
    public void Too_little_oxygen_is_below_its_limit() => ShippedRules.Episodes(
        "gallery-oxygen-low", ShippedRules.Evidence(Minutes("oxygen", 19.4, 19.4, 19.9, 20))).ShouldHaveSingleItem().Ended!.At.ShouldBe(Minute(3));

    [Theory]
    [InlineData(DataFlag.Fault)]
    [InlineData(DataFlag.Calibration)]
    [InlineData(DataFlag.Maintenance)]
    [InlineData(DataFlag.OverRange)]
    [InlineData(DataFlag.SetByHand)]
    public void Only_values_flagged_normal_count(DataFlag flag) => ShippedRules.Episodes("street-flooded", ShippedRules.Evidence(
        Enumerable.Range(0, 9).Select(i => "waterLevel".At(Minute(i), 40, flag)))).ShouldBeEmpty();

    [Fact]
    public void A_value_that_is_no_number_does_not_count() =>
        ShippedRules.Episodes("street-flooded", ShippedRules.Evidence(Minutes("waterLevel", double.NaN, double.PositiveInfinity, 1e300))).ShouldBeEmpty();

    [Fact]
    public void Rising_fast_is_an_alarm_and_rising_slowly_is_none()
    {
        ShippedRules.Episodes("street-flooded-rising", ShippedRules.Evidence(Minutes("waterLevel", 0, 5, 21, 21))).ShouldHaveSingleItem().Raised.Value.ShouldBe(21);
        ShippedRules.Episodes("street-flooded-rising", ShippedRules.Evidence(
            Enumerable.Range(0, 9).Select(i => "waterLevel".At(Minute(11 * i), 20 * i)))).ShouldBeEmpty();
    }

    [Fact]
    public void A_change_is_told_without_going_over_the_whole_time_for_each_value()
    {
        var evidence = ShippedRules.Evidence(Enumerable.Range(0, 20_000)
            .Select(i => "waterLevel".At(Start + Duration.FromMilliseconds(20 * i), i % 7)).Append("waterLevel".At(Minute(9), 21)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        ShippedRules.Episodes("street-flooded-rising", evidence).ShouldHaveSingleItem().Raised.Value.ShouldBe(21);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000_000);
    }

    [Fact]
    public void Silence_is_an_alarm_from_the_moment_at_which_it_was_too_long_until_the_next_value()
    {
        var evidence = ShippedRules.Evidence("oxygen".At(Minute(0), 21), "oxygen".At(Minute(45), 21), "oxygen".At(Minute(75), 21)) with { Until = Minute(90) };
        var episode = ShippedRules.Episodes("gallery-missing", evidence).ShouldHaveSingleItem();
        (episode.Raised.At, episode.Ended!.At).ShouldBe((Minute(30), Minute(45)));
        ShippedRules.Episodes("gallery-missing", evidence with { Until = Minute(106) })[^1].Raised.At.ShouldBe(Minute(105));
    }

    [Fact]
    public void Flags_of_an_hour_are_an_alarm_of_their_point()
    {
        var marked = Enumerable.Range(0, 7).Select(i => "a34004.rtd".At(Minute(10 * i), 1, i == 0 ? DataFlag.Normal : DataFlag.Fault));
        ShippedRules.Episodes("station-flag", ShippedRules.Evidence(marked)).ShouldBeEmpty();
        ShippedRules.Episodes("station-flag", ShippedRules.Evidence([.. marked, "a34004.rtd".At(Minute(70), 1, DataFlag.LinkBroken)]))
            .ShouldHaveSingleItem().Raised.At.ShouldBe(Minute(70));
    }

    [Fact]
    public void A_manhole_cover_is_an_alarm_while_it_is_open()
    {
        var evidence = ShippedRules.Evidence() with
        {
            Words = [new("manholeCover", "closed", false, Minute(0)), new("manholeCover", "open", false, Minute(1)), new("light", "on", false, Minute(2)), new("manholeCover", "closed", false, Minute(5))],
        };
        var episode = ShippedRules.Episodes("manhole-open", evidence).ShouldHaveSingleItem();
        (episode.Raised.At, episode.Ended!.At).ShouldBe((Minute(1), Minute(5)));
    }

    [Fact]
    public void Each_connector_of_a_pile_has_its_own_alarm() => ShippedRules.Episodes("charger-fault", ShippedRules.Evidence() with
    {
        Words = [new("connector1", "Faulted", false, Minute(0)), new("connector2", "Faulted", false, Minute(1)), new("connector1", "Available", false, Minute(2))],
    }).Count(e => e.Ended is null).ShouldBe(1);

    [Fact]
    public void A_reported_fault_lasts_until_it_is_gone() => ShippedRules.Episodes("device-fault", ShippedRules.Evidence() with
    {
        Words = [new("E7", null, true, Minute(0)), new("E7", null, false, Minute(2))],
    }).ShouldHaveSingleItem().Ended!.At.ShouldBe(Minute(2));

    [Fact]
    public void Stations_nearby_must_see_it_too()
    {
        static Sample[] Hours(params double[] values) => [.. values.Select((v, i) => "a34004.hour.avg".At(Minute(60 * i), v))];
        var mine = ShippedRules.Evidence(Hours(300, 300, 300, 300));
        ShippedRules.Episodes("air-area-pollution", mine).ShouldBeEmpty();
        ShippedRules.Episodes("air-area-pollution", mine with { Neighbours = [new(mine.Attributes, Hours(40, 40, 300, 300))] }).ShouldBeEmpty();
        ShippedRules.Episodes("air-area-pollution", mine with { Neighbours = [new(mine.Attributes, Hours(40, 300, 300, 300))] })
            .ShouldHaveSingleItem().Raised.At.ShouldBe(Minute(180));
    }

    [Fact]
    public void A_rule_that_is_no_longer_in_force_ends_its_alarm()
    {
        var rule = ShippedRules.Rules.Single(r => r.Code == "manhole-tilted") with { ValidTo = new(2026, 5, 1) };
        ShippedRules.Episodes(new RuleVersions<AlarmRule>("manhole-tilted", ImmutableList.Create(rule)), ShippedRules.Evidence(
            Enumerable.Range(0, 20).Select(i => "coverTilt".At(Minute(60 * i), 45)))).ShouldBeEmpty();
        var found = ShippedRules.Episodes(new RuleVersions<AlarmRule>("manhole-tilted", ImmutableList.Create(rule with { ForMinutes = 0 })), ShippedRules.Evidence(
            Enumerable.Range(0, 20).Select(i => "coverTilt".At(Minute(60 * i), 45))));
        found.ShouldHaveSingleItem().Ended!.At.ShouldBe(Instant.FromUtc(2026, 5, 1, 16, 0));
    }
}

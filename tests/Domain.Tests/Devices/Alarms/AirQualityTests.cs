using NodaTime;
using SmartCity.Domain.Devices.Alarms;

namespace SmartCity.Domain.Tests.Devices.Alarms;

public sealed class AirQualityTests
{
    [Theory]
    [InlineData(1, "PM2.5_24h", 61, 83)]
    [InlineData(2, "PM2.5_24h", 61, 101)]
    [InlineData(1, "PM2.5_24h", 0, 0)]
    [InlineData(1, "PM2.5_24h", 35, 50)]
    [InlineData(1, "PM2.5_24h", 36, 52)]
    [InlineData(1, "PM2.5_24h", 75, 100)]
    [InlineData(1, "PM2.5_24h", 500, 500)]
    [InlineData(1, "PM2.5_24h", 900, 500)]
    [InlineData(2, "PM10_24h", 121, 101)]
    [InlineData(1, "CO_1h", 10.1, 101)]
    public void An_index_is_linear_between_breakpoints_and_rounded_up(int version, string table, double concentration, int expected) =>
        AirQuality.IndexBy(ShippedRules.Aqi(version), table, (decimal)concentration).ShouldBe(expected);

    [Theory]
    [InlineData(60.5, 100)]
    [InlineData(60.6, 101)]
    public void A_concentration_is_rounded_half_to_even_before_the_look_up(double concentration, int expected) =>
        AirQuality.IndexBy(ShippedRules.Aqi(2), "PM2.5_24h", (decimal)concentration).ShouldBe(expected);

    [Fact]
    public void Sulphur_dioxide_above_the_hourly_table_takes_the_daily_one_or_stays_at_200()
    {
        AirQuality.IndexBy(ShippedRules.Aqi(1), "SO2_1h", 801).ShouldBe(201);
        AirQuality.IndexBy(ShippedRules.Aqi(2), "SO2_1h", 801).ShouldBe(200);
    }

    [Fact]
    public void Ozone_above_the_table_of_8_hours_takes_the_highest_hour_or_stays_at_300()
    {
        AirQuality.IndexBy(ShippedRules.Aqi(1), "O3_8h", 801, 1000).ShouldBe(400);
        AirQuality.IndexBy(ShippedRules.Aqi(2), "O3_8h", 801, 1000).ShouldBe(300);
    }

    [Fact]
    public void A_negative_concentration_has_no_index() =>
        AirQuality.IndexBy(ShippedRules.Aqi(1), "PM2.5_24h", -1).ShouldBeNull();

    [Fact]
    public void The_index_is_the_highest_and_names_what_it_is_owed_to()
    {
        var index = AirQuality.OfHour(ShippedRules.Aqi(1), new Dictionary<string, decimal> { ["PM2.5"] = 250, ["PM10"] = 260, ["O3"] = 20 }).ShouldNotBeNull();
        index.Value.ShouldBe(300);
        index.Level.Level.ShouldBe(5);
        index.Primary.ShouldBe(["PM2.5"]);
        index.Over.ShouldBe(["PM10", "PM2.5"]);
    }

    [Fact]
    public void Clean_air_has_no_primary_pollutant() =>
        AirQuality.OfHour(ShippedRules.Aqi(1), new Dictionary<string, decimal> { ["PM2.5"] = 35 })!.Primary.ShouldBeEmpty();

    [Fact]
    public void A_day_needs_20_hours()
    {
        static IEnumerable<AirHour> Hours(int count) => Enumerable.Range(0, count).Select(hour =>
            new AirHour(ShippedRules.Hour(new(2016, 12, 20), hour), new Dictionary<string, decimal> { ["PM2.5"] = 260 }));
        AirDays.Of(Hours(19), day => ShippedRules.InForce("aqi", day)).ShouldBeEmpty();
        AirDays.Of(Hours(20), day => ShippedRules.InForce("aqi", day)).ShouldHaveSingleItem().Index.Value.ShouldBe(310);
    }

    [Fact]
    public void A_day_before_any_set_is_in_force_is_not_judged() =>
        AirDays.Of(Enumerable.Range(0, 24).Select(hour => new AirHour(
            ShippedRules.Hour(new(2015, 12, 1), hour), new Dictionary<string, decimal> { ["PM2.5"] = 260 })), day => ShippedRules.InForce("aqi", day))
            .ShouldBeEmpty();

    [Fact]
    public void A_day_is_judged_by_the_set_of_its_own_time()
    {
        static int Index(LocalDate day) => AirDays.Of(Enumerable.Range(0, 24).Select(hour => new AirHour(
            ShippedRules.Hour(day, hour), new Dictionary<string, decimal> { ["PM2.5"] = 61 })), d => ShippedRules.InForce("aqi", d)).Single().Index.Value;
        Index(new(2026, 2, 28)).ShouldBe(83);
        Index(new(2026, 3, 1)).ShouldBe(101);
    }

    [Fact]
    public void Ozone_of_a_day_is_the_highest_mean_of_8_hours()
    {
        var day = new LocalDate(2016, 7, 1);
        var hours = Enumerable.Range(0, 24).Select(hour => new AirHour(
            ShippedRules.Hour(day, hour), new Dictionary<string, decimal> { ["O3"] = hour is >= 12 and < 20 ? 215 : 40 }));
        AirDays.Of(hours, d => ShippedRules.InForce("aqi", d)).Single().Index.Value.ShouldBe(150);
    }

    [Theory]
    [InlineData("201 250 301 302", "red")]
    [InlineData("201 301 250 302", "orange")]
    [InlineData("201 250 301", "orange")]
    [InlineData("201 250 260 270 280", "yellow")]
    [InlineData("500", "red")]
    [InlineData("201", "blue")]
    public void Days_in_a_row_call_for_an_alert(string days, string colour) =>
        Episodes(days).ShouldHaveSingleItem().Colour.ShouldBe(colour);

    [Fact]
    public void A_better_day_ends_an_episode()
    {
        Episodes("201 250 200 301 302").Select(e => e.Days.Count).ShouldBe([2, 2]);
        Episodes("200 150").ShouldBeEmpty();
    }

    private static IReadOnlyList<PollutionEpisode> Episodes(string days) => PollutionEpisodes.Of(
        days.Split(' ').Select((index, i) => new AirDay(
            new LocalDate(2016, 12, 16).PlusDays(i), 24,
            new(int.Parse(index, System.Globalization.CultureInfo.InvariantCulture), ShippedRules.Aqi(1).Levels[0], new Dictionary<string, int>(), [], []), "HJ 633-2012")),
        day => ShippedRules.InForce("heavy-pollution", day));
}

using NodaTime;
using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Tests.Supervision;

/// <summary>The methods behind trends, on days made up for it: none of them needs a database.</summary>
public sealed class TrendTests
{
    private static readonly LocalDate First = new(2026, 6, 1);

    [Fact]
    public void A_week_that_repeats_itself_is_forecast_as_it_is()
    {
        var week = new double[] { 40, 38, 36, 35, 30, 10, 8 };
        var forecast = InflowForecast.Of(new(First, [.. Enumerable.Range(0, 84).Select(day => week[day % 7])]));

        forecast.Reason.ShouldBeNull();
        forecast.Days.Select(day => day.Day).ShouldBe(Enumerable.Range(84, 14).Select(First.PlusDays));
        foreach (var (day, i) in forecast.Days.Select((day, i) => (day, i))) day.Expected.ShouldBe(week[i % 7], 0.5);
        forecast.Error!.Mae.ShouldBeLessThan(0.5);
        forecast.Error.Mape!.Value.ShouldBeLessThan(0.05);
    }

    [Fact]
    public void With_noise_it_is_nearer_than_the_week_before()
    {
        var random = new Random(7);
        var days = Enumerable.Range(0, 112).Select(day => (day % 7 < 5 ? 60 : 20) + 0.1 * day + random.NextDouble() * 20 - 10).ToList();
        var error = InflowForecast.Of(new(First, days)).Error!;

        error.Mae.ShouldBeLessThan(error.NaiveMae);
        (error.From, error.To).ShouldBe((First.PlusDays(84), First.PlusDays(111)), "the last four weeks are held back");
        error.NaiveMae.ShouldBe(Math.Round(Enumerable.Range(84, 28).Average(day =>
            Math.Abs(days[day] - days[(day < 98 ? 77 : 91) + day % 7])), 2), "counted a second way");
    }

    [Fact]
    public void Too_little_history_says_so_and_shows_no_figure()
    {
        var few = InflowForecast.Of(new(First, [.. Enumerable.Repeat(9d, 55)]));
        (few.Reason, few.Days.Count, few.Error).ShouldBe(("too-little-history", 0, null));
        InflowForecast.Of(new(First, [.. Enumerable.Repeat(0.2, 100)])).Reason.ShouldBe("too-little-history");
        InflowForecast.Of(new(First, [])).Reason.ShouldBe("too-little-history");
    }

    [Fact]
    public void What_rises_beyond_three_deviations_is_told()
    {
        // Mean 5, deviation of the days 2.16, of a Poisson count 2.24.
        var rising = Rising.Of("grid-case", "event-06010", [12, 90, 90, 5, 8, 2, 5, 3, 7, 5])!;
        (rising.Count, rising.Mean, rising.Deviation, rising.Score).ShouldBe((12, 5, 2.24, 3.13), "the two days between do not count");
        Rising.Of("grid-case", null, [11, 0, 0, 5, 8, 2, 5, 3, 7, 5]).ShouldBeNull("2.68 deviations are usual");
        Rising.Of("grid-case", null, [2, 0, 0, 0, 0, 0, 0, 0, 0, 0]).ShouldBeNull("two matters are no wave");
        Rising.Of("grid-case", null, [3, 0, 0, 0, 0, 0, 0, 0, 0, 0])!.Score.ShouldBe(6);
    }

    [Fact]
    public void Where_many_come_from_is_hot_and_a_single_one_is_not()
    {
        var counts = new Dictionary<(int, int), long> { [(11650, 3970)] = 30, [(11651, 3970)] = 20, [(11620, 3950)] = 1 };
        foreach (var far in Enumerable.Range(0, 10)) counts[(11600 + 4 * far, 3930)] = 1;
        var spots = HotSpots.Of(counts);

        spots.Select(spot => spot.Tile).Take(2).ShouldBe([new(11650, 3970), new(11651, 3970)], ignoreOrder: true);
        spots[0].Score!.Value.ShouldBeGreaterThan(2.58);
        spots.Single(spot => spot.Tile == new MapTile(11620, 3950)).Score!.Value.ShouldBeLessThan(1.96);
        spots.Sum(spot => spot.Count).ShouldBe(61);
        HotSpots.Of(new Dictionary<(int, int), long>()).ShouldBeEmpty();

        // Gi* of one square counted by hand: 9 squares around it, those of the area 12 + 9 * 11.
        var (n, sum, squares) = (12d + 9 * 11, 61d, 30d * 30 + 20 * 20 + 11);
        var mean = sum / n;
        var by = Math.Sqrt(squares / n - mean * mean) * Math.Sqrt((9 * n - 81) / (n - 1));
        spots[0].Score!.Value.ShouldBe((50 - 9 * mean) / by, 0.01);
    }

    [Fact]
    public void Buckets_begin_where_the_calendar_says()
    {
        static string[] Starts(string by, string from, string to) =>
            [.. Trend.Starts(by, At(from), At(to)).Select(day => day.ToString("uuuu-MM-dd", null))];
        Starts("week", "2026-12-30", "2027-01-05").ShouldBe(["2026-12-28", "2027-01-04"]);
        Starts("month", "2026-01-31", "2026-03-01").ShouldBe(["2026-01-01", "2026-02-01"]);
        Starts("season", "2026-05-05", "2026-10-02").ShouldBe(["2026-04-01", "2026-07-01", "2026-10-01"]);
        Starts("day", "2026-02-28", "2026-03-02").ShouldBe(["2026-02-28", "2026-03-01"]);
    }

    [Theory]
    [InlineData("month", "2026-04-01", "2025-04-01")]
    [InlineData("season", "2026-04-01", "2024-04-01")]
    [InlineData("week", "2026-03-30", "2026-01-05")]
    [InlineData("day", "2026-03-31", "2026-03-01")]
    public void A_period_that_ends_with_a_bucket_goes_back_from_that_bucket(string by, string end, string from)
    {
        var to = At(end);
        var period = Trend.PeriodOf(new() { To = to }, by, to + Duration.FromDays(30));
        (period.From, period.To).ShouldBe((At(from), to));
        Trend.Starts(by, period.From, period.To).Count()
            .ShouldBe(by switch { "month" or "week" => 12, "season" => 8, _ => 30 });
    }

    private static Instant At(string day) => NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value
        .AtStartOfDayInZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();
}

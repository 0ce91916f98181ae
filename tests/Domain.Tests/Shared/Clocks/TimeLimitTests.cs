using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Clocks;

public sealed class TimeLimitTests
{
    [Theory]
    [InlineData("5 working-days", 5, TimeUnit.WorkingDays)]
    [InlineData("1 working-day", 1, TimeUnit.WorkingDays)]
    [InlineData("4 working-hours", 4, TimeUnit.WorkingHours)]
    [InlineData("10 days", 10, TimeUnit.Days)]
    [InlineData("2 hours", 2, TimeUnit.Hours)]
    [InlineData("30 minutes", 30, TimeUnit.Minutes)]
    [InlineData("0 working-days", 0, TimeUnit.WorkingDays)]
    [InlineData("P5D", 5, TimeUnit.Days)]
    [InlineData("P1W", 7, TimeUnit.Days)]
    [InlineData("P1W2D", 9, TimeUnit.Days)]
    [InlineData("PT30M", 30, TimeUnit.Minutes)]
    [InlineData("PT2H", 2, TimeUnit.Hours)]
    [InlineData("P1DT12H", 36, TimeUnit.Hours)]
    [InlineData("PT1H30M", 90, TimeUnit.Minutes)]
    [InlineData("P1DT30M", 1470, TimeUnit.Minutes)]
    public void A_limit_is_read_from_words_and_from_ISO_durations(string text, int amount, TimeUnit unit) =>
        TimeLimit.Parse(text).ShouldBe(new TimeLimit(amount, unit));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("working-days")]
    [InlineData("-5 days")]
    [InlineData("5 Days")]
    [InlineData("5  days")]
    [InlineData(" 5 days")]
    [InlineData("5 days\n")]
    [InlineData("1.5 days")]
    [InlineData("5 weeks")]
    [InlineData("100001 days")]
    [InlineData("999999999999 days")]
    [InlineData("٥ days")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P5DT")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("PT30S")]
    [InlineData("PT1.5H")]
    [InlineData("-P5D")]
    [InlineData("P999999D")]
    public void What_is_no_limit_is_refused(string? text)
    {
        TimeLimit.TryParse(text, out _).ShouldBeFalse();
        if (text is not null) Should.Throw<FormatException>(() => TimeLimit.Parse(text));
    }

    [Fact]
    public void Every_limit_reads_back_what_it_writes()
    {
        foreach (var unit in Enum.GetValues<TimeUnit>())
            foreach (var amount in (int[])[0, 1, 2, 20, TimeLimit.MaxAmount])
                TimeLimit.Parse(new TimeLimit(amount, unit).ToString()).ShouldBe(new TimeLimit(amount, unit));
    }

    [Fact]
    public void A_limit_below_nought_or_of_no_unit_cannot_be_made()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new TimeLimit(-1, TimeUnit.Days));
        Should.Throw<ArgumentOutOfRangeException>(() => new TimeLimit(TimeLimit.MaxAmount + 1, TimeUnit.Days));
        Should.Throw<ArgumentOutOfRangeException>(() => new TimeLimit(1, (TimeUnit)99));
    }

    [Fact]
    public void Limits_of_one_unit_add_and_hours_with_minutes_make_minutes()
    {
        Given.Limit("20 working-days").Add(Given.Limit("10 working-days")).ToString().ShouldBe("30 working-days");
        Given.Limit("2 hours").Add(Given.Limit("30 minutes")).ToString().ShouldBe("150 minutes");
        Given.Limit("30 minutes").Add(Given.Limit("2 hours")).ToString().ShouldBe("150 minutes");
        Given.Limit("20 working-days").CanAdd(Given.Limit("10 days")).ShouldBeFalse();
        Given.Limit("100000 days").CanAdd(Given.Limit("1 days")).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => Given.Limit("1 days").Add(Given.Limit("1 hours")));
    }

    [Fact]
    public void A_limit_speaks_to_people_in_both_languages()
    {
        Given.Limit("5 working-days").Text.ToString().ShouldBe("5 个工作日 / 5 working days");
        Given.Limit("1 hours").Text.ToString().ShouldBe("1 小时 / 1 hour");
    }
}

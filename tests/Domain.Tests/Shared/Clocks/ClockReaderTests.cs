using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Clocks;

public sealed class ClockReaderTests
{
    [Theory]
    [InlineData("2026-11-16 10:00", 0, 5, "green")]
    [InlineData("2026-11-17 23:00", 0, 5, "green")]
    [InlineData("2026-11-18 00:00", 1, 4, "green")]
    [InlineData("2026-11-20 23:59:58", 3, 2, "green")]
    [InlineData("2026-11-20 23:59:59", 3, 2, "yellow")]
    [InlineData("2026-11-22 12:00", 4, 1, "yellow")]
    [InlineData("2026-11-23 23:59:59", 4, 1, "yellow")]
    [InlineData("2026-11-24 00:00", 6, -1, "red")]
    [InlineData("2026-11-25 00:00", 7, -2, "red")]
    public void A_clock_of_days_shows_days_that_have_ended(string now, int used, int remaining, string light)
    {
        var reading = Read(Given.Started("5 working-days", "2026-11-16 10:00"), now);
        (reading.UsedDays, reading.RemainingDays, reading.Light).ShouldBe((used, remaining, light));
        (reading.State, reading.Unit).ShouldBe(("running", "working-days"));
    }

    [Fact]
    public void A_clock_that_ended_on_a_Friday_is_one_day_late_on_Saturday() =>
        Read(Given.Started("4 working-days", "2026-11-16 10:00"), "2026-11-21 10:00").RemainingDays.ShouldBe(-1);

    [Theory]
    [InlineData("14 working-hours", "2026-11-16 13:00", "0.4286", "1.5714")]
    [InlineData("14 working-hours", "2026-11-17 17:30", "2", "0")]
    [InlineData("12 hours", "2026-11-16 16:00", "0.2917", "0.2083")]
    [InlineData("720 minutes", "2026-11-16 22:00", "0.5417", "-0.0417")]
    public void A_clock_of_hours_shows_parts_of_its_own_days(string limit, string now, string used, string remaining)
    {
        var reading = Read(Given.Started(limit, "2026-11-16 09:00"), now);
        reading.UsedDays.ShouldBe(decimal.Parse(used, System.Globalization.CultureInfo.InvariantCulture));
        reading.RemainingDays.ShouldBe(decimal.Parse(remaining, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_suspended_clock_has_no_due_date_and_counts_nothing()
    {
        var clock = Given.Started("5 working-days", "2026-11-16 10:00").Suspended("2026-11-18 10:00");
        var reading = Read(clock, "2027-01-18 10:00");
        reading.DueAt.ShouldBeNull();
        (reading.State, reading.UsedDays, reading.RemainingDays, reading.Light).ShouldBe(("suspended", 2, 3, "green"));
    }

    [Theory]
    [InlineData("2026-11-18 10:00", "green", 4)]
    [InlineData("2026-11-23 10:00", "yellow", 1)]
    [InlineData("2026-11-24 10:00", "red", -1)]
    public void A_stopped_clock_keeps_the_colour_it_stopped_with(string stopped, string light, int remaining)
    {
        var reading = Read(Given.Started("5 working-days", "2026-11-16 10:00").Stopped(stopped), "2027-06-01 10:00");
        (reading.State, reading.Light, reading.RemainingDays).ShouldBe(("stopped", light, remaining));
    }

    [Fact]
    public void A_clock_stopped_while_suspended_is_not_late()
    {
        var clock = Given.Started("5 working-days", "2026-11-16 10:00").Suspended("2026-11-18 10:00");
        Read(clock.Stopped("2027-03-01 10:00"), "2027-06-01 10:00").Light.ShouldBe("green");
    }

    [Fact]
    public void A_breach_stays_red_after_an_extension()
    {
        var clock = Given.Started("5 working-days", "2026-11-16 10:00");
        clock = clock.Then(ClockDecider.Breach(clock, clock.DueAt));
        clock = clock.Then(ClockDecider.Extend(clock, Given.Limit("9 working-days"), "head", "", Given.Calendar));
        Read(clock, "2026-11-25 10:00").Light.ShouldBe("red");
    }

    private static ClockReading Read(Clock clock, string now) =>
        ClockReader.Read(clock, Given.At(now), Given.Calendar);
}

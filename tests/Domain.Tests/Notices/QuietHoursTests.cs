using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Notices;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.Notices;

/// <summary>Nobody is disturbed at night, and nothing is lost by it.</summary>
public sealed class QuietHoursTests
{
    private static readonly QuietHours Night = new(new(21, 0), new(8, 0)), Noon = new(new(12, 0), new(13, 30));

    [Theory]
    [InlineData("2026-03-02 20:59:59", "2026-03-02 20:59:59")]
    [InlineData("2026-03-02 21:00", "2026-03-03 08:00")]
    [InlineData("2026-03-02 23:59:59", "2026-03-03 08:00")]
    [InlineData("2026-03-03 00:00", "2026-03-03 08:00")]
    [InlineData("2026-03-03 07:59:59", "2026-03-03 08:00")]
    [InlineData("2026-03-03 08:00", "2026-03-03 08:00")]
    public void What_would_come_at_night_comes_at_eight(string at, string next)
    {
        Night.Next(Given.At(at)).ShouldBe(Given.At(next));
        Night.Contains(Given.At(at)).ShouldBe(at != next);
    }

    [Fact]
    public void Hours_within_one_day_end_on_that_day()
    {
        Noon.Next(Given.At("2026-03-02 12:00")).ShouldBe(Given.At("2026-03-02 13:30"));
        Noon.Next(Given.At("2026-03-02 13:30")).ShouldBe(Given.At("2026-03-02 13:30"));
        Noon.Next(Given.At("2026-03-02 11:59:59")).ShouldBe(Given.At("2026-03-02 11:59:59"));
    }

    [Fact]
    public void Hours_that_end_when_they_begin_are_none()
    {
        var none = new QuietHours(new(9, 0), new(9, 0));
        none.Next(Given.At("2026-03-02 09:00")).ShouldBe(Given.At("2026-03-02 09:00"));
    }

    [Property(MaxTest = 2000)]
    public bool Whatever_the_hours_and_the_moment_it_comes_never_within_never_before_and_within_a_day(int from, int to, int seconds)
    {
        var hours = new QuietHours(Time(from), Time(to));
        var at = Given.At("2026-03-02 00:00") + Duration.FromSeconds(seconds);
        var next = hours.Next(at);
        return next >= at && next - at < Duration.FromDays(1) && !hours.Contains(next) && Outside(hours, next);
    }

    /// <summary>Said another way than the rule says it.</summary>
    private static bool Outside(QuietHours hours, Instant at)
    {
        var length = (hours.To - hours.From).ToDuration().TotalSeconds;
        if (length < 0) length += 86_400;
        var since = (at.InZone(WorkingCalendar.Zone).TimeOfDay - hours.From).ToDuration().TotalSeconds;
        if (since < 0) since += 86_400;
        return length == 0 || since >= length;
    }

    private static LocalTime Time(int minutes) => LocalTime.Midnight.PlusMinutes(Math.Abs((long)minutes) % 1440);
}

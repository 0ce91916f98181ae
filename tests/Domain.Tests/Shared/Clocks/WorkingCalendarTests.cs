using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Clocks;

public sealed class WorkingCalendarTests
{
    public static IEnumerable<TheoryDataRow<string, int, string, bool>> Vectors()
    {
        using var file = JsonDocument.Parse(RepositoryFiles.Read("tests/Domain.Tests/vectors/due-date-vectors.json"));
        foreach (var vector in file.RootElement.GetProperty("vectors").EnumerateArray())
            yield return new(
                vector.GetProperty("start").GetString()!,
                vector.GetProperty("workingDays").GetInt32(),
                vector.GetProperty("lastDay").GetString()!,
                vector.GetProperty("provisional").GetBoolean());
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_due_date_agrees_with_the_one_computed_by_hand(
        string start, int days, string lastDay, bool provisional)
    {
        foreach (var time in (string[])["00:00:00", "10:00:00", "23:59:59"])
        {
            var due = Given.Calendar.Due(new(days, TimeUnit.WorkingDays), Given.At($"{start} {time}"));
            due.At.ShouldBe(Given.At($"{lastDay} 23:59:59"));
            due.LastDay.ToString("uuuu-MM-dd", null).ShouldBe(lastDay);
            due.Provisional.ShouldBe(provisional);
        }
    }

    /// <summary>Limits of 行政许可法 for an application accepted on 2026-02-09.</summary>
    [Theory]
    [InlineData("5 working-days", "2026-02-14")]
    [InlineData("20 working-days", "2026-03-13")]
    [InlineData("45 working-days", "2026-04-20")]
    [InlineData("60 working-days", "2026-05-13")]
    public void The_licensing_law_limits_of_one_application_end_on_the_known_days(string limit, string lastDay) =>
        Given.Calendar.Due(Given.Limit(limit), Given.At("2026-02-09 15:00")).At
            .ShouldBe(Given.At($"{lastDay} 23:59:59"));

    [Fact]
    public void Three_days_from_Monday_is_Thursday()
    {
        foreach (var limit in (string[])["3 days", "3 working-days"])
            Given.Calendar.Due(Given.Limit(limit), Given.At("2026-11-16 09:00")).At
                .ShouldBe(Given.At("2026-11-19 23:59:59"));
    }

    [Fact]
    public void A_make_up_Saturday_counts()
    {
        Given.Calendar.IsWorkingDay(new(2026, 2, 14)).ShouldBeTrue();
        Given.Calendar.Due(Given.Limit("1 working-days"), Given.At("2026-02-13 10:00")).LastDay
            .ShouldBe(new LocalDate(2026, 2, 14));
        Given.Calendar.Due(Given.Limit("1 working-hours"), Given.At("2026-02-13 17:00")).At
            .ShouldBe(Given.At("2026-02-14 09:30"));
    }

    [Theory]
    [InlineData("2026-11-16 07:00", "2026-11-16 10:00")]
    [InlineData("2026-11-16 12:15", "2026-11-16 14:30")]
    [InlineData("2026-11-16 20:00", "2026-11-17 10:00")]
    [InlineData("2026-11-14 10:00", "2026-11-16 10:00")]
    [InlineData("2026-11-16 11:00:01", "2026-11-16 13:30:01")]
    [InlineData("2026-11-16 11:00:00", "2026-11-16 12:00:00")]
    [InlineData("2026-11-20 17:00", "2026-11-23 09:30")]
    public void Working_hours_started_outside_hours_begin_at_the_next_working_moment(string start, string due) =>
        Given.Calendar.Due(Given.Limit("1 working-hours"), Given.At(start)).At.ShouldBe(Given.At(due));

    [Fact]
    public void Hours_and_minutes_are_elapsed_time_exactly()
    {
        Given.Calendar.Due(Given.Limit("2 hours"), Given.At("2026-11-21 23:10:07")).At
            .ShouldBe(Given.At("2026-11-22 01:10:07"));
        Given.Calendar.Due(Given.Limit("30 minutes"), Given.At("2026-11-21 23:10:07")).At
            .ShouldBe(Given.At("2026-11-21 23:40:07"));
    }

    [Fact]
    public void Nought_days_end_with_the_day_on_which_they_start() =>
        Given.Calendar.Due(Given.Limit("0 working-days"), Given.At("2026-11-16 10:00")).At
            .ShouldBe(Given.At("2026-11-16 23:59:59"));

    [Theory]
    [InlineData("2026-12-22", 4, false)] // 2026-12-28
    [InlineData("2026-12-22", 5, true)] // 2026-12-29: the notice for 2027 may still move it
    [InlineData("2026-12-22", 8, true)] // 2027-01-04
    [InlineData("2025-12-22", 8, false)]
    [InlineData("2012-03-01", 5, true)]
    [InlineData("2040-03-01", 5, true)]
    public void A_due_date_in_reach_of_an_unpublished_year_is_provisional(string start, int days, bool provisional)
    {
        var from = Given.At(start + " 10:00");
        Given.Calendar.Due(new(days, TimeUnit.WorkingDays), from).Provisional.ShouldBe(provisional);
        Given.Calendar.Due(new(days * 7, TimeUnit.WorkingHours), from).Provisional.ShouldBe(provisional);
        Given.Calendar.Due(new(days, TimeUnit.Days), from).Provisional.ShouldBeFalse();
        Given.Calendar.Due(new(days, TimeUnit.Hours), from).Provisional.ShouldBeFalse();
    }

    [Fact]
    public void A_year_outside_the_calendar_follows_Monday_to_Friday()
    {
        Given.Calendar.Due(Given.Limit("10 working-days"), Given.At("2040-09-24 10:00")).LastDay
            .ShouldBe(new LocalDate(2040, 10, 8));
        Given.Calendar.Due(Given.Limit("10 working-days"), Given.At("2011-09-26 10:00")).LastDay
            .ShouldBe(new LocalDate(2011, 10, 10));
        Given.Calendar.Due(Given.Limit("600 working-days"), Given.At("2015-01-02 10:00")).LastDay
            .ShouldBe(new LocalDate(2017, 4, 21));
    }

    [Theory]
    [InlineData(2018, 250)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void The_shipped_years_have_their_known_number_of_working_days(int year, int count)
    {
        var first = new LocalDate(year, 1, 1);
        var days = Enumerable.Range(0, CalendarSystem.Iso.GetDaysInYear(year)).Select(first.PlusDays);
        days.Count(Given.Calendar.IsWorkingDay).ShouldBe(count);
        Given.Calendar.IsPublished(year).ShouldBeTrue();
    }

    [Fact]
    public void The_year_2027_is_not_published_and_holds_only_the_days_the_law_fixes()
    {
        Given.Calendar.IsPublished(2027).ShouldBeFalse();
        Given.Calendar.IsWorkingDay(new(2027, 1, 1)).ShouldBeFalse();
        Given.Calendar.With("next", Given.Published2027).IsPublished(2027).ShouldBeTrue();
    }

    [Fact]
    public void A_calendar_with_contradictory_years_cannot_be_made()
    {
        var year = Given.Published2027;
        Should.Throw<ArgumentException>(() => WorkingCalendar.Of("x", [year, year]));
        Should.Throw<ArgumentException>(() => WorkingCalendar.Of("x", [year with { Year = 2030 }]));
        Should.Throw<ArgumentException>(() => WorkingCalendar.Of("x", [year with { Year = 9999 }]));
        Should.Throw<ArgumentException>(() => new OfficeHours((new(9, 0), new(12, 0)), (new(11, 0), new(17, 0))));
        Should.Throw<ArgumentException>(() => new OfficeHours());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"years":{"soon":{}}}""")]
    [InlineData("""{"years":{"2026":{"published":true}}}""")]
    [InlineData("""{"years":{"2026":{"published":true,"papers":[],"offDays":[{"date":"2026-02-30"}]}}}""")]
    [InlineData("""{"years":{"2026":{"published":true,"papers":[],"offDays":["2026-02-03"]}}}""")]
    [InlineData("""{"years":{"2026":{"published":true,"papers":[],"offDays":[{"date":5}]}}}""")]
    public void A_malformed_calendar_file_is_refused_with_a_reason(string json) =>
        Should.Throw<FormatException>(() => CalendarFile.Parse(json)).Message.ShouldNotBeEmpty();

    /// <summary>The arithmetic takes local time as UTC+8; this is why it may.</summary>
    [Fact]
    public void Shanghai_has_been_eight_hours_ahead_without_summer_time_since_1992()
    {
        var interval = WorkingCalendar.Zone.GetZoneInterval(Instant.FromUtc(1992, 1, 1, 0, 0));
        interval.HasEnd.ShouldBeFalse();
        interval.WallOffset.ShouldBe(Offset.FromHours(8));
    }

    [Fact]
    public void The_end_of_a_day_is_its_last_second() =>
        Given.Calendar.EndOf(new(2026, 11, 22)).ShouldBe(Given.At("2026-11-22 23:59:59"));
}

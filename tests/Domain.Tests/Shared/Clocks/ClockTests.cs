using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Clocks;

/// <summary>November 2026 has no holidays: the 16th, 23rd and 30th are Mondays.</summary>
public sealed class ClockTests
{
    private static readonly WorkingCalendar Calendar = Given.Calendar;

    [Theory]
    [InlineData("5 working-days", "2026-11-19 23:59:59", "2026-11-20 23:59:59")]
    [InlineData("1 working-days", "2026-11-16 00:00:00", "2026-11-16 23:59:59")]
    [InlineData("2 working-days", "2026-11-16 23:59:59", "2026-11-17 23:59:59")]
    [InlineData("20 working-days", "2026-12-07 23:59:59", "2026-12-11 23:59:59")]
    [InlineData("10 days", "2026-11-23 23:59:59", "2026-11-25 23:59:59")]
    [InlineData("10 hours", "2026-11-15 18:00:00", "2026-11-15 20:00:00")]
    [InlineData("5 working-hours", "2026-11-16 14:30:00", "2026-11-16 15:30:00")]
    public void A_clock_warns_at_80_percent(string limit, string warnAt, string dueAt)
    {
        var clock = Given.Started(limit, "2026-11-15 10:00");
        (clock.WarnAt, clock.DueAt).ShouldBe((Given.At(warnAt), Given.At(dueAt)));
    }

    [Theory]
    [InlineData("2026-11-20 18:00", "2026-11-23 08:00")]
    [InlineData("2026-11-21 00:00", "2026-11-23 00:00")]
    [InlineData("2026-11-21 09:00", "2026-11-22 17:00")]
    public void A_suspension_over_a_weekend_counts_nothing(string from, string to)
    {
        var clock = Given.Started("10 working-days", "2026-11-16 10:00");
        clock.Suspended(from).Resumed(to).DueAt.ShouldBe(clock.DueAt);
    }

    [Theory]
    [InlineData("2026-11-16 10:00", "2026-11-18 10:00", "2026-11-26")]
    [InlineData("2026-11-16 10:00", "2026-11-17 23:59:59", "2026-11-25")]
    [InlineData("2026-11-16 10:00", "2026-11-18 00:00", "2026-11-26")]
    [InlineData("2026-11-17 00:00", "2026-11-18 00:00", "2026-11-26")]
    [InlineData("2026-11-17 00:00:01", "2026-11-18 23:00", "2026-11-25")]
    [InlineData("2026-11-17 09:00", "2026-11-17 17:00", "2026-11-25")]
    public void A_suspension_leaves_out_the_whole_days_it_lasted(string from, string to, string lastDay) =>
        Given.Started("8 working-days", "2026-11-13 10:00").Suspended(from).Resumed(to).DueAt
            .ShouldBe(Given.At(lastDay + " 23:59:59"));

    [Fact]
    public void Suspensions_that_touch_are_one()
    {
        var clock = Given.Started("8 working-days", "2026-11-13 10:00")
            .Suspended("2026-11-16 10:00").Resumed("2026-11-17 12:00")
            .Suspended("2026-11-17 12:00").Resumed("2026-11-18 10:00");
        clock.DueAt.ShouldBe(Given.At("2026-11-26 23:59:59"));
    }

    [Fact]
    public void A_suspension_survives_a_change_of_limit()
    {
        var clock = Given.Started("8 working-days", "2026-11-13 10:00").Suspended("2026-11-16 10:00");
        clock = clock.Then(ClockDecider.ChangeLimit(clock, Given.Limit("10 working-days"), Calendar));
        clock.State.ShouldBe(ClockState.Suspended);
        ClockDecider.Breach(clock, Given.At("2027-06-01 00:00")).ShouldBeEmpty();

        clock = clock.Resumed("2026-11-18 10:00");
        clock.DueAt.ShouldBe(Given.At("2026-11-30 23:59:59"));
        clock.Then(ClockDecider.ChangeLimit(clock, Given.Limit("8 working-days"), Calendar)).DueAt
            .ShouldBe(Given.At("2026-11-26 23:59:59"));
    }

    [Fact]
    public void A_breach_is_never_raised_while_suspended()
    {
        var clock = Given.Started("5 working-days", "2026-11-16 10:00").Suspended("2026-11-18 10:00");
        var muchLater = Given.At("2027-06-01 00:00");
        ClockDecider.Warn(clock, muchLater).ShouldBeEmpty();
        ClockDecider.Breach(clock, muchLater).ShouldBeEmpty();
        ClockReader.Read(clock, muchLater, Calendar).Light.ShouldBe("green");

        clock = clock.Resumed("2026-11-30 10:00");
        clock.DueAt.ShouldBe(Given.At("2026-12-02 23:59:59"));
        ClockDecider.Breach(clock, Given.At("2026-12-02 23:59:58")).ShouldBeEmpty();
        ClockDecider.Breach(clock, Given.At("2026-12-02 23:59:59")).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_resumed_clock_does_not_restart_from_creation()
    {
        var clock = Given.Started("10 working-days", "2026-11-16 10:00")
            .Suspended("2026-11-25 10:00").Resumed("2026-12-07 10:00");
        clock.DueAt.ShouldBe(Given.At("2026-12-09 23:59:59"));
        var hours = Given.Started("10 hours", "2026-11-16 10:00")
            .Suspended("2026-11-16 12:00").Resumed("2026-11-17 12:00");
        hours.DueAt.ShouldBe(Given.At("2026-11-17 20:00"));
    }

    [Fact]
    public void Working_hours_stand_still_exactly_as_long_as_suspended_in_hours()
    {
        var clock = Given.Started("4 working-hours", "2026-11-16 10:00")
            .Suspended("2026-11-16 11:00").Resumed("2026-11-16 14:00:30");
        clock.DueAt.ShouldBe(Given.At("2026-11-16 17:00:30"));
        clock.Suspended("2026-11-16 17:00:30").Resumed("2026-11-17 10:00").DueAt.ShouldBe(clock.DueAt);
        clock.Suspended("2026-11-16 17:00:29").Resumed("2026-11-17 10:00").DueAt
            .ShouldBe(Given.At("2026-11-17 10:00:01"));
    }

    [Theory]
    [InlineData("2026-11-25 10:00", "2026-11-25")]
    [InlineData("2026-11-26 10:00", "2026-11-26")]
    [InlineData("2026-11-28 10:00", "2026-11-30")]
    [InlineData("2026-11-26 00:00", "2026-11-26")]
    public void A_limit_does_not_end_while_the_clock_stands_still(string resumed, string lastDay)
    {
        var clock = Given.Started("7 working-days", "2026-11-16 10:00");
        clock.DueAt.ShouldBe(Given.At("2026-11-25 23:59:59"));
        clock.Suspended("2026-11-25 09:00").Resumed(resumed).DueAt.ShouldBe(Given.At(lastDay + " 23:59:59"));
    }

    [Fact]
    public void An_extension_adds_to_the_limit_and_warns_anew()
    {
        var clock = Given.Started("20 working-days", "2026-11-02 10:00");
        clock = clock.Then(ClockDecider.Warn(clock, clock.WarnAt));
        var by = Given.Limit("10 working-days");
        var extended = clock.Then(ClockDecider.Extend(clock, by, "head", "complex", Calendar));
        extended.Limit.ShouldBe(Given.Limit("30 working-days"));
        extended.DueAt.ShouldBe(Given.Started("30 working-days", "2026-11-02 10:00").DueAt);
        extended.Warned.ShouldBeFalse();
        ClockDecider.Warn(extended, clock.WarnAt).ShouldBeEmpty();
        ClockDecider.Warn(extended, extended.WarnAt).ShouldHaveSingleItem();
    }

    [Fact]
    public void Warning_and_breach_are_raised_once_each()
    {
        var clock = Given.Started("5 working-days", "2026-11-16 10:00");
        var late = clock.DueAt + Duration.FromDays(1);
        ClockDecider.Warn(clock, clock.WarnAt - Duration.FromSeconds(1)).ShouldBeEmpty();
        clock = clock.Then(ClockDecider.Warn(clock, clock.WarnAt));
        ClockDecider.Warn(clock, late).ShouldBeEmpty();
        clock = clock.Then(ClockDecider.Breach(clock, clock.DueAt));
        ClockDecider.Breach(clock, late).ShouldBeEmpty();
        ClockDecider.Warn(clock with { Warned = false }, late).ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_holiday_moves_open_due_dates_and_leaves_closed_ones()
    {
        var clock = Given.Started("10 working-days", "2026-12-21 10:00");
        (clock.Provisional, clock.DueAt).ShouldBe((true, Given.At("2027-01-05 23:59:59")));
        var published = Calendar.With("2027 published", Given.Published2027);

        var moved = ClockDecider.Recompute(clock, published).ShouldHaveSingleItem().ShouldBeOfType<ClockRecomputed>();
        moved.OldDueAt.ShouldBe(clock.DueAt);
        moved.DueAt.ShouldBe(Given.At("2027-01-06 23:59:59"));
        moved.Provisional.ShouldBeFalse();
        moved.CalendarVersion.ShouldBe("2027 published");
        ClockDecider.Recompute(clock.Then([moved]), published).ShouldBeEmpty();

        ClockDecider.Recompute(clock.Stopped("2026-12-25 10:00"), published).ShouldBeEmpty();
    }

    [Fact]
    public void A_publication_that_only_confirms_a_due_date_is_recorded_too()
    {
        var clock = Given.Started("6 working-days", "2026-12-21 10:00");
        clock.Provisional.ShouldBeTrue();
        var same = Calendar.With("2027 published", Given.Published2027);
        var confirmed = ClockDecider.Recompute(clock, same).ShouldHaveSingleItem().ShouldBeOfType<ClockRecomputed>();
        (confirmed.OldDueAt, confirmed.Provisional).ShouldBe((confirmed.DueAt, false));
        ClockDecider.Recompute(Given.Started("10 days", "2026-12-21 10:00"), same).ShouldBeEmpty();
    }

    [Fact]
    public void A_suspended_clock_keeps_its_suspension_when_the_calendar_changes()
    {
        var clock = Given.Started("10 working-days", "2026-12-21 10:00").Suspended("2026-12-22 10:00");
        var published = Calendar.With("2027 published", Given.Published2027);
        clock = clock.Then(ClockDecider.Recompute(clock, published));
        clock.State.ShouldBe(ClockState.Suspended);
        clock.Resumed("2026-12-24 10:00", published).DueAt.ShouldBe(Given.At("2027-01-07 23:59:59"));
    }

    [Fact]
    public void A_stopped_clock_yields_nothing()
    {
        var clock = Given.Started("5 working-days", "2026-11-16 10:00").Stopped("2026-11-18 10:00");
        var later = Given.At("2027-03-01 10:00");
        var limit = Given.Limit("3 working-days");
        ClockDecider.Suspend(clock, "hearing", later).ShouldBeEmpty();
        ClockDecider.Resume(clock, later, Calendar).ShouldBeEmpty();
        ClockDecider.Extend(clock, limit, "head", "", Calendar).ShouldBeEmpty();
        ClockDecider.ChangeLimit(clock, limit, Calendar).ShouldBeEmpty();
        ClockDecider.Warn(clock, later).ShouldBeEmpty();
        ClockDecider.Breach(clock, later).ShouldBeEmpty();
        ClockDecider.Stop(clock, later).ShouldBeEmpty();
    }

    [Fact]
    public void A_repeat_changes_nothing()
    {
        var clock = Given.Started("5 working-days", "2026-11-16 10:00");
        ClockDecider.Resume(clock, Given.At("2026-11-17 10:00"), Calendar).ShouldBeEmpty();
        ClockDecider.ChangeLimit(clock, clock.Limit, Calendar).ShouldBeEmpty();
        ClockDecider.Recompute(clock, Calendar).ShouldBeEmpty();
        var suspended = clock.Suspended("2026-11-17 10:00");
        ClockDecider.Suspend(suspended, "testing", Given.At("2026-11-18 10:00")).ShouldBeEmpty();
    }

    [Fact]
    public void A_moment_before_the_last_one_is_taken_as_the_last_one()
    {
        var clock = Given.Started("5 working-days", "2026-11-16 10:00").Suspended("2026-11-16 09:59:59");
        clock.Suspensions[0].From.ShouldBe(clock.StartedAt);
        clock.Resumed("2026-11-16 09:00").Suspensions[0].To.ShouldBe(clock.StartedAt);
    }

    [Fact]
    public void Events_of_others_leave_a_clock_as_it_is()
    {
        var clock = Given.Started("5 working-days", "2026-11-16 10:00");
        Clock.Evolve(clock, "something else").ShouldBeSameAs(clock);
        Clock.Evolve(clock, new ClockStopped("promised", clock.DueAt)).ShouldBeSameAs(clock);
        Clock.Evolve(null, new ClockStopped("statutory", clock.DueAt)).ShouldBeNull();
        Clock.IsClockEvent("something else").ShouldBeFalse();
        Clock.NameOf("something else").ShouldBeNull();
        Clock.NameOf(new ClockStopped("promised", clock.DueAt)).ShouldBe("promised");
    }
}

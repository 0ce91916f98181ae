using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Clocks;

/// <summary>What holds for every clock, whatever is done to it and in whatever order.</summary>
public sealed class ClockProperties
{
    private static readonly WorkingCalendar Calendar = Given.Calendar;
    private static readonly WorkingCalendar Next = Calendar.With("next", Given.Published2027);

    [Property(MaxTest = 300)]
    public bool Any_events_in_any_order_fold_without_throwing(int limit, (byte Kind, int Minutes)[] things)
    {
        var clock = (Clock?)null;
        foreach (var (kind, minutes) in things)
            clock = Clock.Evolve(clock, Anything(kind, Moment(minutes), Limit(limit + kind)));
        return clock is null || ClockReader.Read(clock, Moment(0), Calendar).Name == "statutory";
    }

    [Property(MaxTest = 500)]
    public bool A_stopped_clock_stays_as_it_is(int limit, int start, (byte Kind, ushort Minutes)[] things)
    {
        var clock = Live(limit, start, things, out var now);
        var stopped = clock.Then(ClockDecider.Stop(clock, now));
        return Act(stopped, 255, now, out _) == stopped
            && Enumerable.Range(0, 9)
                .All(kind => Act(stopped, (byte)kind, now + Duration.FromDays(400), out _) == stopped);
    }

    [Property(MaxTest = 500)]
    public bool Used_and_remaining_are_the_limit(int limit, int start, (byte Kind, ushort Minutes)[] things)
    {
        var clock = Live(limit, start, things, out var now);
        var reading = ClockReader.Read(clock, now, Calendar);
        var whole = clock.Limit.Unit switch
        {
            TimeUnit.WorkingHours => clock.Limit.Amount / 7m,
            TimeUnit.Hours => clock.Limit.Amount / 24m,
            TimeUnit.Minutes => clock.Limit.Amount / 1_440m,
            _ => clock.Limit.Amount,
        };
        return Math.Abs(reading.UsedDays + reading.RemainingDays - whole) <= 0.0001m;
    }

    [Property(MaxTest = 500)]
    public bool A_due_date_is_what_the_whole_history_gives(int limit, int start, (byte Kind, ushort Minutes)[] things)
    {
        var clock = Live(limit, start, things, out _);
        var again = clock.Then(ClockDecider.Recompute(clock, Calendar));
        return ClockDecider.Recompute(again, Calendar).Count == 0 && again.Suspensions == clock.Suspensions;
    }

    [Property(MaxTest = 500)]
    public bool A_suspended_clock_raises_nothing(int limit, int start, (byte Kind, ushort Minutes)[] things)
    {
        var clock = Live(limit, start, things, out var now);
        clock = clock.Then(ClockDecider.Suspend(clock, "hearing", now));
        var later = now + Duration.FromDays(1_000);
        return ClockDecider.Warn(clock, later).Count + ClockDecider.Breach(clock, later).Count == 0;
    }

    [Property(MaxTest = 500)]
    public bool Start_warning_and_due_date_stand_in_order(int limit, int start)
    {
        var clock = Given.Fold(null, ClockDecider.Start("statutory", Limit(limit), Moment(start), Calendar))!;
        return clock.WarnAt <= clock.DueAt && clock.DueAt >= clock.StartedAt
            && (clock.Limit.Amount == 0 || clock.WarnAt > clock.StartedAt);
    }

    [Property(MaxTest = 500)]
    public bool A_longer_limit_never_ends_earlier(int limit, int start, byte more, (byte Kind, ushort Minutes)[] things)
    {
        var clock = Live(limit, start, things, out _);
        var longer = clock.Then(ClockDecider.Extend(
            clock, new(more, clock.Limit.Unit), "head", "complex", Calendar));
        var plain = clock.Then(ClockDecider.Recompute(clock, Calendar));
        return longer.DueAt >= plain.DueAt || more == 0;
    }

    private static Clock Live(int limit, int start, (byte Kind, ushort Minutes)[] things, out Instant now)
    {
        now = Moment(start);
        var clock = Given.Fold(null, ClockDecider.Start("statutory", Limit(limit), now, Calendar))!;
        foreach (var (kind, minutes) in things)
        {
            now += Duration.FromMinutes(minutes);
            clock = Act(clock, (byte)(kind % 8), now, out _);
        }

        return clock;
    }

    private static Clock Act(Clock clock, byte kind, Instant now, out IReadOnlyList<object> events)
    {
        events = kind switch
        {
            0 or 1 => ClockDecider.Suspend(clock, "hearing", now),
            2 or 3 => ClockDecider.Resume(clock, now, Calendar),
            4 => ClockDecider.Extend(clock, new(3, clock.Limit.Unit), "head", "complex", Calendar),
            5 => ClockDecider.ChangeLimit(clock, Limit(now.GetHashCode()), Next),
            6 => ClockDecider.Warn(clock, now),
            7 => ClockDecider.Breach(clock, now),
            8 => ClockDecider.Recompute(clock, Next),
            _ => ClockDecider.Stop(clock, now),
        };
        return clock.Then(events);
    }

    private static object Anything(byte kind, Instant at, TimeLimit limit) => (kind % 11) switch
    {
        0 or 1 => new ClockStarted("statutory", limit, at, at, at, false, "x"),
        2 => new ClockSuspended("statutory", "hearing", at),
        3 => new ClockResumed("statutory", at, at, at, false, "x"),
        4 => new ClockExtended("statutory", limit, "head", "complex", at, at, true, "x"),
        5 => new ClockLimitChanged("statutory", limit, at, at, true, "x"),
        6 => new ClockRecomputed("statutory", at, at, at, true, "x"),
        7 => new ClockWarned("statutory", at),
        8 => new ClockBreached("statutory", at),
        9 => new ClockStopped("statutory", at),
        _ => "something else",
    };

    private static TimeLimit Limit(int number) => new(Math.Abs(number % 40), (TimeUnit)(Math.Abs(number / 7) % 5));

    private static Instant Moment(int minutes) =>
        Given.At("2025-01-01 00:00") + Duration.FromMinutes(Math.Abs(minutes % 1_000_000));
}

using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Shared.WhatIf;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Clocks;

/// <summary>A past clock that is decided anew is the clock that the same acts would have made under the other rule.</summary>
public sealed class ClockReplayProperties
{
    private static readonly WorkingCalendar Calendar = Given.Calendar;
    private static readonly CalendarYear OtherYear = Given.Published2027 with
    {
        Year = 2026, OffDays = [new(2026, 3, 4), new(2026, 3, 5)], MakeUpWorkdays = [new(2026, 3, 7)],
    };

    [Property(MaxTest = 500)]
    public bool Under_the_rule_that_held_everything_comes_out_as_it_did(byte limit, (byte Kind, ushort Minutes)[] acts)
    {
        var (clock, steps, end) = Live(new(limit % 30, TimeUnit.WorkingDays), Calendar, acts);
        return Replay(steps, new ChangedLimits(new Dictionary<string, TimeLimit>()), end) == Shown(clock);
    }

    [Property(MaxTest = 500)]
    public bool Another_limit_makes_the_clock_that_it_would_have_made(byte limit, byte other, (byte Kind, ushort Minutes)[] acts)
    {
        var instead = new TimeLimit(other % 30, TimeUnit.WorkingDays);
        var (_, steps, end) = Live(new(limit % 30, TimeUnit.WorkingDays), Calendar, acts);
        return Replay(steps, new ChangedLimits(new Dictionary<string, TimeLimit> { ["statutory"] = instead }), end)
            == Shown(Live(instead, Calendar, acts).Clock);
    }

    [Property(MaxTest = 500)]
    public bool Another_calendar_makes_the_clock_that_it_would_have_made(byte limit, (byte Kind, ushort Minutes)[] acts)
    {
        var (_, steps, end) = Live(new(limit % 30, TimeUnit.WorkingDays), Calendar, acts);
        return Replay(steps, new ChangedCalendar(OtherYear), end)
            == Shown(Live(new(limit % 30, TimeUnit.WorkingDays), Calendar.With(Calendar.Version, OtherYear), acts).Clock);
    }

    [Fact]
    public void A_due_date_that_somebody_else_gave_stays()
    {
        var start = Instant.FromUtc(2026, 3, 2, 1, 0);
        var given = new ClockStarted("planned", new(10, TimeUnit.WorkingDays), start, start + Duration.FromDays(3), start, false, Calendar.Version);
        var clocks = new ClockReplay(_ => Calendar, (_, _) => null).Run(
            [(null, new Recorded(given, 1, start, ""))],
            new ChangedLimits(new Dictionary<string, TimeLimit> { ["planned"] = new(1, TimeUnit.Days) }), start);
        clocks["planned"].DueAt.ShouldBe(given.DueAt);
    }

    private static string Replay(IEnumerable<(Matter? Before, Recorded Event)> steps, ChangedRule rule, Instant end) =>
        Shown(new ClockReplay(_ => Calendar, (_, _) => null).Run(steps, rule, end)["statutory"]);

    private static string Shown(Clock clock) =>
        $"{clock.Limit} {clock.DueAt} {clock.WarnAt} {clock.State} {clock.Breached} {clock.StoppedAt} {string.Join(";", clock.Suspensions)}";

    /// <summary>A clock that acts were done to, each breach raised when it came; its events without those that came by themselves.</summary>
    private static (Clock Clock, List<(Matter?, Recorded)> Steps, Instant End) Live(
        TimeLimit limit, WorkingCalendar calendar, (byte Kind, ushort Minutes)[] acts)
    {
        var now = Instant.FromUtc(2026, 3, 2, 1, 0);
        var (clock, steps) = ((Clock?)null, new List<(Matter?, Recorded)>());
        void Do(IReadOnlyList<object> events)
        {
            foreach (var e in events)
            {
                steps.Add((null, new(e, steps.Count + 1, now, "")));
                clock = Clock.Evolve(clock, e);
            }
        }
        Do(ClockDecider.Start("statutory", limit, now, calendar));
        foreach (var (kind, minutes) in acts)
        {
            now += Duration.FromMinutes(minutes);
            if (now > clock!.DueAt) Do(ClockDecider.Breach(clock, now));
            Do((kind % 5) switch
            {
                0 => ClockDecider.Suspend(clock!, "hearing", now),
                1 => ClockDecider.Resume(clock!, now, calendar),
                2 => ClockDecider.Extend(clock!, new(1 + kind % 7, TimeUnit.WorkingDays), "head", "complex", calendar),
                3 when kind > 200 => ClockDecider.Stop(clock!, now),
                _ => [],
            });
        }
        now += Duration.FromDays(3);
        if (now > clock!.DueAt) Do(ClockDecider.Breach(clock, now));
        return (clock!, steps, now);
    }
}

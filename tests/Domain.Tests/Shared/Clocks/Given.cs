using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Clocks;

/// <summary>Words for the tests of clocks: the shipped calendar, local moments, a folded clock.</summary>
internal static class Given
{
    public static IReadOnlyList<CalendarYear> Years { get; } =
        CalendarFile.Parse(RepositoryFiles.Read("catalog/calendars/holidays.json"));

    /// <summary>The shipped calendar.</summary>
    public static WorkingCalendar Calendar { get; } = WorkingCalendar.Of("shipped", Years);

    /// <summary>A notice for 2027 that makes Monday 4 January a day off and Sunday 10 January a workday.</summary>
    public static CalendarYear Published2027 { get; } =
        new(2027, true, [new(2027, 1, 1), new(2027, 1, 4)], [new(2027, 1, 10)], "test");

    public static Instant At(string local) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss")
            .Parse(local.Length == 16 ? local + ":00" : local)
            .Value.InZoneStrictly(WorkingCalendar.Zone)
            .ToInstant();

    public static TimeLimit Limit(string text) => TimeLimit.Parse(text);

    public static Clock Started(string limit, string at, WorkingCalendar? calendar = null) =>
        Fold(null, ClockDecider.Start("statutory", Limit(limit), At(at), calendar ?? Calendar))!;

    public static Clock Suspended(this Clock clock, string at) =>
        Fold(clock, ClockDecider.Suspend(clock, "hearing", At(at)))!;

    public static Clock Resumed(this Clock clock, string at, WorkingCalendar? calendar = null) =>
        Fold(clock, ClockDecider.Resume(clock, At(at), calendar ?? Calendar))!;

    public static Clock Stopped(this Clock clock, string at) => Fold(clock, ClockDecider.Stop(clock, At(at)))!;

    public static Clock? Fold(Clock? clock, IEnumerable<object> events) => events.Aggregate(clock, Clock.Evolve);

    public static Clock Then(this Clock clock, IEnumerable<object> events) => Fold(clock, events)!;
}

using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>
/// The fixed moments of situation reports: every interval from the moment the level was raised or changed, whenever a
/// report came. A report answers for the moment ahead of it when that is at most half an interval away [P]: one that is
/// made earlier comes in addition, and the moment stays due. A moment is missed when its minute has passed.
/// </summary>
public static class EmergencyTimes
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    /// <summary>By when the first report is made by such a means.</summary>
    public static Instant FirstReportDue(Emergency emergency, string means) =>
        emergency.RaisedAt + Interval(means == FirstReports.Phone ? emergency.Terms.PhoneReport : emergency.Terms.WrittenReport);

    /// <summary>One interval after the raising.</summary>
    public static Instant FirstReportDue(Instant raisedAt, ResponseTerms terms) => raisedAt + Interval(terms.ReportEvery);

    /// <summary>The moment that is due next when a report is made at <paramref name="at"/>.</summary>
    public static Instant NextReportDue(Emergency emergency, Instant at)
    {
        var interval = Interval(emergency.Terms.ReportEvery);
        return emergency.LevelSince + (Whole(at + interval / 2 - emergency.LevelSince, interval) + 1) * interval;
    }

    /// <summary>How many fixed moments have passed without a report since the last one, as of a moment.</summary>
    public static int Missed(Emergency emergency, Instant at)
    {
        var late = at - Minute - emergency.NextReportDueAt;
        var passed = late < Duration.Zero ? 0 : Whole(late, Interval(emergency.Terms.ReportEvery)) + 1;
        return Math.Max((int)passed, emergency.MissedSince is null ? 0 : 1);
    }

    /// <summary>
    /// The limit of the task that waits for the next report: from the raising, the last report or the last change of level,
    /// whichever came last, to the fixed moment, to the minute.
    /// </summary>
    public static TimeLimit ReportLimit(Emergency emergency)
    {
        var opened = Instant.Max(emergency.LevelSince, emergency.LastReportAt ?? emergency.RaisedAt);
        var minutes = Math.Ceiling((emergency.NextReportDueAt - opened).TotalMinutes);
        return new((int)Math.Clamp(minutes, 1, TimeLimit.MaxAmount), TimeUnit.Minutes);
    }

    /// <summary>Whether situation reports can be due at such an interval: elapsed time, ten minutes to a week [P].</summary>
    internal static bool IsInterval(TimeLimit every) =>
        every.Unit is TimeUnit.Minutes or TimeUnit.Hours
        && Interval(every) >= Duration.FromMinutes(10) && Interval(every) <= Duration.FromDays(7);

    internal static Duration Interval(TimeLimit every) => every.Unit switch
    {
        TimeUnit.Minutes => Duration.FromMinutes(every.Amount),
        TimeUnit.Hours => Duration.FromHours(every.Amount),
        _ => throw new ArgumentException($"Situation reports are due after minutes or hours, not after {every}.", nameof(every)),
    };

    private static long Whole(Duration elapsed, Duration interval) => (long)Math.Floor(elapsed / interval);
}

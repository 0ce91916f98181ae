using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>
/// The fixed moments of situation reports: every interval from the moment the level was raised, whenever a report came.
/// </summary>
public static class EmergencyTimes
{
    /// <summary>One interval after the raising.</summary>
    public static Instant FirstReportDue(Instant raisedAt, ResponseTerms terms) => raisedAt + Interval(terms.ReportEvery);

    internal static Duration Interval(TimeLimit every) => every.Unit switch
    {
        TimeUnit.Minutes => Duration.FromMinutes(every.Amount),
        TimeUnit.Hours => Duration.FromHours(every.Amount),
        _ => throw new ArgumentException($"Situation reports are due after minutes or hours, not after {every}.", nameof(every)),
    };
}

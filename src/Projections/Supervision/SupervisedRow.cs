using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision;

/// <summary>One matter as supervision counts it (督查台账), table <c>read.supervised</c>; columns are the properties.</summary>
/// <param name="DueAt">
/// When the running clock that is due first runs out; null where none runs. No time of the applicant or the party counts.
/// </param>
/// <param name="WarnAt">When the first running clock has used 80 % of its limit.</param>
/// <param name="Breached">Whether any of its clocks but those ever ran out.</param>
/// <param name="WorkingDays">Working days that the doing took, of office hours, without the times it stood still; null while it is not finished.</param>
public sealed record SupervisedRow(
    Guid Id, string Number, string Kind, string? Item, string TitleZh, string TitleEn, string Stage, string Status, string Unit,
    string IntakeUnit, string? Town, string Channel, double? Longitude, double? Latitude, Instant OpenedAt, Instant? AcceptedAt,
    Instant? RespondedAt, Instant? FinishedAt, Instant? ArchivedAt, Instant? DueAt, Instant? WarnAt, bool Breached, bool? InTime,
    bool? InLegalTime, double? WorkingDays, int Corrections, int Returns, int Reworks, int Reopenings, int? Rating)
{
    public static SpanTable Table { get; } = SpanTable.Of<Matter, SupervisedRow>("read.supervised", Of);

    public static SchemaPart Schema { get; } = SchemaPart.File("Supervision/schema.sql");

    public static SupervisedRow? Of(Matter m, WorkingCalendar calendar)
    {
        if (!m.Listed) return null;
        var p = m.Performance;
        var running = m.RunningForUnits.ToList();
        return new(
            m.Id, m.Number, m.Kind, p.Item, m.About.Zh, m.About.En, m.Stage, m.Status, m.Unit, m.IntakeUnit, p.Town, m.Channel,
            p.Longitude, p.Latitude, m.OpenedAt, p.AcceptedAt, p.RespondedAt, p.FinishedAt, m.ArchivedAt,
            running.Min(clock => (Instant?)clock.DueAt), running.Min(clock => (Instant?)clock.WarnAt),
            m.LateForUnits.Any(), p.InTime, p.InLegalTime, WorkingTime.Of(m, p, calendar), p.Corrections,
            p.Returns, p.Reworks, p.Reopenings, p.Rating);
    }
}

/// <summary>The working time that a matter took (办理用时).</summary>
internal static class WorkingTime
{
    private static readonly TimeLimit Any = new(1, TimeUnit.WorkingHours);

    /// <summary>
    /// Office hours from the acceptance, or the opening, to the finish, without the times in which its clock stood still, in
    /// working days of the calendar's hours; to four decimals.
    /// </summary>
    public static double? Of(Matter matter, Performance performance, WorkingCalendar calendar)
    {
        if (performance.FinishedAt is not { } finished) return null;
        var begun = performance.Counted?.StartedAt ?? performance.AcceptedAt ?? matter.OpenedAt;
        if (finished < begun) return 0;
        var clock = new Clock
        {
            Name = "",
            Limit = Any,
            StartedAt = begun,
            DueAt = finished,
            WarnAt = finished,
            Provisional = false,
            CalendarVersion = calendar.Version,
            Suspensions = performance.Counted?.Suspensions ?? [],
        };
        return (double)ClockReader.Read(clock, finished, calendar).UsedDays;
    }
}

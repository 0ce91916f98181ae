using NodaTime;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>What a clock shows.</summary>
/// <param name="Name">The clock's name.</param>
/// <param name="Unit">The unit of its limit, such as <c>working-days</c>.</param>
/// <param name="StartedAt">When it began to run.</param>
/// <param name="DueAt">The last moment in time; null while suspended, because nobody knows it then.</param>
/// <param name="State"><c>running</c>, <c>suspended</c> or <c>stopped</c>.</param>
/// <param name="UsedDays">
/// Limits in days: whole days of the unit that have ended (a late clock counts the day it is in, and at least one).
/// Working hours: office days, each as long as the calendar's office hours (7 hours unless set otherwise). Hours and
/// minutes: days of 24 hours. To four decimals.
/// </param>
/// <param name="RemainingDays">The limit less what is used, in the same days; negative when late.</param>
/// <param name="Light"><c>green</c>, <c>yellow</c> from 80 % on, <c>red</c> when late.</param>
/// <param name="Provisional">Whether a holiday notice that is not out yet may still move the due date.</param>
public sealed record ClockReading(
    string Name,
    string Unit,
    Instant StartedAt,
    Instant? DueAt,
    string State,
    decimal UsedDays,
    decimal RemainingDays,
    string Light,
    bool Provisional);

/// <summary>Reads clocks.</summary>
public static class ClockReader
{
    /// <summary>
    /// What the clock shows at a moment. A stopped clock shows what it showed when it stopped; a suspended one keeps
    /// the colour it had.
    /// </summary>
    public static ClockReading Read(Clock clock, Instant now, WorkingCalendar calendar)
    {
        var at = Instant.Max(clock.StoppedAt ?? now, clock.StartedAt);
        var ran = LastRunning(clock, at);
        var late = ran > clock.DueAt;
        var limit = clock.Limit;
        var countdown = new Countdown(calendar, limit.Unit, clock.StartedAt, clock.Suspensions, at);
        var used = (decimal)countdown.Used(at, limit, clock.DueAt, late);
        var whole = limit.Unit.IsDay() ? limit.Amount : (decimal)Countdown.Ticks(limit);
        var perDay = limit.Unit switch
        {
            TimeUnit.WorkingDays or TimeUnit.Days => 1,
            TimeUnit.WorkingHours => calendar.Hours.TicksADay,
            _ => NodaConstants.TicksPerDay,
        };
        return new(
            clock.Name,
            limit.Unit.Code(),
            clock.StartedAt,
            clock.State == ClockState.Suspended ? null : clock.DueAt,
            State(clock.State),
            decimal.Round(used / perDay, 4),
            decimal.Round((whole - used) / perDay, 4),
            clock.Breached || late ? "red" : ran >= clock.WarnAt ? "yellow" : "green",
            clock.Provisional);
    }

    /// <summary>
    /// The last moment up to the given one at which the clock ran; one that was stopped while suspended ran no more
    /// since the suspension.
    /// </summary>
    private static Instant LastRunning(Clock clock, Instant at)
    {
        foreach (var suspension in clock.Suspensions)
            if (suspension.From <= at && (suspension.To is not { } to || at < to || to == clock.StoppedAt))
                return suspension.From;
        return at;
    }

    private static string State(ClockState state) => state switch
    {
        ClockState.Running => "running",
        ClockState.Suspended => "suspended",
        ClockState.Stopped => "stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}

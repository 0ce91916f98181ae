using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Plans;

/// <summary>The deadline and its clock: natural days from the day of the plan, to the end of the last day in Beijing.</summary>
internal static class DeadlineRules
{
    internal static IReadOnlyList<object> Start(Instant published, LocalDate deadline, WorkingCalendar calendar) =>
        ClockDecider.Start(Initiative.Clock, LimitOf(published, deadline), published, calendar);

    /// <summary>
    /// A new promise with a clock of its own, from the day of the plan as before; that the old one was missed, if it was, stays.
    /// </summary>
    internal static Decision Move(Initiative state, MoveInitiativeDeadline command, StepContext context)
    {
        var published = state.OpenedAt.InZone(WorkingCalendar.Zone).Date;
        if (command.Deadline == state.Deadline) return Decision.Nothing;
        if (command.Deadline <= published) return InitiativeFieldInvalid.BeforeThePlan("deadline", published);
        if (Period.DaysBetween(published, command.Deadline) > TimeLimit.MaxAmount)
            return InitiativeFieldInvalid.Of("deadline", "期限过远。", "It lies too far ahead.");
        if (string.IsNullOrWhiteSpace(command.Reason)) return InitiativeFieldInvalid.Required("reason");
        return Decision.Of([
            new InitiativeDeadlineMoved(
                state.Deadline, command.Deadline, command.Reason.Trim(), command.Document, context.Actor.Id),
            .. Start(state.OpenedAt, command.Deadline, context.Calendar)]);
    }

    private static TimeLimit LimitOf(Instant published, LocalDate deadline) => new(
        Period.DaysBetween(published.InZone(WorkingCalendar.Zone).Date, deadline), TimeUnit.Days);
}

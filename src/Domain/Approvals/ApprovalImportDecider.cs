using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Approvals;

/// <summary>
/// What an imported application adds to the ledger. Every fact carries its own time; the clock runs from the start
/// to the other system's own planned date, and its warning and breach stand where they would have been raised.
/// </summary>
public static class ApprovalImportDecider
{
    /// <summary>The clock of an imported application: due when the other system planned its end.</summary>
    public const string ClockName = "planned";

    public static Decision Decide(ImportApproval command, ImportedApproval? state, StepContext context)
    {
        var (known, steps) = (command.Case, state?.New(command.Steps) ?? command.Steps);
        if (state is not null && state.Knows(known, command.Steps)) return new ApprovalAlreadyImported();

        var opening = state is null ? Opening(command, context.Calendar) : [];
        var clock = state?.Clocks.GetValueOrDefault(ClockName) ?? Clock.Evolve(null, opening[^1].Fact)!;
        var ending = state?.ArchivedAt is null ? known.EndedAt : null;
        var following = steps.Select(step => Of(known, step))
            .Concat(Signals(clock, ending ?? context.Now))
            .Concat(ending is { } end ? Ending(known, clock, end) : [])
            .OrderBy(fact => fact.OccurredAt);
        return Decision.Of([.. opening, .. following]);
    }

    private static Dated[] Opening(ImportApproval command, WorkingCalendar calendar)
    {
        var c = command.Case;
        return
        [
            new(new ApprovalImported(
                command.ApprovalId, command.Number, c.Source, c.CaseId, c.Channel, c.Department, c.Group, c.Responsible,
                c.StartedAt, c.PlannedAt, c.DeadlineAt), c.StartedAt, Person(c.Responsible, c.Department)),
            new(ClockUntil(c.StartedAt, c.PlannedAt, calendar), c.StartedAt, Actor.System),
        ];
    }

    /// <summary>A clock whose due date is given: natural days from start to then, warning as for days.</summary>
    private static ClockStarted ClockUntil(Instant start, Instant due, WorkingCalendar calendar)
    {
        LocalDate Day(Instant at) => at.InZone(WorkingCalendar.Zone).Date;
        var days = new TimeLimit(Period.DaysBetween(Day(start), Day(due)), TimeUnit.Days);
        var counted = (ClockStarted)ClockDecider.Start(ClockName, days, start, calendar)[0];
        return counted with { DueAt = due, WarnAt = Instant.Max(counted.WarnAt, start) };
    }

    private static Dated Of(ImportedCase c, ImportedStep step) => new(
        new ApprovalStepImported(c.Source, step.Instance, step.Activity, step.Transition, step.Group, step.Resource),
        step.At, Person(step.Resource, step.Group ?? ""));

    /// <summary>The warning and the breach, where they lie before the end; at that very moment nobody is late.</summary>
    private static IEnumerable<Dated> Signals(Clock clock, Instant end)
    {
        if (clock.WarnAt < end)
            foreach (var e in ClockDecider.Warn(clock, clock.WarnAt)) yield return new(e, clock.WarnAt, Actor.System);
        if (clock.DueAt < end)
            foreach (var e in ClockDecider.Breach(clock, clock.DueAt)) yield return new(e, clock.DueAt, Actor.System);
    }

    private static IEnumerable<Dated> Ending(ImportedCase c, Clock clock, Instant end) =>
        ClockDecider.Stop(clock, end).Select(e => new Dated(e, end, Actor.System))
            .Append(new(new ImportedApprovalArchived(c.Source, end), end, Person(c.Responsible, c.Department)));

    private static Actor Person(string name, string unit) => new(name, name, [], unit, "import");
}

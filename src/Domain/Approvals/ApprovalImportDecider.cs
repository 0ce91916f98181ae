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
        if (state is not null && state.Knows(known, command.Steps)) return Decision.Nothing;

        var opening = state is null ? Opening(command, context.Calendar) : [];
        var clock = state?.Clocks.GetValueOrDefault(ClockName) ?? Clock.Evolve(null, opening[^1].Fact)!;
        var ending = state?.ArchivedAt is null ? known.EndedAt : null;
        var following = steps.Select(step => Of(known, step))
            .Concat(PastClock.Course(clock, ending, context.Now))
            .Concat(Ending(known, ending))
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
            PastClock.Start(ClockName, c.StartedAt, c.PlannedAt, calendar),
        ];
    }

    private static Dated Of(ImportedCase c, ImportedStep step) => new(
        new ApprovalStepImported(c.Source, step.Instance, step.Activity, step.Transition, step.Group, step.Resource),
        step.At, Person(step.Resource, step.Group ?? ""));

    private static IEnumerable<Dated> Ending(ImportedCase c, Instant? ending) => ending is { } end
        ? [new(new ImportedApprovalArchived(c.Source, end), end, Person(c.Responsible, c.Department))]
        : [];

    private static Actor Person(string name, string unit) => new(name, name, [], unit, "import");
}

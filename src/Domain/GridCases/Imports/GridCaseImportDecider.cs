using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases.Imports;

/// <summary>
/// What an imported case adds to the ledger. Every fact carries its own time. A case with a due date has a clock from the
/// report to then; importing again yields nothing, a later file adds what was done since and the end.
/// </summary>
public static class GridCaseImportDecider
{
    public static Decision Decide(ImportGridCase command, ImportedGridCase? state, StepContext context)
    {
        var known = command.Case;
        if (state?.Knows(known) == true) return Decision.Nothing;

        IReadOnlyList<Dated> opening = state is null ? Opening(command, context.Calendar) : [];
        var clock = state?.Clocks.GetValueOrDefault(ImportedGridCase.ClockName)
            ?? opening.Select(fact => Clock.Evolve(null, fact.Fact)).LastOrDefault();
        var end = state?.ArchivedAt is null ? known.ClosedAt : null;
        var following = Action(state, known)
            .Concat(clock is null ? [] : PastClock.Course(clock, end, context.Now))
            .Concat(Ending(known, end))
            .OrderBy(fact => fact.OccurredAt);
        return Decision.Of([.. opening, .. following]);
    }

    private static List<Dated> Opening(ImportGridCase command, WorkingCalendar calendar)
    {
        var c = command.Case;
        var opening = new List<Dated>
        {
            new(new GridCaseImported(
                command.CaseId, command.Number, c.Source, c.SourceId, c.KindCode, c.Unit, c.Channel, c.Title, c.CreatedAt,
                c.DueAt, c.StatusWord, c.Place), c.CreatedAt, Of(c)),
        };
        if (c.DueAt is { } due) opening.Add(PastClock.Start(ImportedGridCase.ClockName, c.CreatedAt, due, calendar));
        return opening;
    }

    private static IEnumerable<Dated> Action(ImportedGridCase? state, PastCase c) =>
        c.ActedAt is { } at && state?.HasNewAction(c) != false
            ? [new(new ImportedGridCaseUpdated(c.Source, c.Unit, c.StatusWord, at), at, Of(c))]
            : [];

    private static IEnumerable<Dated> Ending(PastCase c, Instant? end) =>
        end is { } at ? [new(new ImportedGridCaseArchived(c.Source, c.Unit, c.StatusWord, at), at, Of(c))] : [];

    /// <summary>Logs name no persons: the unit did it.</summary>
    private static Actor Of(PastCase c) => new(c.Unit, c.Unit, [], c.Unit, "import");
}

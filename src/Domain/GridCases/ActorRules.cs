using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases;

/// <summary>Who may do what to a case beside its tasks.</summary>
internal static class ActorRules
{
    private static readonly string[] CoUnitTasks =
        ["report-in", "co-handling", "whistled-report-in", "whistled-handling"];

    internal static bool Dispatches(GridCase state, Actor actor) =>
        actor.Unit == state.Centre && (actor.Has(Roles.Dispatcher) || actor.Has(Roles.DutyOfficer));

    internal static bool Handles(GridCase state, Actor actor) =>
        actor.Unit == state.HandlingUnit && actor.Has(Roles.Officer);

    /// <summary>Handles it, alone or together with others.</summary>
    internal static bool TakesPart(GridCase state, Actor actor) =>
        Handles(state, actor) || (state.CoUnits.Contains(actor.Unit) && actor.Has(Roles.Officer));

    /// <summary>Whether the actor's unit has a task as a co-unit open, also after the lead unit is done.</summary>
    internal static bool HasPartOpen(GridCase state, Actor actor) =>
        state.Process is { } process && actor.Has(Roles.Officer)
        && process.WorkItems.Values.Any(item => item.Unit == actor.Unit && CoUnitTasks.Contains(item.Element));

    /// <summary>Why nothing can be done in the handling now by its lead unit, or null.</summary>
    internal static Refusal? NotHandling(GridCase? state, Actor actor) => state switch
    {
        null => new GridCaseNotFound(),
        _ when Over(state) is { } over => over,
        { InEmergency: true } => new CaseInEmergency(),
        { HandlingBegun: false } or { ResolvedAt: not null } => new CaseNotInHandling(),
        _ => Handles(state, actor) ? null : new CaseHandlerNeeded(),
    };

    /// <summary>That it is over, or null.</summary>
    internal static Refusal? Over(GridCase state) => state switch
    {
        { Closure: { } closure } => new GridCaseClosed(closure),
        { ArchivedAt: not null } => new GridCaseAlreadyArchived(),
        _ => null,
    };
}

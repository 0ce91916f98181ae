using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases;

/// <summary>Who may do what to a case beside its tasks.</summary>
internal static class ActorRules
{
    internal static bool Dispatches(GridCase state, Actor actor) =>
        actor.Unit == state.Centre && (actor.Has(Roles.Dispatcher) || actor.Has(Roles.DutyOfficer));

    internal static bool Handles(GridCase state, Actor actor) =>
        actor.Unit == state.HandlingUnit && actor.Has(Roles.Officer);

    /// <summary>Handles it, alone or together with others.</summary>
    internal static bool TakesPart(GridCase state, Actor actor) =>
        Handles(state, actor) || (state.CoUnits.Contains(actor.Unit) && actor.Has(Roles.Officer));

    /// <summary>Why nothing can be done in the handling now by its lead unit, or null.</summary>
    internal static Refusal? NotHandling(GridCase? state, Actor actor) => state switch
    {
        null => new GridCaseNotFound(),
        _ when Over(state) is { } over => over,
        { Wartime: true } => new CaseInEmergency(),
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

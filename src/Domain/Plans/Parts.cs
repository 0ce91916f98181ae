using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Plans;

/// <summary>Who has which part in an initiative (职责).</summary>
internal static class Parts
{
    /// <summary>An officer or the approver of a leading unit, or of the unit that answers for a group of them.</summary>
    internal static bool IsLead(Initiative state, Actor actor) =>
        Works(actor) && (actor.Unit == state.Unit || state.LeadUnits.Contains(actor.Unit));

    /// <summary>The same of a leading or a supporting unit.</summary>
    internal static bool HasPart(Initiative state, Actor actor) =>
        IsLead(state, actor) || Works(actor) && state.Support.Any(party => party.Units.Contains(actor.Unit));

    internal static bool IsSupervisor(Actor actor) => actor.Has(Roles.Supervisor);

    internal static bool MayWarn(Initiative state, Actor actor) => HasPart(state, actor) || IsSupervisor(actor);

    private static bool Works(Actor actor) => actor.Has(Roles.Officer) || actor.Has(Roles.Approver);
}

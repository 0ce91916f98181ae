using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>Who may do what in an emergency.</summary>
internal static class EmergencyAuthority
{
    /// <summary>
    /// Raising: dispatchers and duty officers of the centre, duty officers and commanders of the plan's units, and a machine
    /// that passes on what one of them decided.
    /// </summary>
    internal static bool MayRaise(GridCase state, ResponsePlan plan, Actor actor) =>
        actor.Has(Roles.Integrator)
        || (actor.Unit == state.Centre && (actor.Has(Roles.Dispatcher) || IsOnDuty(actor)))
        || ((actor.Unit == plan.CommandUnit || actor.Unit == plan.DutyUnit) && IsOnDuty(actor));

    /// <summary>Changing the level: who commands, and duty officers of the centre and of the plan's units.</summary>
    internal static bool MayChangeLevel(GridCase state, Emergency emergency, Actor actor) =>
        Commands(emergency, actor)
        || (actor.Has(Roles.DutyOfficer)
            && (actor.Unit == state.Centre || actor.Unit == emergency.Terms.CommandUnit || actor.Unit == emergency.Terms.DutyUnit));

    /// <summary>Who commands: a commander of the command unit, or a member of the command group.</summary>
    internal static bool Commands(Emergency emergency, Actor actor) =>
        (actor.Has(Roles.Commander) && actor.Unit == emergency.Terms.CommandUnit) || IsInGroup(emergency, actor);

    /// <summary>Resources: who commands, and who is on duty for it.</summary>
    internal static bool MayAssign(Emergency emergency, Actor actor) =>
        Commands(emergency, actor)
        || (actor.Has(Roles.DutyOfficer) && (actor.Unit == emergency.Terms.DutyUnit || actor.Unit == emergency.Terms.CommandUnit));

    /// <summary>Whether a person is meant: by the id of their account, or by their name.</summary>
    internal static bool IsPerson(string person, Actor actor) =>
        string.Equals(person, actor.Id, StringComparison.OrdinalIgnoreCase) || person == actor.Name;

    private static bool IsOnDuty(Actor actor) => actor.Has(Roles.DutyOfficer) || actor.Has(Roles.Commander);

    /// <summary>By account; by name only in the units that lead: elsewhere somebody else may have the same name.</summary>
    private static bool IsInGroup(Emergency emergency, Actor actor) =>
        emergency.CommandGroup is { } group
        && group.Members.Append(group.Commander).Any(person =>
            string.Equals(person, actor.Id, StringComparison.OrdinalIgnoreCase)
            || (person == actor.Name && (actor.Unit == emergency.Terms.CommandUnit || actor.Unit == emergency.Terms.DutyUnit)));
}

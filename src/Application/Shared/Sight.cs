using SmartCity.Domain.Shared;

namespace SmartCity.Application.Shared;

/// <summary>
/// Who may know of a matter (可见范围): a unit that has or had a part in it, and the roles that watch over all. To
/// everybody else it is not there.
/// </summary>
public static class Sight
{
    private static readonly string[] SeeAll =
        [Roles.Supervisor, Roles.Auditor, Roles.Administrator, Roles.Integrator, Actor.SystemRole];

    /// <summary>Whether the actor may see every matter of the district.</summary>
    public static bool SeesAll(Actor actor) => actor.Roles.Any(SeeAll.Contains);

    public static bool Sees(Actor actor, Matter matter) => SeesAll(actor) || matter.Units.Contains(actor.Unit);

    /// <summary>
    /// Whether the actor needs personal data in clear: they work in a unit that answers for the matter, took it in, or
    /// has a task in it now. Watching over it is no such need, and passing it on for others is none either.
    /// </summary>
    public static bool NeedsPersonalData(Actor actor, Matter matter) =>
        !actor.Has(Roles.Integrator)
        && (actor.Unit == matter.Unit || actor.Unit == matter.IntakeUnit
            || matter.Process?.WorkItems.Values.Any(item => item.Unit == actor.Unit) == true);
}

/// <summary>There is no such matter, or it is not for the caller to know of.</summary>
public sealed record MatterNotFound() : Refusal(RefusalKind.NotFound, "matter.not-found",
    new("没有此办件。", "There is no such matter."));

using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Referrals.Fhir;

/// <summary>Who may know of every resource (可见范围): whoever watches over all, and a machine that speaks for every institution.</summary>
public static class FhirSight
{
    /// <summary>A machine that speaks for some institutions only is as one of its own unit.</summary>
    public static bool SeesAll(Actor actor) =>
        Sight.SeesAll(actor) && (!actor.Has(Roles.Integrator) || actor.ActsFor.Contains(Actor.EveryUnit));

    public static bool Sees(Actor actor, Matter matter) => SeesAll(actor) || matter.Units.Contains(actor.Unit);
}

namespace SmartCity.Domain.Shared;

/// <summary>
/// Who acts (经办人): account id, name for people, roles, the code of the unit they belong to, and the channel
/// (<c>window</c>, <c>web</c>, <c>hotline</c>, <c>api</c>, <c>timer</c> …) through which they act.
/// </summary>
public sealed record Actor(string Id, string Name, IReadOnlyList<string> Roles, string Unit, string Channel)
{
    /// <summary>The system itself, for timers and reactions.</summary>
    public static Actor System { get; } = new("system", "系统", [SystemRole], "", "timer");

    /// <summary>The role under which the system acts.</summary>
    public const string SystemRole = "system";

    /// <summary>In <see cref="ActsFor"/>: every unit of the district.</summary>
    public const string EveryUnit = "*";

    /// <summary>Codes of the units that a machine speaks for besides its own; none for a person.</summary>
    public IReadOnlyList<string> ActsFor { get; init; } = [];

    /// <summary>Whether the actor has the role.</summary>
    public bool Has(string role) => Roles.Contains(role);

    /// <summary>Whether the actor is a machine that speaks for the unit. A person acts in their own by their role, and never by this.</summary>
    public bool IsSystemOf(string unit) =>
        Has(Shared.Roles.Integrator) && (Unit == unit || ActsFor.Contains(unit) || ActsFor.Contains(EveryUnit));
}

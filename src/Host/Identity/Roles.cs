namespace SmartCity.Host.Identity;

/// <summary>The fixed words for roles (角色) of people and machines; units narrow what a role may touch.</summary>
public static class Roles
{
    public const string WindowClerk = "window-clerk", Reviewer = "reviewer", Officer = "officer", Approver = "approver",
        Expert = "expert", Inspector = "inspector", HearingOfficer = "hearing-officer", Supervisor = "supervisor",
        Auditor = "auditor", Administrator = "administrator", Integrator = "integrator";

    /// <summary>Roles of people who carry matters forward.</summary>
    public static IReadOnlyList<string> Handlers { get; } =
        [WindowClerk, Reviewer, Officer, Approver, Expert, Inspector, HearingOfficer, Supervisor];

    /// <summary>Every role of a person.</summary>
    public static IReadOnlyList<string> Staff { get; } = [.. Handlers, Auditor, Administrator];
}

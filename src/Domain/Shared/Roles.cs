namespace SmartCity.Domain.Shared;

/// <summary>The roles (角色) an account can have; processes and catalogue use these words and no others.</summary>
internal static class Roles
{
    /// <summary>Takes applications in, delivers, invites to rate (综合窗口人员).</summary>
    public const string WindowClerk = "window-clerk";

    /// <summary>Handles a case in its unit (主办人员).</summary>
    public const string Officer = "officer";

    /// <summary>Checks what an officer handled, or reviews for a department (复核/会审人员).</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Head of a unit or who signs for the head (审批负责人).</summary>
    public const string Approver = "approver";

    public const string Expert = "expert";

    public const string Inspector = "inspector";

    /// <summary>Chairs hearings (听证主持人).</summary>
    public const string HearingOfficer = "hearing-officer";

    /// <summary>Supervises and calls back (督办、回访人员).</summary>
    public const string Supervisor = "supervisor";

    public const string Auditor = "auditor";

    public const string Administrator = "administrator";

    public static IReadOnlyList<string> All { get; } =
    [
        WindowClerk, Officer, Reviewer, Approver, Expert, Inspector, HearingOfficer, Supervisor, Auditor, Administrator,
    ];
}

namespace SmartCity.Domain.Shared;

/// <summary>
/// The roles (角色) an account can have; processes, catalogue and rights use these words and no others. A unit narrows
/// what a role may touch.
/// </summary>
public static class Roles
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

    /// <summary>Walks the cells of a grid: reports, checks, verifies on site (网格员).</summary>
    public const string GridMember = "grid-member";

    /// <summary>Takes city cases in, classifies and dispatches them, calls reporters back (受理派遣员).</summary>
    public const string Dispatcher = "dispatcher";

    /// <summary>Leads a shift of dispatchers: decides on escalations and extensions (值班长).</summary>
    public const string DutyOfficer = "duty-officer";

    /// <summary>Leads the response to an emergency (应急指挥员).</summary>
    public const string Commander = "commander";

    /// <summary>Refers and treats patients, asks for and gives consultations (医生).</summary>
    public const string Doctor = "doctor";

    /// <summary>Takes referrals and consultations in for an institution: accepts, books, declines (转诊办).</summary>
    public const string ReferralOfficer = "referral-officer";

    /// <summary>Supervises and calls back (督办、回访人员).</summary>
    public const string Supervisor = "supervisor";

    public const string Auditor = "auditor";

    public const string Administrator = "administrator";

    /// <summary>A machine that acts for others (接入系统).</summary>
    public const string Integrator = "integrator";

    /// <summary>Roles of people who carry matters forward.</summary>
    public static IReadOnlyList<string> Handlers { get; } =
    [
        WindowClerk, Officer, Reviewer, Approver, Expert, Inspector, HearingOfficer, GridMember, Dispatcher, DutyOfficer,
        Commander, Supervisor, Doctor, ReferralOfficer,
    ];

    /// <summary>Every role of a person.</summary>
    public static IReadOnlyList<string> Staff { get; } = [.. Handlers, Auditor, Administrator];
}

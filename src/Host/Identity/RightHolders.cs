using SmartCity.Domain.Shared;

namespace SmartCity.Host.Identity;

/// <summary>Who holds which right.</summary>
public static partial class Rights
{
    /// <summary>Each right and the roles that hold it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Holders { get; } =
        new Dictionary<string, IReadOnlyList<string>>
        {
            [UsePages] = Roles.Staff,
            [FileApproval] = [Roles.WindowClerk, Roles.Integrator],
            [ActForApplicant] = [Roles.WindowClerk, Roles.Dispatcher, Roles.DutyOfficer, Roles.Integrator],
            [HandleApprovals] = [Roles.Officer, Roles.Approver],
            [RevokeApproval] = [Roles.Approver],
            [TakeTickets] = [Roles.WindowClerk, Roles.Integrator],
            [ServeHall] = [Roles.WindowClerk],
            [ReportCase] = [Roles.GridMember, Roles.Dispatcher, Roles.DutyOfficer, Roles.Officer, Roles.WindowClerk, Roles.Commander, Roles.Integrator],
            [AnalyseCases] = [Roles.Dispatcher, Roles.DutyOfficer],
            [HandleCases] = [Roles.Officer],
            [CommandEmergency] = [Roles.Commander, Roles.DutyOfficer],
            [TakeOrders] = Roles.Handlers,
            [PlanPatrols] = [Roles.DutyOfficer, Roles.Officer, Roles.Administrator],
            [WalkPatrols] = [Roles.GridMember],
            [KeepDevices] = [Roles.Officer, Roles.Administrator, Roles.Integrator],
            [SendTelemetry] = [DeviceRole],
            [ReportViolation] = [Roles.Officer, Roles.Inspector, Roles.GridMember, Roles.Dispatcher, Roles.DutyOfficer, Roles.Integrator],
            [HandleViolations] = [Roles.Officer, Roles.Approver],
            [ActForParty] = [Roles.Officer, Roles.WindowClerk, Roles.Integrator],
            [RequestConsultation] = [Roles.Doctor, Roles.WindowClerk, Roles.Integrator],
            [SettleAccounts] = [Roles.ReferralOfficer, Roles.Supervisor, Roles.Integrator],
            [ReadSettlements] = [Roles.ReferralOfficer, Roles.Supervisor, Roles.Auditor, Roles.Integrator],
            [KeepNotices] = [.. Roles.Handlers, Roles.Administrator, Roles.Integrator],
            [SendNoticesAgain] = [Roles.Supervisor, Roles.Administrator],
            [AnswerClaims] = [Roles.Integrator],
            [ReferPatients] = [Roles.Doctor, Roles.Integrator],
            [ReadReferrals] = [Roles.Doctor, Roles.ReferralOfficer, Roles.Supervisor, Roles.Auditor, Roles.Administrator, Roles.Integrator],
            [KeepPatients] = [Roles.Doctor, Roles.ReferralOfficer, Roles.WindowClerk, Roles.Integrator],
            [ReadPatients] =
            [
                Roles.Doctor, Roles.ReferralOfficer, Roles.WindowClerk, Roles.Supervisor, Roles.Auditor, Roles.Administrator, Roles.Integrator,
            ],
            [OpenInEmergency] = [Roles.Doctor],
            [RequestErasure] = [Roles.ReferralOfficer, Roles.Administrator],
            [DecideErasure] = [Roles.Supervisor, Roles.Administrator],
            [WorkOnPlan] = [Roles.Officer, Roles.Approver, Roles.Supervisor],
            [MovePlanDeadline] = [Roles.Supervisor],
            [UseFhir] = [Roles.Doctor, Roles.ReferralOfficer, Roles.Integrator],
            [WorkOnTasks] = Roles.Handlers,
            [ReadMatters] = [.. Roles.Staff, Roles.Integrator],
            [ReadCatalogue] = [.. Roles.Staff, Roles.Integrator],
            [AddAttachments] = [.. Roles.Handlers, Roles.Administrator, Roles.Integrator],
            [UseAttachments] = [.. Roles.Staff, Roles.Integrator],
            [Supervise] = [Roles.Supervisor, Roles.Auditor, Roles.Administrator],
            [WithholdReviews] = [Roles.Supervisor],
            [Audit] = [Roles.Auditor],
            [WatchAudit] = [Roles.Auditor, Roles.Supervisor, Roles.Administrator],
            [RequestRelease] = [Roles.Auditor],
            [DecideRelease] = [Roles.Auditor, Roles.Supervisor],
            [WatchReadModels] = [Roles.Auditor, Roles.Administrator],
            [Administer] = [Roles.Administrator],
            [ReadTasks] = [.. Roles.Handlers, Roles.Auditor],
            [ReadImports] = [Roles.Integrator, Roles.Administrator, Roles.Auditor],
            [ReadHall] = [Roles.WindowClerk, Roles.Auditor],
            [ReadDuplicates] = [Roles.Dispatcher, Roles.DutyOfficer, Roles.Auditor],
            [ReadErasures] = [Roles.Supervisor, Roles.Administrator, Roles.Auditor],
            [ReadFhir] = [Roles.Doctor, Roles.ReferralOfficer, Roles.Integrator],
            [Import] = [Roles.Integrator, Roles.Administrator],
            [MoveDemoClock] = [Roles.Administrator],
        };
}

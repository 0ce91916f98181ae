using Microsoft.AspNetCore.Authorization;

namespace SmartCity.Host.Identity;

/// <summary>
/// The rights (权限) that endpoints ask for, one authorisation policy each. A right says which roles may call an endpoint
/// at all; which matters and tasks they then see is a question of unit and task, answered where the matter is read.
/// Every endpoint names one of these or is explicitly anonymous.
/// </summary>
public static partial class Rights
{
    /// <summary>Open the pages for people; what each shows and does asks for its own right.</summary>
    public const string UsePages = "use-pages";

    /// <summary>Take in an application for an approval.</summary>
    public const string FileApproval = "file-approval";

    /// <summary>Do what an applicant may do, on the applicant's behalf: supply materials, withdraw, rate.</summary>
    public const string ActForApplicant = "act-for-applicant";

    /// <summary>Extend, suspend and resume an approval outside its tasks.</summary>
    public const string HandleApprovals = "handle-approvals";

    /// <summary>Revoke an approval after its decision.</summary>
    public const string RevokeApproval = "revoke-approval";

    /// <summary>Take a ticket of the service hall's queue, and give it up.</summary>
    public const string TakeTickets = "take-tickets";

    /// <summary>Call, serve and pass on the tickets of one's own service hall.</summary>
    public const string ServeHall = "serve-hall";

    /// <summary>Report a city case.</summary>
    public const string ReportCase = "report-case";

    /// <summary>Split and merge reports.</summary>
    public const string AnalyseCases = "analyse-cases";

    /// <summary>Contact, give feedback, ask for time, suspend, whistle for others, on a case of one's unit.</summary>
    public const string HandleCases = "handle-cases";

    /// <summary>Raise, change and end an emergency, give orders, assign resources.</summary>
    public const string CommandEmergency = "command-emergency";

    /// <summary>Acknowledge an order to one's unit and report it carried out.</summary>
    public const string TakeOrders = "take-orders";

    /// <summary>Plan the shifts of grid members.</summary>
    public const string PlanPatrols = "plan-patrols";

    /// <summary>Walk one's own shift: start it, send the track, report its tasks, end it.</summary>
    public const string WalkPatrols = "walk-patrols";

    /// <summary>Enter devices of one's unit into the registry, change them, give them commands.</summary>
    public const string KeepDevices = "keep-devices";

    /// <summary>Hand in what a device measured and what state it is in, as that device itself.</summary>
    public const string SendTelemetry = "send-telemetry";

    /// <summary>The role of a device that proved itself; no person holds it.</summary>
    public const string DeviceRole = "device";

    /// <summary>Report a violation, or a reading of a vehicle.</summary>
    public const string ReportViolation = "report-violation";

    /// <summary>Add evidence, note a review or a lawsuit, on a violation that one's unit takes part in.</summary>
    public const string HandleViolations = "handle-violations";

    /// <summary>Hand in what a party to a violation says, asks for or pays.</summary>
    public const string ActForParty = "act-for-party";

    /// <summary>Ask another institution for a consultation, and withdraw it; take in a citizen's question.</summary>
    public const string RequestConsultation = "request-consultation";

    /// <summary>Submit the settlement of what was done to the payer, and settle what is disputed.</summary>
    public const string SettleAccounts = "settle-accounts";

    /// <summary>Read settlements, and the comparison with the payer's statements.</summary>
    public const string ReadSettlements = "read-settlements";

    /// <summary>Answer a claim as the payer's system.</summary>
    public const string AnswerClaims = "answer-claims";

    /// <summary>Refer a patient, submit and withdraw a referral, for one's institution.</summary>
    public const string ReferPatients = "refer-patients";

    /// <summary>Read the referrals of patients whom one's institution treats or referred.</summary>
    public const string ReadReferrals = "read-referrals";
    /// <summary>Enter patients into the health record index, find them, keep their records and cards.</summary>
    public const string KeepPatients = "keep-patients";

    /// <summary>Read a patient's record, and who read it; what of it is a question of treatment, consent and emergency.</summary>
    public const string ReadPatients = "read-patients";

    /// <summary>Open a patient's record in an emergency, with no other ground.</summary>
    public const string OpenInEmergency = "open-in-emergency";

    /// <summary>Ask that what is known of a patient be erased.</summary>
    public const string RequestErasure = "request-erasure";

    /// <summary>Approve of an erasure that somebody else asked for, or decline it.</summary>
    public const string DecideErasure = "decide-erasure";

    /// <summary>Carry an initiative of the plan one's unit has a part in: milestones, progress, risks, evidence; report an indicator.</summary>
    public const string WorkOnPlan = "work-on-plan";

    /// <summary>Give an initiative of the plan another deadline.</summary>
    public const string MovePlanDeadline = "move-plan-deadline";

    /// <summary>Read and write the resources of the FHIR face.</summary>
    public const string UseFhir = "use-fhir";

    /// <summary>See the tasks of one's own roles and unit; auditors those of any unit.</summary>
    public const string ReadTasks = "read-tasks";

    /// <summary>See, claim, release, delegate and complete tasks of one's own roles and unit.</summary>
    public const string WorkOnTasks = "work-on-tasks";

    /// <summary>Read matters within one's unit, or all of them for roles that span the district.</summary>
    public const string ReadMatters = "read-matters";

    /// <summary>Read the published catalogue: items, kinds, forms, units, calendars.</summary>
    public const string ReadCatalogue = "read-catalogue";

    /// <summary>Download the attachments of what one may read.</summary>
    public const string UseAttachments = "use-attachments";

    /// <summary>Upload attachments.</summary>
    public const string AddAttachments = "add-attachments";

    /// <summary>See boards, cards and figures across units.</summary>
    public const string Supervise = "supervise";

    /// <summary>Let what somebody wrote of a service be published, or take it out of the publication.</summary>
    public const string WithholdReviews = "withhold-reviews";

    /// <summary>Read raw streams, the ledger's proofs and exports.</summary>
    public const string Audit = "audit";

    /// <summary>See what auditors read, and what they were let read in clear.</summary>
    public const string WatchAudit = "watch-audit";

    /// <summary>Ask to read what one stream holds of persons in clear: the one command that auditors have.</summary>
    public const string RequestRelease = "request-release";

    /// <summary>Let somebody else read in clear, or not.</summary>
    public const string DecideRelease = "decide-release";

    /// <summary>See what the reconciler found in read models.</summary>
    public const string WatchReadModels = "watch-read-models";

    /// <summary>Publish catalogue items and calendars, migrate matters, rebuild read models.</summary>
    public const string Administer = "administer";

    /// <summary>Say of a notice to oneself that it is read.</summary>
    public const string KeepNotices = "keep-notices";

    /// <summary>Have a notice that failed sent again.</summary>
    public const string SendNoticesAgain = "send-notices-again";

    /// <summary>See what came of an import.</summary>
    public const string ReadImports = "read-imports";

    /// <summary>See the queue of a service hall.</summary>
    public const string ReadHall = "read-hall";

    /// <summary>See which cases may be duplicates of one another.</summary>
    public const string ReadDuplicates = "read-duplicates";

    /// <summary>See which erasures wait for a second person.</summary>
    public const string ReadErasures = "read-erasures";

    /// <summary>Read the resources of the FHIR face.</summary>
    public const string ReadFhir = "read-fhir";

    /// <summary>Import many past events with their own times.</summary>
    public const string Import = "import";

    /// <summary>Move the demo clock forward.</summary>
    public const string MoveDemoClock = "move-demo-clock";

    internal static void Register(AuthorizationOptions options)
    {
        foreach (var (right, roles) in Holders)
            options.AddPolicy(right, policy => policy.RequireAuthenticatedUser().RequireRole(roles));

        // An endpoint that forgot to name a right is closed to strangers. Routing's own answers (404, 405, 415) are not
        // route endpoints and stay as they are.
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(context =>
            context.Resource is not HttpContext http
            || http.GetEndpoint() is not RouteEndpoint
            || context.User.Identity?.IsAuthenticated == true).Build();
    }
}

using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.GridCases.Imports;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>One event of each type with every field filled, for the bodies that are kept for ever.</summary>
internal static class EventSamples
{
    private static readonly Guid Task = Guid.Parse("0198f000-0000-7000-8000-000000000001");
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 9, 1, 0);
    private static readonly Instant Due = Instant.FromUtc(2026, 3, 13, 15, 59, 59);
    private static readonly LocalDate Day = new(2026, 3, 13);
    private static readonly TimeLimit Limit = TimeLimit.Parse("5 working-days");
    private static readonly ProcessKey Process = new("joint-review", 1);
    private static readonly LocalizedText Name = new("排水许可", "Drainage permit");
    private static readonly LegalBasis[] Basis = [new("城镇排水与污水处理条例", "第二十一条")];
    private static readonly string[] Codes = ["identity", "drainage-plan"];
    private static readonly string[] Units = ["DX-SWJ", "DX-CGW"];
    private static readonly SubmittedMaterial[] Materials = [new("identity", Task), new("drainage-plan")];
    private static readonly CertificateTemplate Certificate = new(new("排水许可证", "Drainage licence"), 60);
    private static readonly Dictionary<string, TimeLimit> Limits = new() { ["correction"] = Limit };

    private static readonly ApprovalTerms Terms = new(
        "drainage-permit", 2, Name, "single-unit", Basis, Limit, TimeLimit.Parse("3 working-days"), Limits, Codes, ["identity"], Certificate);

    private static readonly ApprovalItem Item = new()
    {
        Code = "drainage-permit",
        Version = 2,
        Name = Name,
        Kind = "licence",
        Basis = Basis,
        Unit = "DX-SWJ",
        IntakeUnit = "DX-HALL",
        ReviewUnits = Units,
        Statutory = Limit,
        Promised = Limit,
        Steps = new Dictionary<string, TimeLimit> { ["firstCheck"] = TimeLimit.Parse("1 working-days") },
        Limits = Limits,
        SpecialProcedures = [new("inspection", Limit)],
        Materials = [new("identity", new("身份证明", "Identity"), true, true)],
        FormSchema = JsonElement.Parse("""{"type":"object","properties":{"site":{"type":"string"},"area":{"type":"number"}}}"""),
        Process = "single-unit",
        ValidFrom = new(2026, 1, 1),
        ValidTo = new(2026, 12, 31),
        Certificate = Certificate,
    };

    private static readonly WorkItem Opened = new(
        Task, "first-check", "officer", "DX-SWJ", "analysis", WorkItemStatus.Claimed, "swj-officer-1", "DX-SWJ", Start, Due, "5 working-days")
    { Token = "t3" };

    public static IReadOnlyList<object> All { get; } =
    [
        new ApprovalFiled(
            Task, "DX-AP-20260309-000001", Terms, "DX-SWJ", Units, "DX-HALL", "web",
            new("person", "张三", "11010519491231002X", "13800001234"),
            JsonElement.Parse("""{"area":12.5,"site":"兴丰大街1号"}"""), Materials),
        new MaterialsFoundComplete(Codes),
        new MaterialsFoundMissing(Codes, "请补交加盖公章的申请书。", Day),
        new MaterialsTolerated(Codes, Day),
        new MaterialsSupplied(Materials),
        new CorrectionLapsed(Codes),
        new ApprovalAccepted(Start, Day, true, "drainage-permit", 2, "calendar.v1"),
        new ApprovalNotAccepted("not-competent", "不属于本机关职权范围。", "北京市水务局"),
        new ApprovalDispatched("DX-SWJ", Units),
        new ApprovalFirstChecked("swj-officer-1", "建议准予。"),
        new ApprovalSecondChecked("swj-reviewer-1", "复核无异议。"),
        new ApprovalCheckReturned("decision", "swj-approver", "请补充审查依据。"),
        new DepartmentReviewed("DX-XFZD", "agree", "xfzd-reviewer-1", "同意。"),
        new DepartmentReviewReturned("DX-XFZD", "xfzd-reviewer-1", "请补充疏散平面图。"),
        new DepartmentReviewCorrected("DX-XFZD", "gafj-officer-1", "已补充。"),
        new SpecialProcedureStarted("inspection", Limit, "DX-AP-20260309-000001/inspection", Day),
        new SpecialProcedureEnded("inspection"),
        new SiteInspected("passed", "scjgj-inspector-1", "赵立新", "与图纸一致。"),
        new SiteRectified("已通水。"),
        new ExpertsInvited(5, "应急管理"),
        new ExpertsReviewed("recommend", "yjj-expert", "建议通过。"),
        new PublicityClosed(true, "收到异议一件。"),
        new HearingNoticeServed("DX-AP-20260309-000001/hearing-notice", "申请人与相邻业主"),
        new HearingRequested("interested-party"),
        new HearingWaived("各方书面放弃。"),
        new HearingArranged(Day, "三楼会议室", "DX-AP-20260309-000001/hearing"),
        new HearingHeld("gzfj-hearing-officer", "建议准予。", "听笔〔2026〕12号"),
        new CommitmentGiven("告知承诺书〔2026〕1号"),
        new CommitmentKept("xfzd-inspector-1", "孟刚"),
        new CommitmentBroken("xfzd-inspector-1", "孟刚", "疏散通道被占用。"),
        new CommitmentBreachRectified("已清理。"),
        new ApprovalGranted(Day, "swj-approver", "准予许可。", Basis, "drainage-permit", 2, "calendar.v1"),
        new ApprovalRefused(Day, "swj-approver", "不符合法定条件。", "六十日内申请行政复议。", Basis, "drainage-permit", 2, "calendar.v1"),
        new CertificateIssued("DX-CT-20260309-000001", Certificate.Name, Day, Day.PlusMonths(60)),
        new ApprovalDelivered("window", "applicant"),
        new ToleratedMaterialsLapsed(Codes),
        new ApprovalExtended(Limit, "swj-approver", "需专家论证。"),
        new ApprovalWithdrawn("活动取消。"),
        new ApprovalRevoked("withdrawn", "以欺骗手段取得。", "行政许可法第六十九条", Day, "swj-approver"),
        new RatingInvited("hall-device"),
        new ApprovalRated(2, "等候太久。"),
        new RectificationOpened(2, "DX-SWJ", Day),
        new BadRatingCalledBack("call-back-1", true, "等候时间过长。"),
        new ReviewWithheld("supervisor-1", "涉及他人隐私。"),
        new ReviewReleased("supervisor-1", Start, Due),
        new RectificationReported("swj-officer-1", "等候时间过长。", "增开窗口。"),
        new RatingCallBackMade("call-back-1", true, "满意。"),
        new RectificationClosed(),
        new ApprovalArchived(Day),
        new ApprovalItemPublished(Item),
        new ApprovalImported(
            Task, "DX-AP-20100303-000001", "permit-receipt-log", "case-1", "web", "general", "group 1", "resource 21",
            Start, Due, Due),
        new ApprovalStepImported("permit-receipt-log", "task-42", "confirmation of receipt", "complete", "group 1", "resource 21"),
        new ImportedApprovalArchived("permit-receipt-log", Due),
        new GridCaseImported(
            Task, "DX-IM-20131226-000001", "service-requests-nyc", "26984072", "event-0505", "DX-GAFJ", "hotline",
            new("车道被堵", "Blocked Driveway: No Access"), Start, Due, "Closed", new(-73.92053, 40.63186, "地址")),
        new ImportedGridCaseUpdated("service-requests-nyc", "DX-GAFJ", "Pending", Due),
        new ImportedGridCaseArchived("service-requests-nyc", "DX-GAFJ", "Closed", Due),
        new CalendarYearsPublished("calendar.v2", [new(2027, true, [new(2027, 1, 1)], [new(2027, 1, 9)], "国办发明电〔2026〕1号")]),
        new ClockStarted("statutory", Limit, Start, Due, Start, true, "calendar.v1"),
        new ClockSuspended("statutory", "inspection", Start),
        new ClockResumed("statutory", Start, Due, Start, true, "calendar.v1"),
        new ClockExtended("statutory", Limit, "swj-approver", "需专家论证。", Due, Start, true, "calendar.v1"),
        new ClockLimitChanged("statutory", Limit, Due, Start, true, "calendar.v1"),
        new ClockRecomputed("statutory", Start, Due, Start, true, "calendar.v2"),
        new ClockWarned("statutory", Due),
        new ClockBreached("statutory", Due),
        new ClockStopped("statutory", Due),
        new ProcessAdvanced(Process, new(ProcessCauseKind.WorkItemCompleted, "materials-check", Task.ToString(), "complete", "hall-clerk-1"))
        {
            Path = ["materials-check-to-materials-outcome"],
            Branches = [new("materials-outcome", "materials-outcome-to-accept", "outcome = \"complete\"")],
            Consumed = ["t1"],
            Produced = [new("t3", "first-check", "s2") { Arrived = "f1", Outcome = "complete", Outcomes = ["agree"], Instance = "DX-SWJ", Service = "accept" }],
            ScopesSet = [new("s2", "", "handling", "t2") { Instances = 3, Outcomes = ["agree"], LastOutcome = "agree" }],
            ScopesClosed = ["s1"],
            Opened = [Opened],
            Closed = [new(Task, "materials-check", true)],
            Armed = [new("m1", "silence", Due, Start, "5 working-days", "t3")],
            Disarmed = ["m0"],
            Subscribed = [new("w1", "withdrawn", "withdrawn", "t2")],
            Unsubscribed = ["w0"],
            Stage = "analysis",
            Ended = true,
            LastId = 7,
        },
        new WorkItemClaimed(Task, "hall-clerk-1"),
        new WorkItemReleased(Task, "hall-clerk-1"),
        new WorkItemReopened(Task, "swj-officer-1", "意见填错。", [Task]),
        new WorkItemDelegated(Task, "hall-clerk-1", "hall-clerk-2"),
        new TimersRescheduled(
            new Dictionary<string, Instant> { ["m1"] = Due }, new Dictionary<Guid, Instant> { [Task] = Due }, "calendar.v2"),
        new ProcessPublished(
            Process, "<definitions id=\"d\"/>", new Dictionary<string, string> { ["decision"] = """{"outcomes":[]}""" }),
        new ProcessMigrated(Process, new("joint-review", 2), new Dictionary<string, string> { ["first-check"] = "initial-check" }, "admin"),
        .. GridCaseSamples.All,
        .. ViolationSamples.All,
        .. PlanSamples.All,
        .. AlarmSamples.All,
        .. DeviceSamples.All,
        .. HallSamples.All,
        .. PatientSamples.All,
        .. ConsultationSamples.All,
        .. SettlementSamples.All,
        .. FhirSamples.All,
        .. ReferralSamples.All,
        .. CardSamples.All,
        .. AuditSamples.All,
        .. LedgerKeySamples.All,
    ];
}

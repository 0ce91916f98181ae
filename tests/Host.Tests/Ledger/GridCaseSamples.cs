using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.GridCases.Patrols;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of city cases, each with every field filled.</summary>
internal static class GridCaseSamples
{
    private static readonly Guid Case = Guid.Parse("0198f000-0000-7000-8000-000000000011");
    private static readonly Guid Other = Guid.Parse("0198f000-0000-7000-8000-000000000012");
    private static readonly Instant Start = Instant.FromUtc(2026, 7, 20, 1, 0);
    private static readonly Instant Later = Instant.FromUtc(2026, 7, 20, 3, 0);
    private static readonly LocalDate Day = new(2026, 7, 1);
    private static readonly LocalDate LastDay = new(2027, 6, 30);
    private static readonly TimeLimit Limit = TimeLimit.Parse("4 working-hours");
    private static readonly CaseLocation Location = new(116.3412, 39.7269, "兴华大街1号");
    private static readonly GridPlace Place = new("110115005001012", "110115005");
    private static readonly Reporter Reporter = new("张三", "13800001234");
    private static readonly CaseReference Reference = new(Other, "DX-GC-20260720-000002");
    private static readonly DecidedLimits Limits = new(new Dictionary<string, TimeLimit> { ["handling"] = Limit }, "limits@1");
    private static readonly Guid[] Photos = [Other];
    private static readonly LocalizedText Name = new("暴露垃圾", "Exposed refuse");
    private static readonly LocalizedText Source = new("示例", "Example");

    private static readonly ResponseTask Task = new(
        "cordon", new("设置警戒", "Cordon off"), "DX-GAFJ", "officer", TimeLimit.Parse("30 minutes"));

    private static readonly ResponseTerms Terms = new(
        "gas-leak", 1, "DX-YJJ", "DX-YJJ", TimeLimit.Parse("1 hours"), TimeLimit.Parse("30 minutes"), TimeLimit.Parse("60 minutes"),
        TimeLimit.Parse("10 days"), [Task]);

    private static readonly CaseKindDirectory Directory = new()
    {
        StandardRef = "GB/T 47678.5-2026",
        Version = 1,
        Title = Name,
        ValidFrom = Day,
        ValidTo = LastDay,
        Source = Source,
        Certainty = Source,
        Majors = [new("event-06", new("市容环境", "City appearance"))],
        Kinds = [new("event-06010", "event-06", Name, Source)],
    };

    private static readonly DecisionTable Table = new()
    {
        Code = "dispatch",
        Version = 1,
        Name = Name,
        ValidFrom = Day,
        ValidTo = LastDay,
        Source = Source,
        Inputs =
        [
            new()
            {
                Name = "kind", Type = "text", Values = ["event-06010"], Open = true,
                Groups = new Dictionary<string, IReadOnlyList<string>> { ["refuse"] = ["event-06010"] },
            },
            new() { Name = "hour", Type = "number", From = 0, To = 23 },
        ],
        Outputs = [new() { Name = "unit", Type = "unit", Optional = true, Values = ["DX-CGW"] }],
        Rules =
        [
            new()
            {
                Id = "refuse-by-day", Note = "示例",
                When = new Dictionary<string, RuleCondition>
                {
                    ["hour"] = RuleCondition.NoneOf("0..5"), ["kind"] = RuleCondition.OneOf("@refuse"),
                },
                Then = new Dictionary<string, string> { ["unit"] = "DX-CGW" },
            },
        ],
        Tests =
        [
            new()
            {
                Given = new Dictionary<string, string> { ["hour"] = "9", ["kind"] = "event-06010" },
                Expect = new Dictionary<string, string> { ["unit"] = "DX-CGW" },
            },
        ],
    };

    private static readonly ResponsePlan Plan = new()
    {
        Code = "gas-leak",
        Version = 1,
        Name = new("燃气泄漏", "Gas leak"),
        Source = "示例",
        Kinds = ["event-04001"],
        Majors = ["event-04"],
        General = true,
        CommandUnit = "DX-YJJ",
        DutyUnit = "DX-YJJ",
        Levels = [new(4, Name, Limit, Limit, Limit, Limit)],
        Tasks = [new("cordon", Name, "DX-GAFJ", "officer", Limit, 4)],
        ValidFrom = Day,
        ValidTo = LastDay,
    };

    public static IReadOnlyList<object> All { get; } =
    [
        new GridCaseReported(
            Case, "DX-GC-20260720-000001", "event-06010", "hotline", "路边垃圾成堆", "两天没有清运", Location, Place, Reporter, true, Photos,
            Other, Reference, "DX-ZHZX", Limits) { ReportedAt = Start, Suspects = [Other] },
        new GridCaseAccepted(true),
        new GridCaseRefused("不属于城市管理事项"),
        new GridCaseTransferred("violation", "DX-STHJ", "涉嫌环境违法"),
        new GridCaseSplit([Reference]),
        new GridCaseMerged(Reference),
        new DuplicateAbsorbed(Reference, Reporter),
        new GridCaseClassified(new("event-06010", 1, Name, "event-06"), new(3, "severity@1"), Place, Limits)
        {
            SeverityByTable = new(4, "severity@1"),
        },
        new GridCaseDispatched("DX-CGW", ["DX-CGZFJ"], "rule", "dispatch@1"),
        new GridCaseReturned("DX-CGW", "cgw-officer-1", "不属于本单位职责"),
        new HandlingAccepted("DX-CGW", "cgw-officer-1"),
        new ReporterContacted("DX-CGW", "cgw-officer-1", "已电话联系"),
        new HandlingReported("DX-CGW", "cgw-officer-1", "清运中", Photos, Photos),
        new CaseExtensionRequested(Limit, "车辆检修", "cgw-officer-1"),
        new CaseExtensionGranted(Limit, "centre-duty-officer-1"),
        new CaseExtensionDenied("理由不足", "centre-duty-officer-1"),
        new GridCaseSuspended("weather", Limit, Later, "暴雨", "cgw-officer-1"),
        new GridCaseResumed(true),
        new CoUnitReportedIn("DX-CGZFJ", "cgzfj-officer-1"),
        new CoUnitHandled("DX-CGZFJ", "cgzfj-officer-1", "已劝离", Photos),
        new CoUnitRated("DX-CGZFJ", 5, "cgw-officer-1"),
        new GridCaseResolved("DX-CGW", "cgw-officer-1", "已清运", Photos),
        new GridCaseVerified("huangcun-grid-1", "现场干净", Photos),
        new VerificationFailed("huangcun-grid-1", "仍有残留", Photos),
        new SatisfactionGiven(true, true, "rating", 5, "很快"),
        new SatisfactionUnknown("7 日未答复"),
        new ReportersTold([Reference], "已清运"),
        new GridCaseArchived(),
        new GridCaseReopened("又出现了"),
        new EmergencyRaised(4, Terms, "燃气泄漏", "yjj-commander-1"),
        new EmergencyLevelChanged(4, 3, Terms, [Task], "范围扩大", "yjj-commander-1"),
        new CommandGroupFormed("应急局值班领导", ["公安分局", "消防支队"], "现场"),
        new FirstReportMade("phone", "区委区政府总值班室", "发生燃气泄漏", "yjj-duty-officer-1"),
        new SituationReported(1, "yjj-duty-officer-1", "已关阀", new(0, 1, 0, 30), "疏散、警戒", "检测车一台", 1, Later),
        new SituationReportMissed(Later),
        new ResponseTaskDone("cordon", "DX-GAFJ", "gafj-officer-1", "警戒完成"),
        new ResourceAssigned(Other, "vehicle", "消防车", 2, "DX-XFZD"),
        new ResourceReleased(Other),
        new OrderGiven(Other, "疏散周边 100 米群众", "110115005", "huangcun-officer-1", "yjj-commander-1", Later),
        new OrderAcknowledged(Other, "huangcun-officer-1", "陆雪梅"),
        new OrderCarriedOut(Other, "huangcun-officer-1", "30 人已疏散"),
        new EmergencyStoodDown("隐患排除", "yjj-commander-1", [Other]),
        new AfterActionReviewed("响应及时", ["增设检测点"], true, "yjj-commander-1"),
        new PatrolShiftPlanned(
            Case, "DX-PS-20260720-000001", "huangcun-grid-1", "张敏", "110115005", ["110115005001012"], Start, Later,
            [new("t1", "检查井盖", "110115005001012")], "centre-duty-officer-1"),
        new PatrolShiftStarted(),
        new PatrolTaskDone("t1", "完好", Photos),
        new PatrolShiftEnded(4, 3),
        new CaseKindsPublished(Directory),
        new DecisionTablePublished(Table),
        new ResponsePlanPublished(Plan),
    ];
}

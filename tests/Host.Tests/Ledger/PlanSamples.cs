using NodaTime;
using SmartCity.Domain.Plans;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of the plan, each with every field filled.</summary>
internal static class PlanSamples
{
    private const string By = "wjw-officer-1";
    private static readonly Guid Initiative = Guid.Parse("0198f000-0000-7000-8000-000000000041");
    private static readonly Guid Part = Guid.Parse("0198f000-0000-7000-8000-000000000042");
    private static readonly Guid Paper = Guid.Parse("0198f000-0000-7000-8000-000000000043");
    private static readonly LocalDate Day = new(2020, 12, 31), Later = new(2021, 6, 30);

    public static IReadOnlyList<object> All { get; } =
    [
        new InitiativePublished(
            Initiative, "DX-PL-20180426-000026", "action-plan-2018", "京兴政发〔2018〕6号", "26", 26, "health",
            new("加快区域人口健康信息平台搭建", "Population-health platform"), [new("区卫计委", ["DX-WJW"])],
            [new("区人力社保局", ["DX-RSJ"])], Day, "INTEGRATION + PLAN indicator", "the record rate is computed", "DX-WJW", "DX-JXJ"),
        new MilestoneSet(Part, "平台上线", Day, By),
        new MilestoneMoved(Part, Day, Later, "设备到货推迟", By),
        new MilestoneReached(Part, Day, "已上线", [Paper], By),
        new InitiativeProgressReported(Part, "DX-WJW", true, 40, "完成招标", [Paper], By),
        new InitiativeRiskRaised(Part, "high", "资金未到位", "DX-WJW", By),
        new InitiativeRiskMitigated(Part, "low", "已追加预算", By),
        new InitiativeRiskClosed(Part, "资金到位", By),
        new InitiativeEvidenceAttached([Paper], "测评报告", "DX-WJW", By),
        new InitiativeDeadlineMoved(Day, Later, "机构改革", Paper, "supervisor-1"),
        new InitiativeAcceptanceAsked("全部建成", "DX-WJW", By),
        new InitiativeAccepted(92, "同意通过验收", "京兴智城办验〔2020〕1号", [Paper], "supervisor-1"),
        new InitiativeReturned("缺少测评报告", "supervisor-1"),
        new InitiativeArchived(),
        new IndicatorReported(
            Initiative, "DX-PI-20201102-000001", "P2", new("居民电子健康档案规范化建档率", "Standardised e-health-record rate"),
            ["DX-WJW"], Part, "2020-10", 801m, 1000m, "十月底", [Paper], "DX-WJW", By),
    ];
}

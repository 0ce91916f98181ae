using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Violations;
using SmartCity.Domain.Violations.Catalogue;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of violations, each with every field filled.</summary>
internal static class ViolationSamples
{
    private const string Number = "DX-VI-20260302-000001", Officer = "sthj-officer-1";
    private static readonly Guid Violation = Guid.Parse("0198f000-0000-7000-8000-000000000021");
    private static readonly Guid Attachment = Guid.Parse("0198f000-0000-7000-8000-000000000022");
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 1, 0);
    private static readonly LocalDate Day = new(2026, 3, 12);
    private static readonly PenaltyBasis[] Basis = [new("中华人民共和国大气污染防治法", "第九十九条第二项")];
    private static readonly Penalty Penalty = new(100_000m, false);
    private static readonly EvidenceItem[] Evidence = [new(Attachment, new string('a', 64), "现场照片")];
    private static readonly ViolationSubject Subject =
        new("沐阳印刷（演示）有限公司", "91110115MADX00019N", "11010519491231002X", "13800001234", "京A12345");

    private static readonly OffenceKind Kind = new()
    {
        Code = "air-exceedance",
        Version = 2,
        Name = new("超标排放大气污染物", "Air pollutants above the limit"),
        Source = new("示例", "Example"),
        Process = "violation",
        LeadUnit = "DX-STHJ",
        JointUnits = ["DX-CGZFJ"],
        Medium = "air",
        Basis = Basis,
        Fine = new(100_000m, 1_000_000m),
        OnTheSpot = new(200m, 3000m),
        HearingFrom = new(5000m, 50_000m),
        LegalCheckFrom = new(10_000m, 100_000m),
        LatePercentPerDay = 3m,
        Rectification = true,
        Vehicle = new(2, 6),
        Limits = new Dictionary<string, TimeLimit> { ["case"] = TimeLimit.Parse("90 days") },
        ValidFrom = new(2026, 1, 1),
        ValidTo = new(2026, 12, 31),
    };

    private static readonly VehicleReading Reading = new(
        "R-1", At, "remote-sensing", "DX-VRS-01", false, new Dictionary<string, decimal> { ["opacity"] = 0.42m });

    public static IReadOnlyList<object> All { get; } =
    [
        new OffenceKindPublished(Kind),
        new ViolationReported(
            Violation, Number, Kind, "window", Kind.Name, "排口在线监测超标", Subject, new(116.345, 39.73, "兴华大街1号"), Evidence,
            new("DX-AIR-01", "a34004.rtd", 180.5m, 75m, "air-pm25@1", At), Attachment, Reading, "DX-CGW"),
        new ExceedanceVerified([new("flag", "passed")], Officer, "数据标记正常。"),
        new ViolationClosed("no-source", "多方排查未发现。", Officer),
        new SourceLocated(Subject, "DX-QY-001", "upwind", Officer, "现场确认。"),
        new ViolationFiled($"{Number}/filing", Day),
        new JointEnforcementDone("DX-CGZFJ", "cgzfj-officer-1", true, "治理设施停用。"),
        new EvidenceAdded(Evidence, "DX-STHJ", Officer),
        new SiteRecorded(Officer, "sthj-officer-2", "排放口正在排放。", Evidence),
        new EvidenceRegistered("原料两桶", Officer),
        new RegisteredEvidenceDecided("released", "已复制留存。", true),
        new SpotPenaltyImposed(new(200m, true), Basis, "shared-bicycle-parking", 1, Day, $"{Number}/spot-penalty", Officer, "sthj-officer-2"),
        new PenaltyNoticeServed(Penalty, "超标排放。", Basis, true, Day, $"{Number}/notice", Officer),
        new PartyStated("已停产检修。", "web"),
        new PartyRightsWaived(true),
        new StatementReviewed(true, Penalty, "及时整改。", "sthj-reviewer-1"),
        new PenaltyHearingRequested(Day, "web"),
        new PenaltyHearingArranged(Day, "二层会议室", $"{Number}/hearing", Officer),
        new PenaltyHearingHeld("sthj-hearing-officer", "建议维持。", "环听笔〔2026〕3号"),
        new PenaltyLegallyChecked("sthj-reviewer-1", "程序合法。"),
        new PenaltyReturned("legal-check", "sthj-reviewer-1", "条款有误。"),
        new PenaltyDecided(
            Day, Penalty, Basis, "air-exceedance", 2, "calendar.v1", Day, $"{Number}/decision", "六十日内申请行政复议。", "sthj-approver"),
        new PenaltyForgone(Day, "轻微并及时改正。", "air-exceedance", 2, $"{Number}/no-penalty", "sthj-approver"),
        new PenaltyDelivered("direct", "法定代表人", Officer),
        new PenaltyPaid(100_000m, 6000m, 2, Day, "京财票20260001"),
        new ViolationRectified("设施已修复。", Officer),
        new ViolationReinspected(true, "采样达标。", Officer),
        new RemedySought("review", Day, "大兴区人民政府", "复议申请书"),
        new RemedyEnded("review", "upheld", Day, "复议决定书"),
        new ViolationArchived(Day),
        new VehicleReadingRecorded(Reading),
        new VehicleFoundNonCompliant(["R-1", "R-2"], "vehicle-exceedance@1"),
        new VehicleOwnerNotified($"{Number}/owner-notice", "sms", Day, Officer),
    ];
}

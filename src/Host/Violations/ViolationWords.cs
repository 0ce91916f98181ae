using System.Globalization;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Violations;

/// <summary>The words of a violation: its events in a sentence each, its statuses, its clocks.</summary>
internal sealed class ViolationWords(UnitDirectory units) : IMatterWords
{
    public string Kind => Violation.MatterKind;

    public LocalizedText KindName { get; } = new("违法案件", "Violation");

    public LocalizedText? Event(object e) => e switch
    {
        ViolationReported { Reading: not null } => new("首次检测不合格", "First failed reading"),
        ViolationReported { Cause: not null } => new("监测超标线索", "Opened by an alarm"),
        ViolationReported => new("线索登记", "Reported"),
        ExceedanceVerified => new("核查属实", "Verified"),
        ViolationClosed x => new($"{Closure(x.Closure).Zh}：{x.Reason}", $"{Closure(x.Closure).En}: {x.Reason}"),
        SourceLocated x => new($"查明来源（{Method(x.Method).Zh}）", $"Source located ({Method(x.Method).En})"),
        ViolationFiled => new("立案", "Filed"),
        JointEnforcementDone x => new(
            $"{units.Name(x.Unit).Zh} 联合执法：{x.Findings}", $"{units.Name(x.Unit).En} enforced: {x.Findings}"),
        EvidenceAdded x => new($"补充证据 {x.Evidence.Count} 项", $"Evidence added: {x.Evidence.Count}"),
        SiteRecorded x => new($"现场检查笔录，证据 {x.Evidence.Count} 项", $"Recorded on site, {x.Evidence.Count} pieces of evidence"),
        EvidenceRegistered x => new($"先行登记保存：{x.What}", $"Evidence registered: {x.What}"),
        RegisteredEvidenceDecided { Lapsed: true } => new(
            "登记保存逾期，自动解除", "Registered evidence released: nobody decided in time"),
        RegisteredEvidenceDecided x => new(
            $"登记保存证据：{Disposal(x.Disposal).Zh}", $"Registered evidence {Disposal(x.Disposal).En}"),
        SpotPenaltyImposed x => new($"当场处罚：{Amount(x.Penalty).Zh}", $"Penalty on the spot: {Amount(x.Penalty).En}"),
        PenaltyNoticeServed x => new(
            $"处罚事先告知：拟{Amount(x.Penalty).Zh}，{x.RespondBy:yyyy-MM-dd} 前答复",
            $"Notice: {Amount(x.Penalty).En} intended, answer by {x.RespondBy:yyyy-MM-dd}"),
        PartyStated => new("当事人陈述申辩", "The party stated its case"),
        PartyRightsWaived { Lapsed: true } => new("陈述申辩和听证申请期限届满", "The days of the answer are over"),
        PartyRightsWaived => new("当事人放弃陈述申辩", "The party waived its rights"),
        StatementReviewed { Accepted: true } x => new(
            $"采纳申辩，改为{Amount(x.Penalty).Zh}", $"Statement accepted: {Amount(x.Penalty).En}"),
        StatementReviewed => new("申辩复核：维持", "Statement reviewed: maintained"),
        PenaltyHearingRequested => new("当事人申请听证", "The party asks for a hearing"),
        PenaltyHearingArranged x => new($"听证定于 {x.Day:yyyy-MM-dd}，{x.Place}", $"Hearing on {x.Day:yyyy-MM-dd}, {x.Place}"),
        PenaltyHearingHeld x => new($"听证举行：{x.Conclusion}", $"Hearing held: {x.Conclusion}"),
        PenaltyLegallyChecked => new("法制审核通过", "Law checked"),
        PenaltyReturned x => new($"退回：{x.Reason}", $"Sent back: {x.Reason}"),
        PenaltyDecided x => new($"处罚决定：{Amount(x.Penalty).Zh}", $"Decided: {Amount(x.Penalty).En}"),
        PenaltyForgone x => new($"不予处罚：{x.Reason}", $"No penalty: {x.Reason}"),
        PenaltyDelivered => new("决定书送达", "Decision delivered"),
        PenaltyPaid { LateFee: > 0 } x => new(
            $"缴清罚款 {Yuan(x.Fine)} 元，加处罚款 {Yuan(x.LateFee)} 元（逾期 {x.DaysLate} 天）",
            $"Paid {Yuan(x.Fine)} yuan, and {Yuan(x.LateFee)} for {x.DaysLate} days late"),
        PenaltyPaid x => new($"缴清罚款 {Yuan(x.Fine)} 元", $"Paid {Yuan(x.Fine)} yuan"),
        ViolationRectified x => new($"整改完成：{x.Measures}", $"Put right: {x.Measures}"),
        ViolationReinspected { Passed: true } => new("复查通过", "Inspected again: passed"),
        ViolationReinspected x => new($"复查未通过：{x.Findings}", $"Inspected again: failed: {x.Findings}"),
        RemedySought x => new($"当事人{Remedy(x.Remedy).Zh}", $"The party seeks {Remedy(x.Remedy).En}"),
        RemedyEnded x => new(
            $"{Remedy(x.Remedy).Zh}结果：{Result(x.Result).Zh}", $"The {Remedy(x.Remedy).En}: {Result(x.Result).En}"),
        ViolationArchived => new("归档", "Filed away"),
        VehicleReadingRecorded { Reading.Passed: true } => new("检测合格", "Reading passed"),
        VehicleReadingRecorded => new("再次检测不合格", "Another failed reading"),
        VehicleFoundNonCompliant => new("判定为超标车辆", "Found non-compliant"),
        VehicleOwnerNotified x => new(
            $"通知车主，{x.InspectBy:yyyy-MM-dd} 前复检", $"Owner notified, to be inspected by {x.InspectBy:yyyy-MM-dd}"),
        _ => null,
    };

    public LocalizedText? Status(string status) => status switch
    {
        "reported" => new("待核查", "Reported"),
        "observed" => new("观察中", "Observed"),
        "verified" => new("已核实", "Verified"),
        "located" => new("已溯源", "Source located"),
        "filed" => new("已立案", "Filed"),
        "recorded" => new("已取证", "Recorded"),
        "noticed" => new("已告知", "Party notified"),
        "answered" => new("当事人已答复", "Party answered"),
        "hearing" => new("听证中", "Hearing"),
        "heard" => new("听证结束", "Heard"),
        "decided" => new("已决定", "Decided"),
        "delivered" => new("已送达", "Delivered"),
        "paid" => new("已缴款", "Paid"),
        "notified" => new("已通知车主", "Owner notified"),
        "no-penalty" => new("不予处罚", "No penalty"),
        "closed" => new("已结案", "Closed"),
        ViolationClosures.Dismissed or ViolationClosures.NoSource or ViolationClosures.NoViolation or ViolationClosures.Revoked
            or ViolationClosures.ObservationOver => Closure(status),
        _ => null,
    };

    public LocalizedText? Clock(string clock) => clock switch
    {
        ViolationClocks.Case => new("办案期限", "Time to the decision"),
        ViolationClocks.Payment => new("缴款期限", "Time to pay"),
        _ => null,
    };

    private static LocalizedText Closure(string closure) => closure switch
    {
        ViolationClosures.Dismissed => new("核查不成立", "Not confirmed"),
        ViolationClosures.NoSource => new("未查明来源", "No source found"),
        ViolationClosures.NoViolation => new("违法事实不成立", "No violation"),
        ViolationClosures.Revoked => new("处罚决定被撤销", "Decision revoked"),
        _ => new("观察期结束", "Observation over"),
    };

    private static LocalizedText Method(string method) => method switch
    {
        "upwind" => new("上风向", "upwind"),
        "upstream" => new("上游", "upstream"),
        _ => new("现场排查", "on site"),
    };

    private static LocalizedText Disposal(string disposal) => disposal switch
    {
        "sampled" => new("取样送检", "sampled"),
        "seized" => new("扣押", "seized"),
        "transferred" => new("移送", "transferred"),
        _ => new("解除", "released"),
    };

    private static LocalizedText Remedy(string remedy) =>
        remedy == "review" ? new("行政复议", "review") : new("行政诉讼", "lawsuit");

    private static LocalizedText Result(string result) => result switch
    {
        "upheld" => new("维持", "upheld"),
        "withdrawn" => new("撤回", "withdrawn"),
        _ => new("撤销", "revoked"),
    };

    private static LocalizedText Amount(Penalty penalty) => penalty.Amount > 0
        ? new($"罚款 {Yuan(penalty.Amount)} 元", $"a fine of {Yuan(penalty.Amount)} yuan")
        : new("警告", "a warning");

    private static string Yuan(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);
}

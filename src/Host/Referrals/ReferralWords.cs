using SmartCity.Domain.Referrals;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals;

/// <summary>The words of a referral: its events in a sentence each, its statuses, its clocks. None names a patient.</summary>
internal sealed class ReferralWords(UnitDirectory units) : IMatterWords
{
    public string Kind => Referral.MatterKind;

    public LocalizedText KindName { get; } = new("双向转诊", "Referral");

    public LocalizedText? Event(object e) => e switch
    {
        ReferralDrafted x => new(
            $"{units.Name(x.FromInstitution).Zh} 开具转诊单", $"Written by {units.Name(x.FromInstitution).En}"),
        ReferralSubmitted x => new($"提交 {units.Name(x.ToInstitution).Zh}", $"Sent to {units.Name(x.ToInstitution).En}"),
        ReferralMoreAsked x => new($"要求补充资料（第 {x.Round} 次）", $"More asked for (round {x.Round})"),
        ReferralSupplemented => new("已补充资料", "Supplemented"),
        ReferralAlternativeProposed x => new(
            $"建议其他科室或日期：{x.Proposal.Department}，{x.Proposal.Day:yyyy-MM-dd}",
            $"Another department or day proposed: {x.Proposal.Department}, {x.Proposal.Day:yyyy-MM-dd}"),
        ReferralAlternativeAgreed => new("同意所建议的安排", "Proposal agreed to"),
        ReferralAlternativeRefused => new("不同意所建议的安排", "Proposal refused"),
        ReferralAccepted => new("同意接收", "Accepted"),
        ReferralDeclined x => new($"拒绝接收：{Reason(x.Reason).Zh}", $"Declined: {Reason(x.Reason).En}"),
        ReferralAppointed x => new(
            $"预约{Slot(x.Appointment.Kind).Zh}：{x.Appointment.Day:yyyy-MM-dd}{x.Appointment.Time:' 'HH:mm}",
            $"{Slot(x.Appointment.Kind).En} booked: {x.Appointment.Day:yyyy-MM-dd}{x.Appointment.Time:' 'HH:mm}"),
        ReferredPatientArrived => new("患者到院", "The patient arrived"),
        ReferredPatientMissed { ByTime: true } x => new($"逾期未到，记为爽约（第 {x.Times} 次）", $"No-show by time ({x.Times})"),
        ReferredPatientMissed x => new($"患者未到（第 {x.Times} 次）", $"No-show ({x.Times})"),
        ReferralTreated => new("诊疗完成", "Treated"),
        ReferralConcluded x => new($"转诊结局：{Outcome(x.Outcome).Zh}", $"Outcome: {Outcome(x.Outcome).En}"),
        ReferralResultRead => new("转诊医生已阅知结果", "The referring doctor read the result"),
        FollowUpVisited { Met: true } x => new($"第 {x.Number} 次随访完成", $"Follow-up visit {x.Number} made"),
        FollowUpVisited x => new($"第 {x.Number} 次随访未见到患者", $"Follow-up visit {x.Number}: not met"),
        ReferralWithdrawn x => new($"转出方撤回：{Withdrawal(x.Reason).Zh}", $"Withdrawn: {Withdrawal(x.Reason).En}"),
        ReferralExpired x => new($"转诊失效：{Expiry(x.Why).Zh}", $"Expired: {Expiry(x.Why).En}"),
        ReferralArchived => new("归档", "Filed away"),
        _ => null,
    };

    public LocalizedText? Status(string status) => status switch
    {
        ReferralStatuses.Draft => new("草稿", "Draft"),
        ReferralStatuses.Submitted => new("待接收", "Submitted"),
        ReferralStatuses.Received => new("接收审核中", "Received"),
        ReferralStatuses.MoreInformation => new("待补充资料", "More information asked"),
        ReferralStatuses.Proposed => new("待答复建议", "Alternative proposed"),
        ReferralStatuses.Accepted => new("已接收", "Accepted"),
        ReferralStatuses.Rejected => new("已拒绝", "Declined"),
        ReferralStatuses.Scheduled => new("已预约", "Scheduled"),
        ReferralStatuses.NoShow => new("爽约", "No-show"),
        ReferralStatuses.Arrived => new("已到院", "Arrived"),
        ReferralStatuses.InTreatment => new("诊疗中", "In treatment"),
        ReferralStatuses.Completed => new("诊疗结束", "Completed"),
        ReferralStatuses.Failed => new("未完成诊疗", "Failed"),
        ReferralStatuses.ReReferred => new("转往他院", "Referred on"),
        ReferralStatuses.Closed => new("已结束", "Closed"),
        ReferralStatuses.Cancelled => new("已撤回", "Withdrawn"),
        ReferralStatuses.Expired => new("已失效", "Expired"),
        ReferralStatuses.EnteredInError => new("误录", "Entered in error"),
        _ => null,
    };

    public LocalizedText? Clock(string clock) => clock switch
    {
        ReferralClocks.Reception => new("接收时限", "Time to answer"),
        ReferralClocks.Whole => new("转诊全程", "The whole referral"),
        _ => null,
    };

    public LocalizedText? Instance(string element, string instance) =>
        element == ReferralProcess.Visit ? new($"第 {instance} 次", $"no. {instance}") : null;

    internal static LocalizedText Direction(string direction) =>
        direction == ReferralDirections.Up ? new("上转", "Referral up") : new("下转", "Referral down");

    internal static LocalizedText Urgency(string urgency) => urgency switch
    {
        ReferralUrgencies.Routine => new("普通", "Routine"),
        ReferralUrgencies.Urgent => new("较急", "Urgent"),
        ReferralUrgencies.Asap => new("紧急", "As soon as possible"),
        _ => new("急救绿色通道", "Green channel"),
    };

    internal static LocalizedText Slot(string kind) => kind == AppointmentKinds.Bed ? new("床位", "Bed") : new("门诊", "Outpatient");

    internal static LocalizedText Outcome(string outcome) => outcome switch
    {
        ReferralOutcomes.Completed => new("诊疗结束", "completed"),
        ReferralOutcomes.Failed => new("未完成诊疗", "failed"),
        _ => new("转往他院", "referred on"),
    };

    internal static LocalizedText Reason(string reason) => reason switch
    {
        "no-bed" => new("无床位", "no bed"),
        "no-specialist" => new("无相应专科", "no specialist"),
        "not-indicated" => new("不符合转诊指征", "not indicated"),
        _ => new("其他", "other"),
    };

    internal static LocalizedText Withdrawal(string reason) => reason switch
    {
        WithdrawalReasons.EnteredInError => new("误录", "entered in error"),
        WithdrawalReasons.PatientDeclined => new("患者不同意", "the patient declined"),
        WithdrawalReasons.NotNeeded => new("不再需要", "not needed any more"),
        _ => new("其他", "other"),
    };

    private static LocalizedText Expiry(string why) => why switch
    {
        ReferralExpiries.NotSubmitted => new("逾期未提交", "never submitted"),
        ReferralExpiries.NoAnswer => new("逾期无答复", "no answer in time"),
        _ => new("多次未到", "the patient did not come"),
    };
}

using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Consultations;

/// <summary>The words of a consultation. No sentence holds anything that a person wrote of the patient.</summary>
internal sealed class ConsultationWords : IMatterWords
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public string Kind => Consultation.MatterKind;

    public LocalizedText KindName { get; } = new("会诊与咨询", "Consultation");

    public LocalizedText? Event(object e) => e switch
    {
        ConsultationRequested x => new($"申请{ConsultationForms.Name(x.Form).Zh}", $"{ConsultationForms.Name(x.Form).En} requested"),
        ConsultationScheduled x => new($"会诊定于 {At(x.StartsAt)}", $"Meeting fixed for {At(x.StartsAt)}"),
        ConsultationTimeProposed x => new($"另提时间：{At(x.StartsAt)}", $"Another time proposed: {At(x.StartsAt)}"),
        ConsultationTimeAnswered { Agreed: true } => new("同意所提时间", "Time agreed"),
        ConsultationTimeAnswered => new("所提时间不合适", "The time proposed does not suit"),
        ConsultationDeclined => new("不予受理", "Declined"),
        ConsultationHeld => new("会诊已举行", "Meeting held"),
        ConsultationNotHeld x => new($"会诊未举行（{Absence(x.Absent).Zh}）", $"Meeting not held ({Absence(x.Absent).En})"),
        ConsultationAssigned => new("已分派阅片", "Given to be read"),
        ConsultationMaterialsAsked => new("要求补充材料", "More materials asked for"),
        ConsultationMaterialsSupplied => new("已补充材料", "More materials sent"),
        ConsultationOpinionGiven { Critical: true } => new("出具报告：危急值", "Report with a critical value"),
        ConsultationOpinionGiven => new("出具意见", "Opinion given"),
        ConsultationSecondRead { Agreed: true } => new("复核同意", "Second reading: agreed"),
        ConsultationSecondRead => new("复核修改", "Second reading: changed"),
        ConsultationAskedBack => new("追问", "Asked back"),
        ConsultationConcluded { Lapsed: true } => new("逾期未追问，视为办结", "Not asked back in time: concluded"),
        ConsultationConcluded => new("确认办结", "Concluded"),
        ConsultationWithdrawn => new("撤回申请", "Withdrawn"),
        ConsultationExpired => new("逾期未应答，终止", "Expired unanswered"),
        ConsultationRated x => new($"评价：{x.Level} 分", $"Rated {x.Level}"),
        ConsultationArchived => new("归档", "Filed away"),
        _ => null,
    };

    public LocalizedText? Status(string status) => status switch
    {
        "requested" => new("待应答", "Requested"),
        "scheduled" => new("已安排", "Scheduled"),
        "time-proposed" => new("另提时间", "Another time proposed"),
        "held" => new("已举行", "Held"),
        "assigned" => new("已分派", "Assigned"),
        "second-reading" => new("复核中", "Second reading"),
        "answered" => new("已答复", "Answered"),
        "asked-back" => new("追问中", "Asked back"),
        "concluded" => new("已办结", "Concluded"),
        ConsultationClosures.Declined => new("不予受理", "Declined"),
        ConsultationClosures.Withdrawn => new("已撤回", "Withdrawn"),
        ConsultationClosures.Expired => new("逾期终止", "Expired"),
        _ => null,
    };

    public LocalizedText? Clock(string clock) => clock == Consultation.Clock ? new("会诊时限", "Time to the opinion") : null;

    private static LocalizedText Absence(string absent) => absent switch
    {
        "experts" => new("专家未到", "experts absent"),
        "requester" => new("申请方未到", "asking doctor absent"),
        "patient" => new("患者未到", "patient absent"),
        _ => new("技术故障", "technical fault"),
    };

    private static string At(Instant at) => Minute.Format(at.InZone(WorkingCalendar.Zone).LocalDateTime);
}

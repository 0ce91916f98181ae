using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Approvals;

/// <summary>The words of an approval: its events in a sentence each, its statuses, its clocks.</summary>
internal sealed class ApprovalWords(UnitDirectory units) : IMatterWords
{
    public string Kind => Approval.MatterKind;

    public LocalizedText KindName { get; } = new("行政审批", "Approval");

    public LocalizedText? Event(object e) => e switch
    {
        ApprovalFiled x => new($"收件：{x.Terms.Name.Zh}", $"Received: {x.Terms.Name.En}"),
        MaterialsFoundComplete => new("材料齐全", "Materials complete"),
        MaterialsFoundMissing x => new($"一次性告知，缺 {x.Missing.Count} 项材料", $"One-time notice: {x.Missing.Count} materials missing"),
        MaterialsTolerated x => new($"容缺受理，{x.Missing.Count} 项材料后补", $"Accepted with {x.Missing.Count} materials to follow"),
        MaterialsSupplied x => new($"补交 {x.Materials.Count} 项材料", $"{x.Materials.Count} materials handed in"),
        CorrectionLapsed => new("逾期未补正", "Not corrected in time"),
        ApprovalAccepted { Deemed: true } => new("逾期未告知，自收件之日起视为受理", "No answer in time: deemed accepted from the day of receipt"),
        ApprovalAccepted => new("受理", "Accepted"),
        ApprovalNotAccepted => new("不予受理", "Not accepted"),
        ApprovalDispatched x => new($"分办至 {units.Name(x.Unit).Zh}", $"Dispatched to {units.Name(x.Unit).En}"),
        ApprovalFirstChecked => new("主办审查", "First officer's check"),
        ApprovalSecondChecked => new("协办复核", "Second officer's check"),
        ApprovalCheckReturned x => new($"退回重审：{x.Reason}", $"Sent back: {x.Reason}"),
        DepartmentReviewed { Opinion: "agree" } x => new($"{units.Name(x.Unit).Zh} 同意", $"{units.Name(x.Unit).En} agrees"),
        DepartmentReviewed x => new($"{units.Name(x.Unit).Zh} 不同意", $"{units.Name(x.Unit).En} objects"),
        DepartmentReviewReturned x => new($"{units.Name(x.Unit).Zh} 退回补正：{x.Reason}", $"{units.Name(x.Unit).En} sent it back: {x.Reason}"),
        DepartmentReviewCorrected x => new($"{units.Name(x.Unit).Zh} 退回事项已补正", $"What {units.Name(x.Unit).En} sent back was put right"),
        SpecialProcedureStarted x => new($"特别程序开始（{Procedure(x.Ground).Zh}），不计时限", $"Special procedure begins ({Procedure(x.Ground).En}); time stands still"),
        SpecialProcedureEnded x => new($"特别程序结束（{Procedure(x.Ground).Zh}）", $"Special procedure over ({Procedure(x.Ground).En})"),
        SiteInspected { Result: "passed" } => new("现场核查通过", "Site inspection passed"),
        SiteInspected => new("现场核查未通过", "Site inspection not passed"),
        SiteRectified => new("现场整改完成", "Put right on site"),
        ExpertsInvited x => new($"组织 {x.Experts} 名专家评审", $"{x.Experts} experts invited"),
        ExpertsReviewed => new("专家评审结论", "Experts' conclusion"),
        PublicityClosed { Objections: true } => new("公示结束，有异议", "Publicity over, with objections"),
        PublicityClosed => new("公示结束，无异议", "Publicity over, no objection"),
        HearingNoticeServed => new("听证告知", "Told of the right to a hearing"),
        HearingRequested => new("申请听证", "Hearing requested"),
        HearingWaived => new("放弃听证", "Hearing waived"),
        HearingArranged x => new($"听证定于 {x.On:uuuu-MM-dd}", $"Hearing set for {x.On:uuuu-MM-dd}"),
        HearingHeld => new("举行听证", "Hearing held"),
        CommitmentGiven => new("签署告知承诺书", "Commitment signed"),
        CommitmentKept => new("承诺已履行", "Commitment kept"),
        CommitmentBroken => new("违反承诺", "Commitment broken"),
        CommitmentBreachRectified => new("违诺整改完成", "Breach put right"),
        ApprovalGranted => new("准予许可", "Granted"),
        ApprovalRefused => new("不予许可", "Refused"),
        CertificateIssued x => new($"制证 {x.CertificateNumber}", $"Certificate {x.CertificateNumber} issued"),
        ApprovalDelivered => new("送达", "Delivered"),
        ToleratedMaterialsLapsed => new("容缺材料逾期未补", "Tolerated materials never came"),
        ApprovalExtended x => new($"延长 {x.By.Text.Zh}：{x.Reason}", $"Extended by {x.By.Text.En}: {x.Reason}"),
        ApprovalWithdrawn x => new($"申请人撤回：{x.Reason}", $"Withdrawn by the applicant: {x.Reason}"),
        ApprovalRevoked x => new($"撤销：{x.Reason}", $"Revoked: {x.Reason}"),
        RatingInvited => new("邀请评价", "Asked to rate"),
        ApprovalRated x => new($"好差评 {x.Level} 星", $"Rated {x.Level} of 5"),
        RectificationOpened => new("差评整改开始", "Rectification of a bad rating begins"),
        BadRatingCalledBack { Reached: true } => new("差评回访", "Called back on the bad rating"),
        BadRatingCalledBack => new("差评回访：联系不上", "Called back on the bad rating: not reached"),
        RectificationReported => new("整改情况已报告", "Rectification reported"),
        RatingCallBackMade { Satisfied: true } => new("整改复核：满意", "Called back: satisfied"),
        RatingCallBackMade => new("整改复核：不满意", "Called back: not satisfied"),
        RectificationClosed => new("差评整改结束", "Rectification over"),
        ApprovalArchived => new("归档", "Archived"),
        _ => null,
    };

    public LocalizedText? Status(string status) => status switch
    {
        "filed" => new("已收件", "Filed"),
        "correcting" => new("待补正", "To be corrected"),
        "accepted" => new("已受理", "Accepted"),
        "suspended" => new("特别程序中", "Time stands still"),
        "granted" => new("准予许可", "Granted"),
        "refused" => new("不予许可", "Refused"),
        "delivered" => new("已送达", "Delivered"),
        "rectifying" => new("整改中", "Rectifying"),
        "revoked" => new("已撤销", "Revoked"),
        "not-accepted" => new("不予受理", "Not accepted"),
        "lapsed" => new("逾期退回", "Lapsed"),
        "withdrawn" => new("已撤回", "Withdrawn"),
        _ => null,
    };

    public LocalizedText? Clock(string clock) => clock switch
    {
        ApprovalClocks.Statutory => new("法定时限", "Statutory limit"),
        ApprovalClocks.Promised => new("承诺时限", "Promised limit"),
        ApprovalClocks.Correction => new("补正时限", "Correction limit"),
        ApprovalClocks.Delivery => new("送达时限", "Delivery limit"),
        ApprovalClocks.Rectification => new("整改时限", "Rectification limit"),
        _ => null,
    };

    private static LocalizedText Procedure(string ground) => ground switch
    {
        SpecialProcedures.Hearing => new("听证", "hearing"),
        SpecialProcedures.Tender => new("招标", "tender"),
        SpecialProcedures.Auction => new("拍卖", "auction"),
        SpecialProcedures.Inspection => new("检验核查", "inspection"),
        SpecialProcedures.Testing => new("检测", "testing"),
        SpecialProcedures.Quarantine => new("检疫", "quarantine"),
        SpecialProcedures.Appraisal => new("鉴定", "appraisal"),
        SpecialProcedures.ExpertReview => new("专家评审", "expert review"),
        SpecialProcedures.Publicity => new("公示", "publicity"),
        _ => new(ground, ground),
    };
}

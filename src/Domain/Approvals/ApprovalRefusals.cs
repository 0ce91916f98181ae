using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Approvals;

public sealed record ApprovalNotFound() : Refusal(RefusalKind.NotFound, "approval.not-found",
    new("没有这个办件。", "There is no such approval."));

public sealed record ApprovalItemNotInForce(string Code) : Refusal(RefusalKind.Conflict, "approval.item-not-in-force",
    new($"事项“{Code}”当前不可申请。", $"The item '{Code}' cannot be applied for today."));

/// <summary>A field of the applicant does not make sense; <see cref="Refusal.Fields"/> says which.</summary>
public sealed record ApplicantInvalid() : Refusal(RefusalKind.Invalid, "approval.applicant-invalid",
    new("申请人信息有误。", "The applicant's particulars are not valid."));

/// <summary>A material that the item does not ask for, or the same one twice.</summary>
public sealed record MaterialUnknown() : Refusal(RefusalKind.Invalid, "approval.material-unknown",
    new("材料不在本事项的材料清单中，或重复提交。", "A material is not on this item's list, or is given twice."));

public sealed record MaterialsStillMissing(IReadOnlyList<string> Codes)
    : Refusal(RefusalKind.Conflict, "approval.materials-missing", new(
        $"仍缺少材料：{string.Join("、", Codes)}。", $"Materials are still missing: {string.Join(", ", Codes)}."));

public sealed record NothingIsMissing() : Refusal(RefusalKind.Conflict, "approval.nothing-missing",
    new("没有待补交的材料。", "No material is being waited for."));

/// <summary>行政许可法第三十二条: everything that is missing is told at once; nothing is added later.</summary>
public sealed record NoticeAlreadyGiven(IReadOnlyList<string> Codes)
    : Refusal(RefusalKind.Conflict, "approval.notice-already-given", new(
        $"已一次性告知，不得再增加：{string.Join("、", Codes)}。",
        $"The one-time notice was given; it cannot be added to: {string.Join(", ", Codes)}."));

public sealed record MaterialNotTolerable(IReadOnlyList<string> Codes)
    : Refusal(RefusalKind.Conflict, "approval.not-tolerable", new(
        $"不可容缺受理的材料：{string.Join("、", Codes)}。",
        $"Acceptance cannot wait for these materials: {string.Join(", ", Codes)}."));

public sealed record ApprovalNotYetAccepted() : Refusal(RefusalKind.Conflict, "approval.not-yet-accepted",
    new("办件尚未受理。", "The application has not been accepted yet."));

public sealed record ApprovalAlreadyAccepted() : Refusal(RefusalKind.Conflict, "approval.already-accepted",
    new("办件已受理。", "The application has been accepted already."));

public sealed record ApprovalAlreadyDecided() : Refusal(RefusalKind.Conflict, "approval.already-decided",
    new("办件已作出决定。", "The application has been decided already."));

public sealed record ApprovalNotDecided() : Refusal(RefusalKind.Conflict, "approval.not-decided",
    new("办件尚未作出决定。", "The application has not been decided yet."));

/// <summary>It ended without a decision.</summary>
public sealed record ApprovalClosed(string Closure) : Refusal(RefusalKind.Conflict, "approval.closed",
    new("办件已终止（不予受理、逾期未补正或已撤回）。", "The matter ended without a decision."));

/// <summary>行政许可法第三十四条: two different people check.</summary>
public sealed record SecondOfficerMustDiffer()
    : Refusal(RefusalKind.Conflict, "approval.second-officer-must-differ",
        new("复核人员不得与主办人员为同一人。", "The second officer must be another person than the first."));

/// <summary>行政许可法第四十八条: somebody who did not handle the case chairs.</summary>
public sealed record HearingChairHandledCase() : Refusal(RefusalKind.Conflict, "approval.hearing-chair-handled-case",
    new("听证主持人不得为办理该申请的人员。", "Who handled the application cannot chair its hearing."));

public sealed record DepartmentObjects(IReadOnlyList<string> Units)
    : Refusal(RefusalKind.Conflict, "approval.department-objects", new(
        $"下列部门不同意，不得准予：{string.Join("、", Units)}。",
        $"It cannot be granted: these departments object: {string.Join(", ", Units)}."));

/// <summary>An answer that the law wants in writing is empty; <see cref="Refusal.Fields"/> says which.</summary>
public sealed record AnswerRequired() : Refusal(RefusalKind.Invalid, "approval.answer-required",
    new("必填内容为空。", "A required answer is empty."))
{
    public static AnswerRequired Of(string field) => new()
    {
        Fields = new Dictionary<string, string[]> { [field] = ["required"] },
    };
}

public sealed record ApproverNeeded() : Refusal(RefusalKind.Forbidden, "approval.approver-needed",
    new("须由责任单位负责人批准。", "Only the head of the responsible unit may approve this."));

public sealed record HandlerNeeded() : Refusal(RefusalKind.Forbidden, "approval.handler-needed",
    new("须由责任单位经办人员办理。", "Only an officer or the head of the responsible unit may do this."));

public sealed record ApprovalAlreadyExtended() : Refusal(RefusalKind.Conflict, "approval.already-extended",
    new("办件只能延期一次。", "An application is extended only once."));

/// <summary>Longer than the law allows, or in another unit than the limit.</summary>
public sealed record ExtensionTooLong(TimeLimit By, TimeLimit Most)
    : Refusal(RefusalKind.Conflict, "approval.extension-too-long", new(
        $"延期 {By} 超过法定上限 {Most}，或单位不同。",
        $"An extension of {By} is longer than {Most} or in another unit."));

public sealed record GroundUnknown(string Ground) : Refusal(RefusalKind.Invalid, "approval.ground-unknown",
    new($"“{Ground}”不是法定的不计时事由。", $"'{Ground}' is no legal ground to stop the count."));

public sealed record ApprovalAlreadySuspended(string Ground)
    : Refusal(RefusalKind.Conflict, "approval.already-suspended",
        new("办件已中止计时。", "The count is already stopped."));

public sealed record ApprovalNotSuspended() : Refusal(RefusalKind.Conflict, "approval.not-suspended",
    new("办件未中止计时。", "The count is not stopped."));

public sealed record NothingToRevoke() : Refusal(RefusalKind.Conflict, "approval.nothing-to-revoke",
    new("没有可撤销或注销的许可。", "There is no granted licence to take back."));

public sealed record RevocationKindUnknown(string Given)
    : Refusal(RefusalKind.Invalid, "approval.revocation-kind-unknown",
        new("须为 withdrawn（撤销）或 cancelled（注销）。", "The kind is 'withdrawn' or 'cancelled'."));

public sealed record RatingOutOfRange(int Level) : Refusal(RefusalKind.Invalid, "approval.rating-out-of-range",
    new("评价等级为 1 至 5。", "A rating is 1 to 5."))
{
    public static RatingOutOfRange Of(int level) => new(level)
    {
        Fields = new Dictionary<string, string[]> { ["level"] = ["1..5"] },
    };
}

public sealed record ApprovalAlreadyRated() : Refusal(RefusalKind.Conflict, "approval.already-rated",
    new("办件已评价，一事一评。", "The matter has been rated already; it is rated once."));

/// <summary>The rating came later than 30 days after the archive.</summary>
public sealed record RatingClosed() : Refusal(RefusalKind.Conflict, "approval.rating-closed",
    new("办件归档已超过 30 日，评价已关闭。", "The matter was archived more than 30 days ago; rating is closed."));

/// <summary>The process asks for a service or task that approvals do not know: a fault of the process file.</summary>
public sealed class UnknownProcessPartException(string part)
    : Exception($"Approvals know no '{part}'; see docs/capabilities/approvals.md.");

using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases;

public sealed record GridCaseNotFound() : Refusal(RefusalKind.NotFound, "grid-case.not-found",
    new("没有这个案件。", "There is no such case."));

public sealed record CaseKindUnknown(string Given) : Refusal(RefusalKind.Invalid, "grid-case.kind-unknown",
    new($"没有案件类别“{Given}”，或当前未启用。", $"There is no kind of case '{Given}', or it is not in force."))
{
    public static CaseKindUnknown Of(string kind) => new(kind)
    {
        Fields = new Dictionary<string, string[]> { ["kind"] = ["unknown"] },
    };
}

public sealed record CaseChannelUnknown(string Channel) : Refusal(RefusalKind.Invalid, "grid-case.channel-unknown",
    new($"没有信息来源“{Channel}”。", $"There is no channel '{Channel}'."))
{
    public static CaseChannelUnknown Of(string channel) => new(channel)
    {
        Fields = new Dictionary<string, string[]> { ["channel"] = ["unknown"] },
    };
}

public sealed record ReportInTheFuture() : Refusal(RefusalKind.Invalid, "grid-case.in-the-future",
    new("上报时间晚于当前时间。", "The report is of a time that has not come yet."))
{
    public static ReportInTheFuture Of() => new()
    {
        Fields = new Dictionary<string, string[]> { ["reportedAt"] = ["in the future"] },
    };
}

public sealed record CoordinateInvalid() : Refusal(RefusalKind.Invalid, "grid-case.coordinate-invalid",
    new("坐标无法识别：经度为 -180 至 180，纬度为 -90 至 90。",
        "The coordinate cannot be read: longitude is -180 to 180, latitude -90 to 90."))
{
    public static CoordinateInvalid Of() => new()
    {
        Fields = new Dictionary<string, string[]> { ["location"] = ["invalid coordinate"] },
    };
}

public sealed record OutsideDistrict() : Refusal(RefusalKind.Invalid, "grid-case.outside-district",
    new("位置不在本区范围内。", "The location is outside the district."))
{
    public static OutsideDistrict Of() => new()
    {
        Fields = new Dictionary<string, string[]> { ["location"] = ["outside the district"] },
    };
}

/// <summary>An answer that must be given is empty; <see cref="Refusal.Fields"/> says which.</summary>
public sealed record CaseAnswerRequired() : Refusal(RefusalKind.Invalid, "grid-case.answer-required",
    new("必填内容为空。", "A required answer is empty."))
{
    public static CaseAnswerRequired Of(string field) => new()
    {
        Fields = new Dictionary<string, string[]> { [field] = ["required"] },
    };
}

public sealed record CaseUnitUnknown(string Unit) : Refusal(RefusalKind.Invalid, "grid-case.unit-unknown",
    new($"没有单位“{Unit}”。", $"There is no unit '{Unit}'."))
{
    public static CaseUnitUnknown Of(string field, string unit) => new(unit)
    {
        Fields = new Dictionary<string, string[]> { [field] = ["unknown"] },
    };
}

public sealed record SeverityInvalid() : Refusal(RefusalKind.Invalid, "grid-case.severity-invalid",
    new("紧急程度为 1 至 4。", "A severity is 1 to 4."));

/// <summary>A photo is named by something that is no attachment.</summary>
public sealed record PhotoInvalid(string Given) : Refusal(RefusalKind.Invalid, "grid-case.photo-invalid",
    new("照片须为已上传的图片附件。", "A photo is an attachment that was uploaded as a picture."))
{
    public static PhotoInvalid Of(string field, string given) => new(given)
    {
        Fields = new Dictionary<string, string[]> { [field] = ["not a photo"] },
    };
}

/// <summary>It was refused, transferred or merged.</summary>
public sealed record GridCaseClosed(string Closure) : Refusal(RefusalKind.Conflict, "grid-case.closed",
    new("案件已终止（不予立案、已移送或已合并）。", "The case ended without being handled."));

public sealed record GridCaseAlreadyArchived() : Refusal(RefusalKind.Conflict, "grid-case.archived",
    new("案件已归档。", "The case is archived."));

public sealed record CaseInEmergency() : Refusal(RefusalKind.Conflict, "grid-case.in-emergency",
    new("案件处于应急响应状态。", "The case is an emergency now."));

public sealed record DispatcherNeeded() : Refusal(RefusalKind.Forbidden, "grid-case.dispatcher-needed",
    new("须由指挥中心受理派遣人员办理。", "Only a dispatcher of the command centre may do this."));

public sealed record CaseHandlerNeeded() : Refusal(RefusalKind.Forbidden, "grid-case.handler-needed",
    new("须由承办单位人员办理。", "Only an officer of the unit that handles the case may do this."));

public sealed record CaseNotInHandling() : Refusal(RefusalKind.Conflict, "grid-case.not-in-handling",
    new("案件不在处置中。", "The case is not being handled now."));

public sealed record MergeIntoItself() : Refusal(RefusalKind.Conflict, "grid-case.merge-into-itself",
    new("案件不能与自身合并。", "A case cannot be merged into itself."));

public sealed record MergeIntoArchived() : Refusal(RefusalKind.Conflict, "grid-case.merge-into-archived",
    new("不能并入已归档的案件。", "A case cannot be merged into one that is archived."));

public sealed record MergeIntoMerged(string Number) : Refusal(RefusalKind.Conflict, "grid-case.merge-into-merged",
    new($"目标案件已并入 {Number}。", $"The target was itself merged into {Number}."));

/// <summary>Somebody else merged it elsewhere before.</summary>
public sealed record CaseAlreadyMerged(string Number) : Refusal(RefusalKind.Conflict, "grid-case.already-merged",
    new($"案件已并入 {Number}。", $"The case was merged into {Number} already."));

public sealed record SplitTooLate() : Refusal(RefusalKind.Conflict, "grid-case.split-too-late",
    new("案件已派遣，不能再拆分。", "The case is dispatched already: it cannot be split any more."));

/// <summary>The district assigned it, or the table is not to send it there again.</summary>
public sealed record ReturnClosed() : Refusal(RefusalKind.Conflict, "grid-case.return-closed",
    new("区级指派的案件不得退回。", "The district assigned the case: it cannot be returned."));

public sealed record ExtensionPending() : Refusal(RefusalKind.Conflict, "grid-case.extension-pending",
    new("已有延期申请待审批。", "An extension was asked for already and is not decided yet."));

public sealed record ExtensionsUsedUp() : Refusal(RefusalKind.Conflict, "grid-case.extensions-used-up",
    new("案件最多延期两次。", "A case is extended twice at most."));

public sealed record ExtensionNotAskedFor() : Refusal(RefusalKind.Conflict, "grid-case.no-extension-asked",
    new("没有待审批的延期申请。", "No extension waits for a decision."));

/// <summary>Longer than the limit itself, or in another unit.</summary>
public sealed record CaseExtensionTooLong(TimeLimit By, TimeLimit Most)
    : Refusal(RefusalKind.Conflict, "grid-case.extension-too-long", new(
        $"延期 {By.Text.Zh} 超过上限 {Most.Text.Zh}，或单位不同。",
        $"An extension of {By.Text.En} is longer than {Most.Text.En} or in another unit."));

public sealed record SuspensionGroundUnknown(string Ground) : Refusal(RefusalKind.Invalid, "grid-case.ground-unknown",
    new($"“{Ground}”不是挂账事由。", $"'{Ground}' is no ground for a case to wait."));

public sealed record SuspensionTooLong(int Days) : Refusal(RefusalKind.Conflict, "grid-case.suspension-too-long",
    new($"挂账时间须为 1 至 {Days} 个自然日以内。", $"On this ground a case may wait for 1 to {Days} days."));

public sealed record SuspensionsUsedUp() : Refusal(RefusalKind.Conflict, "grid-case.suspensions-used-up",
    new("案件最多挂账三次。", "A case may be made to wait three times at most."));

public sealed record GridCaseAlreadySuspended(string Ground)
    : Refusal(RefusalKind.Conflict, "grid-case.already-suspended",
        new("案件已挂账。", "The case waits already, on another ground."));

public sealed record GridCaseNotSuspended() : Refusal(RefusalKind.Conflict, "grid-case.not-suspended",
    new("案件未挂账。", "The case is not waiting."));

/// <summary>Who handled the case does not verify it (核实与处置分离).</summary>
public sealed record VerifierHandledCase() : Refusal(RefusalKind.Conflict, "grid-case.verifier-handled-case",
    new("核实人员不得为处置该案件的人员。", "Who handled the case cannot verify it."));

public sealed record CaseRatingOutOfRange(int Level) : Refusal(RefusalKind.Invalid, "grid-case.rating-out-of-range",
    new("评价等级为 1 至 5。", "A rating is 1 to 5."))
{
    public static CaseRatingOutOfRange Of(int level) => new(level)
    {
        Fields = new Dictionary<string, string[]> { ["level"] = ["1..5"] },
    };
}

public sealed record RatingNotOpen() : Refusal(RefusalKind.Conflict, "grid-case.rating-not-open",
    new("案件处置核实后方可评价。", "A case can be rated once its handling was verified."));

public sealed record CaseAlreadyRated() : Refusal(RefusalKind.Conflict, "grid-case.already-rated",
    new("案件已评价。", "The case has been rated already."));

/// <summary>Later than the limit after the archive, or nobody reported it who could say so.</summary>
public sealed record ReopenClosed() : Refusal(RefusalKind.Conflict, "grid-case.reopen-closed",
    new("已超过重新办理期限。", "The time in which the case could be reopened or rated is over."));

public sealed record GridCaseNotArchived() : Refusal(RefusalKind.Conflict, "grid-case.not-archived",
    new("案件尚未归档。", "The case is not archived yet."));

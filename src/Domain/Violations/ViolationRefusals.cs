using System.Globalization;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Violations;

public sealed record ViolationNotFound() : Refusal(RefusalKind.NotFound, "violation.not-found",
    new("没有这个违法案件。", "There is no such violation."));

public sealed record OffenceUnknown(string Given) : Refusal(RefusalKind.Invalid, "violation.kind-unknown",
    new($"没有违法行为种类“{Given}”，或当前未启用。", $"There is no kind of violation '{Given}', or it is not in force."))
{
    public static OffenceUnknown Of(string kind) => new(kind)
    {
        Fields = new Dictionary<string, string[]> { ["kind"] = ["unknown"] },
    };
}

/// <summary>An answer that must be given is empty; <see cref="Refusal.Fields"/> says which.</summary>
public sealed record ViolationAnswerRequired() : Refusal(RefusalKind.Invalid, "violation.answer-required",
    new("必填内容为空。", "A required answer is empty."))
{
    public static ViolationAnswerRequired Of(string field) => new()
    {
        Fields = new Dictionary<string, string[]> { [field] = ["required"] },
    };
}

/// <summary>A name of blanks, a code or a number whose check does not hold; <see cref="Refusal.Fields"/> says which.</summary>
public sealed record SubjectInvalid() : Refusal(RefusalKind.Invalid, "violation.subject-invalid",
    new("当事人信息有误。", "What is said of the party does not hold."));

public sealed record ViolationCoordinateInvalid() : Refusal(RefusalKind.Invalid, "violation.coordinate-invalid",
    new("坐标无法识别：经度为 -180 至 180，纬度为 -90 至 90。",
        "The coordinate cannot be read: longitude is -180 to 180, latitude -90 to 90."))
{
    public static ViolationCoordinateInvalid Of() => new()
    {
        Fields = new Dictionary<string, string[]> { ["location"] = ["invalid coordinate"] },
    };
}

public sealed record ViolationInTheFuture() : Refusal(RefusalKind.Invalid, "violation.in-the-future",
    new("时间晚于当前时间。", "It is of a time that has not come yet."));

/// <summary>The hash that was given is not that of what was uploaded: one of the two was exchanged.</summary>
public sealed record EvidenceMismatch(string Given) : Refusal(RefusalKind.Invalid, "violation.evidence-mismatch",
    new("证据文件的哈希值与上传内容不符。", "The hash given is not that of the file that was uploaded."))
{
    public static EvidenceMismatch Of(string field, string given) => new(given)
    {
        Fields = new Dictionary<string, string[]> { [field] = ["sha256"] },
    };
}

/// <summary>The matter ended.</summary>
public sealed record ViolationOver(string Status) : Refusal(RefusalKind.Conflict, "violation.over",
    new("案件已结案或归档。", "The matter has ended."));

public sealed record PartRequired() : Refusal(RefusalKind.Forbidden, "violation.part-required",
    new("须由参与办案单位的执法人员办理。", "Only an officer of a unit that takes part in the case may do this."));

/// <summary>No officer has an account of that id.</summary>
public sealed record SecondEnforcerUnknown(string Given)
    : Refusal(RefusalKind.Invalid, "violation.second-officer-unknown", new(
        $"没有执法人员账号“{Given}”。", $"No officer has the account '{Given}'."))
{
    public static SecondEnforcerUnknown Of(string given) => new(given)
    {
        Fields = new Dictionary<string, string[]> { ["secondOfficer"] = ["unknown"] },
    };
}

/// <summary>Two officers are two people (行政处罚法第四十二条).</summary>
public sealed record SecondEnforcerMustDiffer() : Refusal(RefusalKind.Conflict, "violation.second-officer-must-differ",
    new("执法人员不得少于两人，第二人不得为本人。", "Two officers are needed: the second is not who records it."));

public sealed record SpotPenaltyNotAllowed() : Refusal(RefusalKind.Conflict, "violation.spot-penalty-not-allowed",
    new("该违法行为不适用当场处罚，或金额超过法定限额。", "The law allows no such penalty on the spot for this violation."));

/// <summary>Less or more than the law sets for it.</summary>
public sealed record FineOutOfRange(decimal Amount, decimal Min, decimal Max)
    : Refusal(RefusalKind.Conflict, "violation.fine-out-of-range", new(
        string.Create(CultureInfo.InvariantCulture, $"罚款 {Amount:0.##} 元不在法定幅度 {Min:0.##} 至 {Max:0.##} 元之内。"),
        string.Create(CultureInfo.InvariantCulture, $"A fine of {Amount:0.##} yuan is not within {Min:0.##} to {Max:0.##}.")));

/// <summary>
/// Nobody is punished harder for having defended themselves, nor beyond what they were told (行政处罚法第四十四、四十五条).
/// </summary>
public sealed record HeavierThanNoticed(decimal Amount, decimal Noticed)
    : Refusal(RefusalKind.Conflict, "violation.heavier-than-noticed", new(
        string.Create(CultureInfo.InvariantCulture, $"罚款 {Amount:0.##} 元重于告知的 {Noticed:0.##} 元，须重新告知。"),
        string.Create(CultureInfo.InvariantCulture, $"A fine of {Amount:0.##} yuan is above the {Noticed:0.##} of the notice.")));

public sealed record NoRightToHearing() : Refusal(RefusalKind.Conflict, "violation.no-right-to-hearing",
    new("该处罚不属于可以申请听证的范围。", "The intended penalty is not one for which a hearing can be asked."));

/// <summary>No notice was served, the days after it are over, or the party has answered already.</summary>
public sealed record ResponseNotOpen() : Refusal(RefusalKind.Conflict, "violation.response-not-open",
    new("不在陈述申辩和听证申请期限内。", "The time in which the party may answer is not open."));

/// <summary>Earlier than the day that the party was told.</summary>
public sealed record HearingBeforeItsDay(LocalDate Day) : Refusal(RefusalKind.Conflict, "violation.hearing-before-its-day", new(
    $"听证定于 {Day:yyyy-MM-dd} 举行，不得提前。", $"The hearing is fixed for {Day:yyyy-MM-dd} and cannot be held before."));

/// <summary>Who handled the case neither chairs its hearing nor checks its law.</summary>
public sealed record HandledTheViolation() : Refusal(RefusalKind.Conflict, "violation.handled-the-case",
    new("听证主持人和法制审核人员不得为本案调查人员。", "Who handled the case neither chairs its hearing nor checks its law."));

/// <summary>There is no fine, it is not delivered yet, or it is paid already.</summary>
public sealed record NothingToPay() : Refusal(RefusalKind.Conflict, "violation.nothing-to-pay",
    new("没有待缴的罚款。", "There is no fine to be paid."));

public sealed record PaidOnInvalid() : Refusal(RefusalKind.Invalid, "violation.paid-on-invalid",
    new("缴款日期不得早于送达日期，也不得晚于今天。", "It is paid after the delivery and not later than today."))
{
    public static PaidOnInvalid Of() => new()
    {
        Fields = new Dictionary<string, string[]> { ["paidOn"] = ["delivery..today"] },
    };
}

/// <summary>Not what is due on the day.</summary>
public sealed record PaymentDiffers(decimal Given, decimal Due) : Refusal(RefusalKind.Conflict, "violation.payment-differs", new(
    string.Create(CultureInfo.InvariantCulture, $"应缴 {Due:0.00} 元，不是 {Given:0.00} 元。"),
    string.Create(CultureInfo.InvariantCulture, $"{Due:0.00} yuan are due, not {Given:0.00}.")));

/// <summary>Nothing was decided that could be reviewed, or it is not delivered yet.</summary>
public sealed record NothingToReview() : Refusal(RefusalKind.Conflict, "violation.nothing-to-review",
    new("尚无已送达的处罚决定。", "There is no delivered decision yet."));

public sealed record RemedyUnknown(string Given) : Refusal(RefusalKind.Invalid, "violation.remedy-unknown",
    new($"“{Given}”不是救济途径或其结果。", $"'{Given}' is no remedy, or no result of one."));

public sealed record RemedyPending() : Refusal(RefusalKind.Conflict, "violation.remedy-pending",
    new("已有在审的行政复议或者行政诉讼。", "A review or a lawsuit is going on already."));

public sealed record NoRemedyPending() : Refusal(RefusalKind.Conflict, "violation.no-remedy-pending",
    new("没有在审的行政复议或者行政诉讼。", "No review and no lawsuit is going on."));

public sealed record NotAboutAVehicle() : Refusal(RefusalKind.Conflict, "violation.not-about-a-vehicle",
    new("该案件与机动车无关。", "The matter is not about a vehicle."));

public sealed record VehicleReadingInvalid() : Refusal(RefusalKind.Invalid, "violation.reading-invalid",
    new("检测记录有误。", "The reading cannot be taken."))
{
    public static VehicleReadingInvalid Of(string field) => new()
    {
        Fields = new Dictionary<string, string[]> { [field] = ["invalid"] },
    };
}

public sealed record EnterpriseUnknown(string Given) : Refusal(RefusalKind.Invalid, "violation.enterprise-unknown",
    new($"没有重点监控企业“{Given}”。", $"There is no monitored enterprise '{Given}'."))
{
    public static EnterpriseUnknown Of(string code) => new(code)
    {
        Fields = new Dictionary<string, string[]> { ["enterprise"] = ["unknown"] },
    };
}

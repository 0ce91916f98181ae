using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals;

public sealed record ReferralNotFound() : Refusal(RefusalKind.NotFound, "referral.not-found",
    new("没有这张转诊单。", "There is no such referral."));

/// <summary>Nobody may refer anybody: no rules are in force.</summary>
public sealed record ReferralRulesMissing() : Refusal(RefusalKind.Conflict, "referral.no-rules",
    new("当前没有生效的转诊规则。", "No referral rules are in force."));

/// <summary>A value that is none of those known; <see cref="Refusal.Fields"/> says which.</summary>
public sealed record ReferralFieldInvalid() : Refusal(RefusalKind.Invalid, "referral.field-invalid",
    new("填写内容有误。", "Something that was filled in does not hold."))
{
    public static ReferralFieldInvalid Of(string field) => new()
    {
        Fields = new Dictionary<string, string[]> { [field] = ["invalid"] },
    };
}

/// <summary>An answer that must be given is empty.</summary>
public sealed record ReferralAnswerRequired() : Refusal(RefusalKind.Invalid, "referral.answer-required",
    new("必填内容为空。", "A required answer is empty."))
{
    public static ReferralAnswerRequired Of(string field) => new()
    {
        Fields = new Dictionary<string, string[]> { [field] = ["required"] },
    };
}

public sealed record ReferralDiagnosisInvalid(string Given) : Refusal(RefusalKind.Invalid, "referral.diagnosis-invalid",
    new($"“{Given}”不是 ICD-10 编码。", $"'{Given}' is no code of ICD-10."))
{
    public static ReferralDiagnosisInvalid Of(string field, string given) => new(given)
    {
        Fields = new Dictionary<string, string[]> { [field] = ["ICD-10"] },
    };
}

public sealed record ReferralInstitutionUnknown(string Given)
    : Refusal(RefusalKind.Invalid, "referral.institution-unknown", new(
        $"没有参与转诊的医疗机构“{Given}”。", $"No institution '{Given}' takes part in referrals."))
{
    public static ReferralInstitutionUnknown Of(string field, string given) => new(given)
    {
        Fields = new Dictionary<string, string[]> { [field] = ["unknown"] },
    };
}

public sealed record ReferralDepartmentUnknown(string Given)
    : Refusal(RefusalKind.Invalid, "referral.department-unknown", new(
        $"接收机构没有科室“{Given}”。", $"The receiving institution has no department '{Given}'."))
{
    public static ReferralDepartmentUnknown Of(string field, string given) => new(given)
    {
        Fields = new Dictionary<string, string[]> { [field] = ["unknown"] },
    };
}

public sealed record ReferralToItself() : Refusal(RefusalKind.Invalid, "referral.same-institution",
    new("转出与接收机构不得相同。", "An institution does not refer to itself."))
{
    public static ReferralToItself Of() => new()
    {
        Fields = new Dictionary<string, string[]> { ["toInstitution"] = ["same"] },
    };
}

/// <summary>The other way round it would be allowed.</summary>
public sealed record ReferralWrongDirection(string Direction) : Refusal(RefusalKind.Conflict, "referral.wrong-direction",
    new("转诊方向与两机构的关系不符。", "Between these two institutions the direction is the other one."))
{
    public static ReferralWrongDirection Of(string direction) => new(direction)
    {
        Fields = new Dictionary<string, string[]> { ["direction"] = [direction] },
    };
}

public sealed record ReferralNotAllowed(string From, string To) : Refusal(RefusalKind.Conflict, "referral.pair-not-allowed",
    new($"{From} 与 {To} 之间当前没有转诊关系。", $"No rule in force lets {From} refer to {To}."));

public sealed record ReferralNotYourInstitution() : Refusal(RefusalKind.Forbidden, "referral.not-your-institution",
    new("只能由转出机构的医生办理。", "Only a doctor of the referring institution may do this."));

/// <summary>The referral it follows is not there, was never sent, or is another patient's.</summary>
public sealed record ReferralFollowsInvalid() : Refusal(RefusalKind.Invalid, "referral.follows-invalid",
    new("所接续的转诊单不存在，或不属于该患者。", "The referral that it follows is not there, or is another patient's."))
{
    public static ReferralFollowsInvalid Of() => new()
    {
        Fields = new Dictionary<string, string[]> { ["follows"] = ["unknown"] },
    };
}

/// <summary>It ended.</summary>
public sealed record ReferralOver(string Status) : Refusal(RefusalKind.Conflict, "referral.over",
    new("转诊已结束。", "The referral has ended."));

/// <summary>The patient is with the receiver.</summary>
public sealed record ReferralUnderWay() : Refusal(RefusalKind.Conflict, "referral.under-way",
    new("患者已由接收机构收治，不能撤回。", "The receiver has the patient already; it cannot be taken back."));

public sealed record ReferralSlotNotOffered(string Slot, string Department)
    : Refusal(RefusalKind.Conflict, "referral.slot-not-offered", new(
        $"科室“{Department}”不提供“{Slot}”预约。", $"Department '{Department}' offers no '{Slot}'."));

/// <summary>No task of that kind is open: it was done already, or its turn has not come.</summary>
public sealed record ReferralNotAtThatStep(string Status) : Refusal(RefusalKind.Conflict, "referral.not-at-that-step",
    new("转诊当前不在该环节。", "The referral does not stand at that step."));

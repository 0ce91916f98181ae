using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Consultations;

public sealed record ConsultationNotFound() : Refusal(RefusalKind.NotFound, "consultation.not-found",
    new("没有这个会诊或咨询。", "There is no such consultation."));

/// <summary>A form, an urgency, a modality or an institution that there is not; <see cref="Refusal.Fields"/> says which.</summary>
public sealed record ConsultationFieldInvalid() : Refusal(RefusalKind.Invalid, "consultation.field-invalid",
    new("填写的内容有误。", "What was filled in does not hold."))
{
    public static ConsultationFieldInvalid Of(string field, string fault = "unknown") => new()
    {
        Fields = new Dictionary<string, string[]> { [field] = [fault] },
    };
}

/// <summary>An answer that must be given is empty.</summary>
public sealed record ConsultationAnswerRequired() : Refusal(RefusalKind.Invalid, "consultation.answer-required",
    new("必填内容为空。", "A required answer is empty."))
{
    public static ConsultationAnswerRequired Of(string field) => new()
    {
        Fields = new Dictionary<string, string[]> { [field] = ["required"] },
    };
}

/// <summary>An institution does not ask itself.</summary>
public sealed record ConsultationWithOneself() : Refusal(RefusalKind.Invalid, "consultation.with-oneself",
    new("不能向本机构申请会诊。", "An institution does not ask itself for a consultation."))
{
    public static ConsultationWithOneself Of() => new()
    {
        Fields = new Dictionary<string, string[]> { ["toInstitution"] = ["the same as fromInstitution"] },
    };
}

/// <summary>Somebody asks in the name of an institution that is not theirs, or answers for the other side.</summary>
public sealed record ConsultationNotYours() : Refusal(RefusalKind.Forbidden, "consultation.not-yours",
    new("只能由申请方办理。", "Only the institution that asked may do this."));

/// <summary>A meeting lies in the past or further than 60 days ahead, or is no time at all.</summary>
public sealed record ConsultationTimeInvalid() : Refusal(RefusalKind.Invalid, "consultation.time-invalid",
    new("时间有误：须为今后 60 日内的时间。", "The time does not hold: it lies in the coming 60 days."))
{
    public static ConsultationTimeInvalid Of(string field) => new()
    {
        Fields = new Dictionary<string, string[]> { [field] = ["within the coming 60 days"] },
    };
}

/// <summary>The named account is no expert of the expert institution.</summary>
public sealed record ConsultationExpertUnknown(string Given) : Refusal(RefusalKind.Invalid, "consultation.expert-unknown",
    new($"“{Given}”不是受邀机构的专家。", $"'{Given}' is no expert of the institution that is asked."))
{
    public static ConsultationExpertUnknown Of(string field, string given) => new(given)
    {
        Fields = new Dictionary<string, string[]> { [field] = ["unknown"] },
    };
}

/// <summary>The reading was given to another expert.</summary>
public sealed record ConsultationAssignedToAnother() : Refusal(RefusalKind.Forbidden, "consultation.assigned-to-another",
    new("已分派给其他专家。", "It is another expert's to do."));

/// <summary>The second reading is by another person than the first.</summary>
public sealed record ConsultationSecondReaderMustDiffer() : Refusal(RefusalKind.Conflict, "consultation.second-reader-must-differ",
    new("复核人不能是出具报告的人。", "Who wrote the report does not read it again."));

/// <summary>It was held, read or ended: there is nothing to take back.</summary>
public sealed record ConsultationNotWithdrawable(string Status) : Refusal(RefusalKind.Conflict, "consultation.not-withdrawable",
    new("会诊已完成或已结束，不能撤回。", "It was held, read or ended, and cannot be withdrawn."));

/// <summary>There is no answer yet to ask about, the question was asked already, or it is over.</summary>
public sealed record ConsultationNotAskable() : Refusal(RefusalKind.Conflict, "consultation.not-askable",
    new("现在不能追问：尚未答复，或已追问过，或已办结。", "It cannot be asked back about now: not answered, asked once already, or over."));

/// <summary>Only health advice that was answered is rated, and once.</summary>
public sealed record ConsultationNotRatable() : Refusal(RefusalKind.Conflict, "consultation.not-ratable",
    new("只有已答复、未评价的健康咨询可以评价。", "Only health advice that was answered and not rated yet is rated."));

public sealed record ConsultationRatingInvalid() : Refusal(RefusalKind.Invalid, "consultation.rating-invalid",
    new("评价为 1 至 5。", "A rating is 1 to 5."))
{
    public static ConsultationRatingInvalid Of() => new() { Fields = new Dictionary<string, string[]> { ["level"] = ["1 to 5"] } };
}

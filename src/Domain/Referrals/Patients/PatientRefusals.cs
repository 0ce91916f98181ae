using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Patients;

public sealed record PatientNotFound() : Refusal(RefusalKind.NotFound, "patient.not-found",
    new("没有此健康档案。", "There is no such health record."));

/// <summary>What is said of the patient does not hold.</summary>
public sealed record PatientInvalid() : Refusal(RefusalKind.Invalid, "patient.field-invalid",
    new("患者信息有误。", "What is said of the patient does not hold."));

/// <summary>The patient's personal data was erased: nothing more is written of them under this record.</summary>
public sealed record PatientIsErased() : Refusal(RefusalKind.Conflict, "patient.erased",
    new("该患者的个人信息已依法删除。", "The personal data of this patient was erased."));

/// <summary>Somebody asked already, for another reason or in another name.</summary>
public sealed record ErasureUnderWay() : Refusal(RefusalKind.Conflict, "patient.erasure-under-way",
    new("已有待批准的删除申请。", "An erasure was asked for already and waits for approval."));

public sealed record ErasureNotRequested() : Refusal(RefusalKind.Conflict, "patient.erasure-not-requested",
    new("没有待批准的删除申请。", "No erasure was asked for."));

/// <summary>Four eyes (双人复核).</summary>
public sealed record ErasureNeedsTwo() : Refusal(RefusalKind.Conflict, "patient.erasure-needs-two",
    new("删除须由申请人以外的另一人批准。", "Somebody other than who asked for the erasure decides on it."));

/// <summary>Nothing is written under a record that points to another.</summary>
public sealed record PatientIsLinked(Guid To) : Refusal(RefusalKind.Conflict, "patient.linked", new(
    $"该档案已并入 {To}，请在该档案上办理。", $"This record is linked to {To}; write there."));

public sealed record PatientLinkRefused() : Refusal(RefusalKind.Conflict, "patient.link-refused", new(
    "不能合并：同一档案、已并入其他档案，或有待批准的删除申请。",
    "They cannot be linked or parted: one and the same, one that stands for others, or an erasure waits for approval."));

/// <summary>An identity number that was checked once is another person's when it is another.</summary>
public sealed record PatientNumberFixed() : Refusal(RefusalKind.Conflict, "patient.id-number-fixed", new(
    "身份证号不能改为另一号码；如建错档，请合并档案。", "The identity number cannot become another one; link the records where a wrong one was made."));

/// <summary>There is no ground to read this record.</summary>
public sealed record PatientAccessRefused() : Refusal(RefusalKind.Forbidden, "patient.access-refused", new(
    "本机构未在诊治该患者，也未获其同意；紧急情况可申请紧急访问。",
    "Your institution neither treats this patient nor has their consent; in an emergency, open the record as such."));

public sealed record ConsentNotFound() : Refusal(RefusalKind.NotFound, "patient.consent-not-found",
    new("没有此同意记录。", "There is no such consent."));

/// <summary>Whoever has no ground yet shows that the patient is there: they tell the last four digits of their telephone.</summary>
public sealed record ConsentNotProven() : Refusal(RefusalKind.Forbidden, "patient.consent-not-proven", new(
    "请由患者本人提供其手机号后四位。", "The patient tells the last four digits of their telephone."));

public sealed record HealthCardNotFound() : Refusal(RefusalKind.NotFound, "patient.card-not-found", new("没有此健康卡。", "There is no such card."));

public sealed record HealthCardThere() : Refusal(RefusalKind.Conflict, "patient.card-there",
    new("患者已有健康卡，请办理补换卡。", "The patient has a card; replace it."));

/// <summary>A card that is suspended or replaced cannot do this.</summary>
public sealed record HealthCardNotUsable() : Refusal(RefusalKind.Conflict, "patient.card-not-usable",
    new("该健康卡已停用或已补换。", "The card is suspended or replaced."));

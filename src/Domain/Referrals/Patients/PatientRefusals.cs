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

using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>What is said of the patient does not hold.</summary>
public sealed record PatientInvalid() : Refusal(RefusalKind.Invalid, "patient.field-invalid",
    new("患者信息有误。", "What is said of the patient does not hold."));

/// <summary>The patient's personal data was erased: nothing more is written of them under this record.</summary>
public sealed record PatientErased() : Refusal(RefusalKind.Conflict, "patient.erased",
    new("该患者的个人信息已依法删除。", "The personal data of this patient was erased."));

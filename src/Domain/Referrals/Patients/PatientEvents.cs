using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>A patient is known from now on (建立索引).</summary>
/// <param name="Unit">The institution that knew them first.</param>
public sealed record PatientRegistered(Guid PatientId, string Number, Sealed<PatientDetails> Details, string Unit) : IDomainEvent;

/// <summary>Somebody asks that what is known of a patient be erased (申请删除个人信息).</summary>
/// <param name="Basis">One of <see cref="ErasureBases"/>.</param>
/// <param name="Document">Number of the document that orders or asks for it; it names nobody.</param>
public sealed record ErasureRequested(
    Guid RequestId, string Basis, string Document, Sealed<FreeText> Reason, string By, string Unit) : IDomainEvent;

/// <summary>A second person did not approve of it (不予删除).</summary>
public sealed record ErasureDeclined(Guid RequestId, Sealed<FreeText> Reason, string By) : IDomainEvent;

/// <summary>
/// What was known of the patient is given up (个人信息已删除): two people wanted it so. The key is destroyed right after.
/// </summary>
public sealed record PatientErased(Guid RequestId, string Basis, string Document, string RequestedBy, string ApprovedBy) : IDomainEvent;

using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>A patient is known from now on (建立索引).</summary>
/// <param name="Unit">The institution that knew them first.</param>
/// <param name="Filled">Which of the details are known, by name; it outlives them.</param>
public sealed record PatientRegistered(
    Guid PatientId, string Number, Sealed<PatientDetails> Details, string Unit, IReadOnlyList<string>? Filled = null) : IDomainEvent;

/// <summary>What was said of the patient was wrong, or is no longer so (更正).</summary>
/// <param name="Filled">Which of the details are known now, by name.</param>
/// <param name="Unit">The institution that says so.</param>
public sealed record PatientDetailsCorrected(Sealed<PatientDetails> Details, IReadOnlyList<string> Filled, string Unit) : IDomainEvent;

/// <summary>The record is of the same person as another, which stands for both from now on (合并索引).</summary>
public sealed record PatientLinked(Guid To, string By) : IDomainEvent;

/// <summary>Another record is of the same person as this one, which stands for both.</summary>
public sealed record PatientLinkedFrom(Guid From, string By) : IDomainEvent;

/// <summary>The record is of somebody else after all (取消合并).</summary>
public sealed record PatientUnlinked(Guid To, string By) : IDomainEvent;

/// <summary>Another record is of somebody else after all.</summary>
public sealed record PatientUnlinkedFrom(Guid From, string By) : IDomainEvent;

/// <summary>A section of the record was written (档案记录), as it stands from now on.</summary>
/// <param name="Section">Code of the section in the standard.</param>
/// <param name="Filled">The fields that hold something, by code; it outlives what they hold.</param>
/// <param name="On">The day that it is of, such as that of the check-up.</param>
/// <param name="Standard">The standard that named the fields, such as <c>health-record.v1</c>.</param>
public sealed record RecordSectionWritten(
    string Section, Sealed<SectionContent> Content, IReadOnlyList<string> Filled, LocalDate On, string Standard, string Unit) : IDomainEvent;

/// <summary>Somebody asks that what is known of a patient be erased (申请删除个人信息).</summary>
/// <param name="Basis">One of <see cref="ErasureBases"/>.</param>
/// <param name="Document">Number of the document that orders or asks for it; it names nobody.</param>
public sealed record ErasureRequested(
    Guid RequestId, string Basis, string Document, Sealed<FreeText> Reason, string By, string Unit) : IDomainEvent;

/// <summary>A second person did not approve of it (不予删除).</summary>
public sealed record ErasureDeclined(Guid RequestId, Sealed<FreeText> Reason, string By) : IDecisionEvent;

/// <summary>
/// What was known of the patient is given up (个人信息已删除): two people wanted it so. The key is destroyed right after.
/// </summary>
public sealed record PatientErased(Guid RequestId, string Basis, string Document, string RequestedBy, string ApprovedBy) : IDecisionEvent;

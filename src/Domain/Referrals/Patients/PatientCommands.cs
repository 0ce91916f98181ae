namespace SmartCity.Domain.Referrals.Patients;

/// <summary>Makes a patient known. The id follows from the identity number, so that whoever comes at the same moment means the same patient.</summary>
/// <param name="Unit">The institution that speaks of them.</param>
public sealed record RegisterPatient(Guid Id, string Number, PatientDetails Details, string Unit);

/// <summary>Asks for the erasure of what is known of a patient.</summary>
public sealed record RequestErasure(Guid PatientId, string Basis, string Document, string Reason);

/// <summary>A second person does not approve of it.</summary>
public sealed record DeclineErasure(Guid PatientId, string Reason);

/// <summary>A second person approves: everything that is known of the patient is given up.</summary>
/// <param name="Records">The record, and those that were linked to it as the same person's.</param>
public sealed record ApproveErasure(Guid PatientId, IReadOnlyCollection<Guid> Records);

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>Makes a patient known. The id follows from the identity number, so that whoever comes at the same moment means the same patient.</summary>
/// <param name="Unit">The institution that speaks of them.</param>
public sealed record RegisterPatient(Guid Id, string Number, PatientDetails Details, string Unit);

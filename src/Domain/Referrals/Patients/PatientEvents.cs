using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>A patient is known from now on (建立索引).</summary>
/// <param name="Unit">The institution that knew them first.</param>
public sealed record PatientRegistered(Guid PatientId, string Number, Sealed<PatientDetails> Details, string Unit) : IDomainEvent;

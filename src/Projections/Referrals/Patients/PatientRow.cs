using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Projections.Referrals.Patients;

/// <summary>
/// One patient in the inline read model <c>read.patients</c>; columns are the properties. It names nobody: what a patient is
/// found by stands there as a keyed hash.
/// </summary>
/// <param name="IdNumberHash">Of the identity number; null where none is known, and once erased.</param>
public sealed record PatientRow(Guid Id, string Number, string Unit, string? IdNumberHash, Instant RegisteredAt, Instant? ErasedAt)
{
    public static SchemaPart Schema { get; } = SchemaPart.File("Referrals/Patients/patients.sql");

    public static InlineTable Inline(PersonHash hash) =>
        InlineTable.Of<Patient, PatientRow>("read.patients", patient => Of(patient, hash));

    public static PatientRow Of(Patient p, PersonHash hash) => new(
        p.Id, p.Number, p.Unit, hash.Of("id-number", p.Details?.IdNumber), p.OpenedAt, p.ErasedAt);
}

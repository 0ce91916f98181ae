using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Projections.Referrals.Patients;

/// <summary>
/// One patient in the inline read model <c>read.patients</c>; columns are the properties. It names nobody: what a patient is
/// found by stands there as a keyed hash, and none is left once they are erased.
/// </summary>
/// <param name="NameBirthHash">Of name and birth date together; a name alone finds nobody.</param>
/// <param name="CardHash">Of the card that is not replaced.</param>
/// <param name="LinkedTo">The record that stands for this one.</param>
/// <param name="ErasureAsked">Whether an erasure waits for a second person.</param>
public sealed record PatientRow(
    Guid Id, string Number, string Unit, string? IdNumberHash, string? NameBirthHash, string? PhoneHash, string? CardHash, Guid? LinkedTo,
    bool ErasureAsked, Instant RegisteredAt, Instant? ErasedAt)
{
    public static SchemaPart Schema { get; } = SchemaPart.File("Referrals/Patients/patients.sql");

    public static InlineTable Inline(PersonHash hash) =>
        InlineTable.Of<Patient, PatientRow>("read.patients", patient => Of(patient, new(hash)));

    public static PatientRow Of(Patient p, PatientMarks marks) => new(
        p.Id, p.Number, p.Unit, marks.OfIdNumber(p.Details?.IdNumber), marks.OfNameAndBirth(p.Details?.Name, p.Details?.BirthDate),
        marks.OfPhone(p.Details?.Phone), marks.OfCard(CardRules.Current(p)?.Number), p.LinkedTo, p.Erasure is not null, p.OpenedAt, p.ErasedAt);
}

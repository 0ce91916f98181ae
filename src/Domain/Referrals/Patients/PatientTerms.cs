using NodaTime;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>Who a patient is (患者基本信息). Personal data: it stands sealed in every event.</summary>
/// <param name="IdNumber">Resident identity number (GB 11643), upper case; null where it is not known, as with somebody brought in unconscious.</param>
/// <param name="Sex">One of <see cref="Sexes"/>.</param>
public sealed record PatientDetails(
    string Name, string? IdNumber, LocalDate? BirthDate, string Sex, string? Phone = null, string? Address = null);

/// <summary>Sex as administration knows it (性别, GB/T 2261.1; FHIR AdministrativeGender).</summary>
public static class Sexes
{
    public const string Male = "male", Female = "female", Other = "other", Unknown = "unknown";

    public static IReadOnlyList<string> All { get; } = [Male, Female, Other, Unknown];
}

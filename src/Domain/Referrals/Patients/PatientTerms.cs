using NodaTime;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>Who a patient is (患者基本信息). Personal data: it stands sealed in every event.</summary>
/// <param name="IdNumber">Resident identity number (GB 11643), upper case; null where it is not known, as with somebody brought in unconscious.</param>
/// <param name="Sex">One of <see cref="Sexes"/>.</param>
public sealed record PatientDetails(
    string Name, string? IdNumber, LocalDate? BirthDate, string Sex, string? Phone = null, string? Address = null);

/// <summary>The fields of <see cref="PatientDetails"/>, as the API and the standard of records name them.</summary>
public static class DetailFields
{
    public const string Section = "basic";

    /// <summary>Which of them are known.</summary>
    public static IReadOnlyList<string> Filled(PatientDetails d) =>
    [
        "name", .. d.IdNumber is null ? (string[])[] : ["idNumber"], .. d.BirthDate is null ? (string[])[] : ["birthDate"],
        .. d.Sex == Sexes.Unknown ? (string[])[] : ["sex"], .. string.IsNullOrEmpty(d.Phone) ? (string[])[] : ["phone"],
        .. string.IsNullOrEmpty(d.Address) ? (string[])[] : ["address"],
    ];
}

/// <summary>Sex as administration knows it (性别, GB/T 2261.1; FHIR AdministrativeGender).</summary>
public static class Sexes
{
    public const string Male = "male", Female = "female", Other = "other", Unknown = "unknown";

    public static IReadOnlyList<string> All { get; } = [Male, Female, Other, Unknown];
}

using System.Text;
using NodaTime;
using NodaTime.Text;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Projections.Referrals.Patients;

/// <summary>
/// What a patient is found by (检索标识): keyed hashes of what is known of them, written the same way whoever wrote it: full
/// width as half width, without blanks, capitals.
/// </summary>
public sealed class PatientMarks(PersonHash hash)
{
    public string? OfIdNumber(string? number) => hash.Of("id-number", Plain(number));

    public string? OfNameAndBirth(string? name, LocalDate? born) =>
        name is null || born is not { } day ? null : hash.Of("name-birth", $"{Plain(name)}\n{LocalDatePattern.Iso.Format(day)}");

    public string? OfPhone(string? phone) =>
        phone is null ? null : hash.Of("phone", new string([.. phone.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit)]));

    public string? OfCard(string? number) => hash.Of("health-card", Plain(number));

    private static string? Plain(string? text) => text is null
        ? null
        : new string([.. text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))]).ToUpperInvariant();
}

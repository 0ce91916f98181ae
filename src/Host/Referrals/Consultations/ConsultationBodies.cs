using NodaTime;
using SmartCity.Domain.Referrals.Patients;

namespace SmartCity.Host.Referrals.Consultations;

/// <summary>Whom it is about, as it is sent.</summary>
internal sealed record ConsultedPatientBody(
    string Name, string? IdNumber = null, LocalDate? BirthDate = null, string? Sex = null, string? Phone = null, string? Address = null)
{
    public PatientDetails Details() => new(
        Name.Trim(), IdNumber?.ToUpperInvariant(), BirthDate, Sex ?? Sexes.Unknown, Phone?.Trim(), Address?.Trim());
}

/// <param name="FromInstitution">The caller's own where it is left out; a machine names it.</param>
internal sealed record RequestConsultationBody(
    string Form, ConsultedPatientBody Patient, string ToInstitution, string Question, string? Summary = null, string? Urgency = null,
    string? Modality = null, string? FromInstitution = null, Guid? ReferralId = null, IReadOnlyList<Guid>? Attachments = null);

internal sealed record WithdrawConsultationBody(string Reason);

/// <summary>A citizen's question.</summary>
internal sealed record AskAdviceBody(string Name, string Phone, string Question, string ToInstitution);

/// <param name="Code">What the citizen was given with the number.</param>
internal sealed record AdviceCodeBody(string Code);

internal sealed record AskAdviceAgainBody(string Code, string Question);

internal sealed record RateAdviceBody(string Code, int Level, string? Comment = null);

using NodaTime;

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

/// <summary>Says who the patient is, anew.</summary>
public sealed record CorrectPatient(Guid PatientId, PatientDetails Details, string Unit);

/// <summary>Says that two records are of one person; the other stands for both.</summary>
public sealed record LinkPatient(Guid PatientId, Guid To);

/// <summary>Says that they are not.</summary>
public sealed record UnlinkPatient(Guid PatientId, Guid To);

/// <summary>Writes fields of a section.</summary>
/// <param name="On">The day that it is of; null for today.</param>
public sealed record WriteSection(Guid PatientId, string Section, IReadOnlyDictionary<string, string?> Fields, LocalDate? On, string Unit);

public sealed record IssueHealthCard(Guid PatientId, string Medium, string Unit);

public sealed record BindHealthCard(Guid PatientId, Guid CardId, string Phone);

public sealed record SuspendHealthCard(Guid PatientId, Guid CardId, string Reason);

public sealed record ResumeHealthCard(Guid PatientId, Guid CardId);

public sealed record ReplaceHealthCard(Guid PatientId, Guid CardId, string Medium, string Unit);

/// <summary>Writes down what the patient agrees to.</summary>
/// <param name="Proven">Whether who writes it down may read the record anyway.</param>
/// <param name="PhoneLast4">What the patient says else.</param>
public sealed record GiveConsent(
    Guid PatientId, IReadOnlyList<string> Scope, string? Unit, string? Role, string Purpose, Instant? Until, string RecordedAt, bool Proven,
    string? PhoneLast4);

/// <summary>Writes down that the patient takes a consent back.</summary>
/// <param name="Unit">The institution that writes it down.</param>
/// <param name="Proven">As in <see cref="GiveConsent"/>.</param>
public sealed record WithdrawConsent(Guid PatientId, Guid ConsentId, string Unit, bool Proven, string? PhoneLast4);

/// <summary>Opens a record in an emergency.</summary>
public sealed record OpenEmergencyAccess(Guid PatientId, string Reason, string Unit);

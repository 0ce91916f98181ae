using NodaTime;
using SmartCity.Domain.Referrals.Catalogue;

namespace SmartCity.Domain.Referrals;

/// <summary>A doctor refers a patient, or a machine for one. Rules, number and patient are looked up before.</summary>
/// <param name="Patient">The patient's stream.</param>
/// <param name="Rules">The rules in force; null when there are none.</param>
/// <param name="Draft">Whether it is not submitted yet.</param>
/// <param name="Follows">The referral that it goes on from, as it is now; null for a first one.</param>
public sealed record ReferPatient(
    Guid Id, string Number, string Direction, Guid Patient, ReferralSlip Slip, string FromInstitution,
    string ToInstitution, string? Department, string Urgency, IReadOnlyList<Guid> Attachments,
    IReadOnlyList<LocalDate> Visits, Referral? Follows, ReferralRules? Rules, bool Draft);

/// <summary>A draft is sent to its receiver.</summary>
public sealed record SubmitReferral(Guid Id, long? Version);

/// <summary>The sender takes a referral back.</summary>
/// <param name="Reason">One of <see cref="WithdrawalReasons"/>.</param>
public sealed record WithdrawReferral(Guid Id, string Reason, string? Note, long? Version);

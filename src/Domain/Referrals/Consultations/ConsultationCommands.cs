namespace SmartCity.Domain.Referrals.Consultations;

/// <summary>Asks another institution (申请会诊); a citizen's question comes in by the same command.</summary>
/// <param name="Modality">One of <see cref="DiagnosisModalities"/> for a remote diagnosis; null else.</param>
/// <param name="Patient">Stream of the patient, under whose key everything personal stands.</param>
/// <param name="Referral">The referral that it belongs to, where there is one.</param>
/// <param name="FromUnit">The institution that asks; where a citizen does, the one that answers.</param>
public sealed record RequestConsultation(
    Guid Id, string Number, string Form, string Urgency, string? Modality, Guid Patient, Guid? Referral, string FromUnit,
    string ToUnit, ConsultationContent Content, IReadOnlyList<Guid> Attachments, ConsultationLimits Limits);

/// <summary>The institution that asked needs it no more (撤回), before it is held or read.</summary>
public sealed record WithdrawConsultation(Guid Id, string Reason, long? Version);

/// <summary>A citizen asks back, once, while the answer may still be asked about (追问).</summary>
public sealed record AskAdviceAgain(Guid Id, string Question);

using NodaTime;

namespace SmartCity.Domain.Referrals.Settlements;

/// <summary>Claims the cost of what was done from the payer (提交结算).</summary>
/// <param name="Payer">Null where there is none of the code that was given.</param>
/// <param name="Subject">The referral or consultation, with its number; it is finished.</param>
/// <param name="Unit">The institution that did it and claims.</param>
/// <param name="Amount">What the caller takes for the sum; null where they did not say.</param>
public sealed record SubmitSettlement(
    Guid Id, string Number, string PayerCode, Payer? Payer, Guid Subject, string SubjectNumber, bool Finished, Guid Patient,
    string Unit, ClaimDetails Details, decimal? Amount);

/// <summary>The payer says something of a claim (医保回执).</summary>
/// <param name="MessageId">The payer's own: said twice it counts once.</param>
public sealed record RecordPayerAnswer(Guid Id, string MessageId, string State, decimal? Amount, string? Reason);

/// <summary>A person settles what the payer said in two ways (争议处理).</summary>
public sealed record ResolveDispute(Guid Id, string State, decimal? Amount, string Reason, long? Version);

/// <summary>The payer answered a claim that there is not.</summary>
public sealed record NoteUnknownClaim(
    Guid Id, string Number, string Payer, LocalDate Day, string MessageId, string Claim, string State, decimal? Amount);

/// <summary>Notes that the statement of a day did not come in time.</summary>
public sealed record MissStatement(Guid Id, string Number, string Payer, LocalDate Day, Instant DueAt);

/// <summary>Compares the payer's statement of a day with what is known here (每日对账).</summary>
/// <param name="Hash">SHA-256 of the statement: the same one again changes nothing.</param>
public sealed record ReconcileStatement(
    Guid Id, string Number, string Payer, LocalDate Day, string Hash, IReadOnlyList<StatementLine> Lines,
    IReadOnlyList<OurClaim> Ours);

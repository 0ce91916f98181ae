using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Settlements;

/// <summary>A claim is made (提交结算); its message to the payer has the settlement's id.</summary>
/// <param name="Amount">In yuan: the sum of the items.</param>
public sealed record SettlementSubmitted(
    Guid SettlementId, string Number, Guid Subject, string SubjectNumber, Guid Patient, string Unit, string Payer, decimal Amount,
    Sealed<ClaimDetails> Details, string By) : IDomainEvent;

/// <summary>The payer said something (医保回执), and what came of it by rule.</summary>
/// <param name="Effect">One of <see cref="AnswerEffects"/>.</param>
/// <param name="Late">Whether the payer's time to decide was over.</param>
public sealed record PayerAnswered(
    string MessageId, string State, decimal? Amount, Sealed<string> Reason, string Effect, bool Late) : IDecisionEvent;

/// <summary>A person settled what was disputed (争议处理).</summary>
public sealed record SettlementDisputeResolved(string State, decimal? Amount, Sealed<string> Reason, string By) : IDecisionEvent;

/// <summary>The payer answered a claim that there is not (未知结算单回执).</summary>
public sealed record UnknownClaimAnswered(
    Guid DayId, string Number, string Payer, LocalDate Day, string MessageId, string Claim, string State, decimal? Amount) : IDomainEvent;

/// <summary>The payer's statement of a day on which it said something did not come in time (对账单逾期未到).</summary>
public sealed record StatementMissed(Guid DayId, string Number, string Payer, LocalDate Day, Instant DueAt) : IDomainEvent;

/// <summary>The payer's statement of a day was compared with what is known here (每日对账).</summary>
/// <param name="Hash">SHA-256 of the statement, in hexadecimal.</param>
/// <param name="Lines">How many lines it had.</param>
public sealed record StatementReconciled(
    Guid DayId, string Number, string Payer, LocalDate Day, string Hash, int Lines,
    IReadOnlyList<StatementDifference> Differences) : IDecisionEvent;

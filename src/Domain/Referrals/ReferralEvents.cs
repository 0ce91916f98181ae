using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals;

/// <summary>A referral was written (开具转诊单); it is the sender's own until it is submitted.</summary>
/// <param name="Department">Code of the department asked for; null where the receiver chooses.</param>
/// <param name="Follows">The referral of the same patient that it goes on from; null for a first one.</param>
/// <param name="Doctor">Account of the referring doctor; null where a machine sent it.</param>
/// <param name="Visits">Days of visits that the rehabilitation plan names; empty where the rules choose.</param>
public sealed record ReferralDrafted(
    Guid ReferralId, string Number, string Direction, Guid Patient, string FromInstitution, string ToInstitution,
    string? Department, string Urgency, LocalizedText Title, string Channel, Sealed<ReferralSlip> Slip,
    IReadOnlyList<Guid> Attachments, IReadOnlyList<LocalDate> Visits, Guid? Follows, string? Doctor,
    ReferralTerms Terms) : IDomainEvent;

/// <summary>It was sent to the receiving institution (提交); its time counts from now on.</summary>
public sealed record ReferralSubmitted(string ToInstitution, string By) : IDomainEvent;

/// <summary>The receiver takes the patient (接收).</summary>
/// <param name="Visits">Down: the follow-up visits with their days; empty otherwise.</param>
public sealed record ReferralAccepted(
    string Department, IReadOnlyList<PlannedVisit> Visits, Sealed<ReferralNote>? Note, string By) : IDecisionEvent;

/// <summary>The receiver asks the referring doctor for more (要求补充资料).</summary>
/// <param name="Round">How often it has asked, this time included.</param>
public sealed record ReferralMoreAsked(int Round, Sealed<ReferralNote> Question, string By) : IDecisionEvent;

/// <summary>The referring doctor added what was asked for (补充资料).</summary>
public sealed record ReferralSupplemented(
    Sealed<ReferralSupplement> Supplement, IReadOnlyList<Guid> Attachments, string By) : IDomainEvent;

/// <summary>The receiver proposes another department or day (另行建议).</summary>
public sealed record ReferralAlternativeProposed(
    ReferralProposal Proposal, Sealed<ReferralNote>? Note, string By) : IDecisionEvent;

/// <summary>The referring doctor agreed to what was proposed, and with that it is accepted.</summary>
public sealed record ReferralAlternativeAgreed(ReferralProposal Proposal, string By) : IDomainEvent;

/// <summary>The referring doctor refused what was proposed; the receiver decides anew.</summary>
public sealed record ReferralAlternativeRefused(Sealed<ReferralNote>? Note, string By) : IDomainEvent;

/// <summary>The receiver does not take the patient (拒绝接收).</summary>
/// <param name="Reason">One of <see cref="DeclineReasons"/>.</param>
public sealed record ReferralDeclined(string Reason, Sealed<ReferralNote>? Note, string By) : IDecisionEvent;

/// <summary>A bed or a time was booked (预约), again after a no-show.</summary>
public sealed record ReferralAppointed(ReferralAppointment Appointment, string By) : IDecisionEvent;

/// <summary>The patient is there (到院).</summary>
public sealed record ReferredPatientArrived(string By) : IDomainEvent;

/// <summary>The patient did not come (爽约).</summary>
/// <param name="Times">How often so far, this time included.</param>
/// <param name="ByTime">Nobody said so: the grace after the appointment was over.</param>
public sealed record ReferredPatientMissed(int Times, bool ByTime, string By) : IDecisionEvent;

/// <summary>The patient was treated (诊疗).</summary>
public sealed record ReferralTreated(Sealed<TreatmentRecord> Record, string By) : IDomainEvent;

/// <summary>What came of it (转诊结局).</summary>
/// <param name="Outcome">One of <see cref="ReferralOutcomes"/>.</param>
public sealed record ReferralConcluded(string Outcome, Sealed<ReferralResult> Result, string By) : IDecisionEvent;

/// <summary>The referring doctor read what came of it (阅知结果).</summary>
public sealed record ReferralResultRead(string By) : IDomainEvent;

/// <summary>A follow-up visit was made, or the patient was not met (随访).</summary>
public sealed record FollowUpVisited(int Number, bool Met, Sealed<ReferralNote>? Note, string By) : IDomainEvent;

/// <summary>The sender took it back before the patient arrived (撤回).</summary>
/// <param name="Reason">One of <see cref="WithdrawalReasons"/>.</param>
public sealed record ReferralWithdrawn(string Reason, Sealed<ReferralNote>? Note, string By) : IDomainEvent;

/// <summary>Nobody answered or nobody came in time (失效).</summary>
/// <param name="Why">One of <see cref="ReferralExpiries"/>.</param>
public sealed record ReferralExpired(string Why) : IDecisionEvent;

/// <summary>Filed away (归档).</summary>
public sealed record ReferralArchived(LocalDate Day) : IDomainEvent;

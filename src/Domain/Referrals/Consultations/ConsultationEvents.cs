using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Consultations;

/// <summary>An institution, or a citizen, asked (会诊申请).</summary>
/// <param name="Unit">The institution that is asked.</param>
/// <param name="RequestUnit">The institution that asks; for health advice that of the clerk or doctor who took it in.</param>
/// <param name="RequestedBy">The account of who asked; null where a citizen did without one.</param>
public sealed record ConsultationRequested(
    Guid ConsultationId, string Number, string Form, string Urgency, string? Modality, Guid Patient, Guid? Referral, string Unit,
    string RequestUnit, string? RequestedBy, string Channel, Sealed<ConsultationContent> Content,
    IReadOnlyList<Guid> Attachments, ConsultationLimits Limits) : IDomainEvent;

/// <summary>The meeting is fixed (安排会诊).</summary>
/// <param name="Experts">Accounts of the experts who are to come; empty where the expert institution leaves it open.</param>
public sealed record ConsultationScheduled(
    Instant StartsAt, int Minutes, IReadOnlyList<string> Experts, Sealed<ConsultationMeeting> Meeting, string By) : IDomainEvent;

/// <summary>The expert institution proposes another time (另提时间).</summary>
public sealed record ConsultationTimeProposed(Instant StartsAt, Sealed<string> Reason, string By) : IDomainEvent;

/// <summary>The asking doctor takes the time that was proposed, or does not and says which ones would do.</summary>
public sealed record ConsultationTimeAnswered(bool Agreed, Sealed<string> Remark, string By) : IDomainEvent;

/// <summary>The expert institution declines (不予受理).</summary>
public sealed record ConsultationDeclined(Sealed<string> Reason, string By) : IDecisionEvent;

/// <summary>The meeting was held (会诊完成).</summary>
public sealed record ConsultationHeld(Sealed<ConsultationMinutes> Minutes, string By) : IDomainEvent;

/// <summary>The meeting was not held (未到场).</summary>
/// <param name="Absent">Who did not come, or why not: one of <c>experts</c>, <c>requester</c>, <c>patient</c>, <c>technical</c>.</param>
public sealed record ConsultationNotHeld(string Absent, Sealed<string> Reason, string By) : IDomainEvent;

/// <summary>A remote diagnosis is given to be read (分派阅片).</summary>
/// <param name="Expert">The account of who is to read it; null for whoever of the experts takes it.</param>
public sealed record ConsultationAssigned(string? Expert, string By) : IDecisionEvent;

/// <summary>What was sent does not suffice (补充材料).</summary>
public sealed record ConsultationMaterialsAsked(Sealed<string> What, string By) : IDomainEvent;

/// <summary>More was sent.</summary>
public sealed record ConsultationMaterialsSupplied(IReadOnlyList<Guid> Attachments, Sealed<string> Remark, string By) : IDomainEvent;

/// <summary>An expert's opinion, report or answer (会诊意见).</summary>
/// <param name="Critical">危急值: it must be told at once.</param>
/// <param name="SecondReading">Whether another expert is to read it before it goes out.</param>
public sealed record ConsultationOpinionGiven(
    Sealed<ConsultationOpinion> Opinion, IReadOnlyList<Guid> Attachments, bool Critical, bool SecondReading, string By) : IDecisionEvent;

/// <summary>Another expert read it (复核审片), and agrees or changes the conclusion.</summary>
public sealed record ConsultationSecondRead(bool Agreed, Sealed<ConsultationOpinion>? Changed, string By) : IDecisionEvent;

/// <summary>Who asked asks back (追问).</summary>
/// <param name="By">Null where a citizen did without an account.</param>
public sealed record ConsultationAskedBack(Sealed<string> Question, string? By, string Channel) : IDomainEvent;

/// <summary>Who asked has what they need (确认办结), or let the time pass (<paramref name="Lapsed"/>).</summary>
public sealed record ConsultationConcluded(bool Lapsed, string? By) : IDecisionEvent;

/// <summary>Who asked takes it back (撤回申请).</summary>
public sealed record ConsultationWithdrawn(Sealed<string> Reason, string By) : IDomainEvent;

/// <summary>Nobody answered in time (逾期未应答).</summary>
public sealed record ConsultationExpired : IDecisionEvent;

/// <summary>The citizen says what they think of the answer (评价): 5 very satisfied … 1 very dissatisfied.</summary>
public sealed record ConsultationRated(int Level, Sealed<string> Comment, string Channel) : IDomainEvent;

/// <summary>Filed away (归档).</summary>
public sealed record ConsultationArchived : IDomainEvent;

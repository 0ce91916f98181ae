using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations.Catalogue;

namespace SmartCity.Domain.Violations;

/// <summary>An exceedance or a report came in (线索).</summary>
/// <param name="Terms">The kind as it was in force that day, with its version.</param>
/// <param name="Subject">Null while nobody knows whose it is.</param>
/// <param name="Cause">The alarm that it follows from; null for a report.</param>
/// <param name="Reading">The first failed reading of a vehicle, where that is how it came in; null otherwise.</param>
/// <param name="ReporterUnit">The unit whose officer reported it, and which may read it; null for a machine.</param>
public sealed record ViolationReported(
    Guid ViolationId, string Number, OffenceKind Terms, string Channel, LocalizedText Title, string Description,
    ViolationSubject? Subject, ViolationLocation Location, IReadOnlyList<EvidenceItem> Evidence, Exceedance? Exceedance,
    Guid? Cause, VehicleReading? Reading, string? ReporterUnit) : IDomainEvent;

/// <summary>A person looked at the data and takes it for a violation (核查属实).</summary>
public sealed record ExceedanceVerified(IReadOnlyList<CheckedExceedance> Checks, string By, string Remark) : IDecisionEvent;

/// <summary>It ends without a penalty.</summary>
/// <param name="Closure">One of <see cref="ViolationClosures"/>.</param>
public sealed record ViolationClosed(string Closure, string Reason, string By) : IDecisionEvent;

/// <summary>Whose it is was found out (溯源).</summary>
/// <param name="Enterprise">Code of the monitored enterprise; null where it is none of those.</param>
/// <param name="Method"><c>upwind</c>, <c>upstream</c> or <c>inspection</c>.</param>
public sealed record SourceLocated(
    ViolationSubject Subject, string? Enterprise, string Method, string By, string Remark) : IDecisionEvent;

/// <summary>The case is filed (立案); from now on the days to the decision count.</summary>
public sealed record ViolationFiled(string Document, LocalDate Day) : IDecisionEvent;

/// <summary>One of the units that enforce together was there (联合执法).</summary>
public sealed record JointEnforcementDone(string Unit, string Officer, bool Found, string Findings) : IDomainEvent;

/// <summary>More evidence (补充证据).</summary>
public sealed record EvidenceAdded(IReadOnlyList<EvidenceItem> Evidence, string Unit, string By) : IDomainEvent;

/// <summary>The record of what was found on site (现场检查笔录), by two officers, over all evidence known then.</summary>
public sealed record SiteRecorded(
    string Officer, string SecondOfficer, string Findings, IReadOnlyList<EvidenceItem> Evidence) : IDomainEvent;

/// <summary>Evidence that might be lost is registered and kept (先行登记保存, 行政处罚法第五十六条).</summary>
public sealed record EvidenceRegistered(string What, string Officer) : IDecisionEvent;

/// <summary>
/// What becomes of registered evidence; <paramref name="Lapsed"/> where nobody decided in time and it is free again.
/// </summary>
/// <param name="Disposal"><c>released</c>, <c>sampled</c>, <c>seized</c> or <c>transferred</c>.</param>
public sealed record RegisteredEvidenceDecided(string Disposal, string Remark, bool Lapsed) : IDecisionEvent;

/// <summary>A small penalty decided and handed over on the spot (当场处罚, 行政处罚法第五十一条).</summary>
public sealed record SpotPenaltyImposed(
    Penalty Penalty, IReadOnlyList<PenaltyBasis> Basis, string KindCode, int KindVersion, LocalDate Day, string Document,
    string Officer, string SecondOfficer) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("offence-kind", KindCode, KindVersion, Basis.Select(law => law.ToString()))];
}

/// <summary>The party is told what is intended, and its rights (行政处罚事先告知).</summary>
/// <param name="HearingOffered">Whether it may ask for a hearing.</param>
/// <param name="RespondBy">The last day on which it may answer.</param>
public sealed record PenaltyNoticeServed(
    Penalty Penalty, string Facts, IReadOnlyList<PenaltyBasis> Basis, bool HearingOffered, LocalDate RespondBy,
    string Document, string By) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("law", "penalty-notice", null, [.. Basis.Select(law => law.ToString())])];
}

/// <summary>What the party says against it (陈述申辩).</summary>
public sealed record PartyStated(string Text, string Channel) : IDomainEvent;

/// <summary>The party waives its rights, or let the days pass (<paramref name="Lapsed"/>).</summary>
public sealed record PartyRightsWaived(bool Lapsed) : IDomainEvent;

/// <summary>The party's statement was looked at (复核); the penalty may become lighter by it, never heavier (第四十五条).</summary>
public sealed record StatementReviewed(bool Accepted, Penalty Penalty, string Reason, string By) : IDecisionEvent;

/// <summary>The party asks for a hearing (听证申请).</summary>
public sealed record PenaltyHearingRequested(LocalDate Day, string Channel) : IDomainEvent;

/// <summary>The hearing is fixed and the party told of it, at least 7 working days before.</summary>
public sealed record PenaltyHearingArranged(LocalDate Day, string Place, string Document, string By) : IDomainEvent;

/// <summary>The hearing was held (听证), chaired by somebody who did not handle the case.</summary>
public sealed record PenaltyHearingHeld(string Chair, string Conclusion, string Record) : IDecisionEvent;

/// <summary>The law was checked (法制审核) by somebody who did not handle the case.</summary>
public sealed record PenaltyLegallyChecked(string By, string Opinion) : IDecisionEvent;

/// <summary>Legal check or head of the unit sends it back.</summary>
/// <param name="From"><c>legal-check</c> or <c>decision</c>.</param>
public sealed record PenaltyReturned(string From, string By, string Reason) : IDecisionEvent;

/// <summary>The penalty (行政处罚决定), with the version of the kind and of the calendar that it was decided by.</summary>
/// <param name="RectifyBy">The last day to put it right; null where nothing is to be put right.</param>
public sealed record PenaltyDecided(
    LocalDate Day, Penalty Penalty, IReadOnlyList<PenaltyBasis> Basis, string KindCode, int KindVersion,
    string CalendarVersion, LocalDate? RectifyBy, string Document, string Remedy, string By) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("offence-kind", KindCode, KindVersion, Basis.Select(law => law.ToString())), AppliedRule.Calendar(CalendarVersion)];
}

/// <summary>No penalty (不予行政处罚, 行政处罚法第三十三条): slight and put right, or nobody's fault.</summary>
public sealed record PenaltyForgone(
    LocalDate Day, string Reason, string KindCode, int KindVersion, string Document, string By) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("offence-kind", KindCode, KindVersion)];
}

/// <summary>The decision is in the party's hands (送达).</summary>
public sealed record PenaltyDelivered(string Method, string Receiver, string By) : IDomainEvent;

/// <summary>The fine is paid (缴款), with what was added for being late (加处罚款).</summary>
public sealed record PenaltyPaid(decimal Fine, decimal LateFee, int DaysLate, LocalDate PaidOn, string Receipt) : IDomainEvent;

/// <summary>The party says that it is put right (整改完成).</summary>
public sealed record ViolationRectified(string Measures, string By) : IDomainEvent;

/// <summary>It was looked at again (复查).</summary>
public sealed record ViolationReinspected(bool Passed, string Findings, string By) : IDecisionEvent;

/// <summary>
/// The party asks for review or goes to court (行政复议、行政诉讼); the penalty goes on, nothing is added for being late.
/// </summary>
/// <param name="Remedy"><c>review</c> or <c>litigation</c>.</param>
public sealed record RemedySought(string Remedy, LocalDate Day, string Body, string Document) : IDomainEvent;

/// <summary>What came of it: <c>upheld</c>, <c>withdrawn</c>, or <c>revoked</c>, which ends the matter.</summary>
public sealed record RemedyEnded(string Remedy, string Result, LocalDate Day, string Document) : IDomainEvent;

/// <summary>Filed away (归档).</summary>
public sealed record ViolationArchived(LocalDate Day) : IDomainEvent;

/// <summary>One more reading of the vehicle.</summary>
public sealed record VehicleReadingRecorded(VehicleReading Reading) : IDomainEvent;

/// <summary>So many failed readings within the months of the rule: it does not comply (判定不合格).</summary>
/// <param name="Rule">Kind and version of the rule, such as <c>vehicle-exceedance@1</c>.</param>
public sealed record VehicleFoundNonCompliant(IReadOnlyList<string> Readings, string Rule) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("vehicle-rule", Rule, null, [])];
}

/// <summary>The owner is told to have the vehicle repaired and inspected (通知车主).</summary>
public sealed record VehicleOwnerNotified(string Document, string Method, LocalDate InspectBy, string By) : IDomainEvent;

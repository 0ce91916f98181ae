using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Approvals;

/// <summary>Received (收件): the application, the terms of its day, and the only event with personal data.</summary>
public sealed record ApprovalFiled(
    Guid ApprovalId,
    string Number,
    ApprovalTerms Terms,
    string Unit,
    IReadOnlyList<string> ReviewUnits,
    string IntakeUnit,
    string Channel,
    Applicant Applicant,
    JsonElement Form,
    IReadOnlyList<SubmittedMaterial> Materials) : IDomainEvent;

/// <summary>The materials are complete (材料齐全).</summary>
/// <param name="OnPaper">Required materials whose originals the clerk saw at the window.</param>
public sealed record MaterialsFoundComplete(IReadOnlyList<string> OnPaper) : IDecisionEvent;

/// <summary>
/// The one-time notice of everything that is missing (一次性告知, art. 32); a second notice cannot add to it.
/// </summary>
public sealed record MaterialsFoundMissing(IReadOnlyList<string> Missing, string Explanation, LocalDate CorrectBy) : IDecisionEvent;

/// <summary>Accepted although secondary materials are missing (容缺受理).</summary>
public sealed record MaterialsTolerated(IReadOnlyList<string> Missing, LocalDate SupplyBy) : IDecisionEvent;

/// <summary>Missing materials were handed in (补正, 容缺补交).</summary>
public sealed record MaterialsSupplied(IReadOnlyList<SubmittedMaterial> Materials) : IDomainEvent;

/// <summary>The applicant corrected nothing within the limit; the application is returned (逾期未补正).</summary>
public sealed record CorrectionLapsed(IReadOnlyList<string> Missing) : IDecisionEvent;

/// <summary>Accepted (受理): legal time runs from here.</summary>
/// <param name="Deemed">Nobody answered within 5 working days: accepted from the day of receipt (逾期不告知视为受理).</param>
/// <param name="AcceptedOn">The legal date of acceptance.</param>
public sealed record ApprovalAccepted(
    Instant AcceptedAt, LocalDate AcceptedOn, bool Deemed, string ItemCode, int ItemVersion, string CalendarVersion) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("approval-item", ItemCode, ItemVersion), AppliedRule.Calendar(CalendarVersion)];
}

/// <summary>Not accepted (不予受理), in writing.</summary>
/// <param name="Ground"><c>not-competent</c> or <c>not-needed</c>.</param>
/// <param name="CompetentAuthority">Where to turn to, when not competent.</param>
public sealed record ApprovalNotAccepted(string Ground, string Explanation, string? CompetentAuthority) : IDecisionEvent;

/// <summary>Handed to the responsible unit and the departments that are asked (分办).</summary>
public sealed record ApprovalDispatched(string Unit, IReadOnlyList<string> ReviewUnits) : IDecisionEvent;

/// <summary>The first officer checked it (主办审查).</summary>
public sealed record ApprovalFirstChecked(string Officer, string Opinion) : IDecisionEvent;

/// <summary>A second officer, another person, checked it (协办复核, art. 34).</summary>
public sealed record ApprovalSecondChecked(string Officer, string Opinion) : IDecisionEvent;

/// <summary>The second officer or the head sends it back to the first (退回重审).</summary>
public sealed record ApprovalCheckReturned(string From, string By, string Reason) : IDecisionEvent;

/// <summary>A department gave its opinion in the joint review (部门意见): <c>agree</c> or <c>object</c>.</summary>
public sealed record DepartmentReviewed(string Unit, string Opinion, string Officer, string Remark) : IDecisionEvent;

/// <summary>A department sent its part back for rework (部门退回补正).</summary>
public sealed record DepartmentReviewReturned(string Unit, string Officer, string Reason) : IDecisionEvent;

/// <summary>The part a department sent back was put right (已补正).</summary>
public sealed record DepartmentReviewCorrected(string Unit, string Officer, string Remark) : IDomainEvent;

/// <summary>A special procedure began: time is not counted until it ends (特别程序, art. 45).</summary>
public sealed record SpecialProcedureStarted(string Ground, TimeLimit? Needed, string Document, LocalDate? ExpectedOn) : IDecisionEvent;

/// <summary>The special procedure is over.</summary>
public sealed record SpecialProcedureEnded(string Ground) : IDomainEvent;

/// <summary>Inspected on site (现场核查): <c>passed</c>, <c>rectify</c> or <c>failed</c>.</summary>
public sealed record SiteInspected(string Result, string Inspector, string SecondInspector, string Findings) : IDecisionEvent;

/// <summary>What the inspection found was put right; it is inspected again.</summary>
public sealed record SiteRectified(string Remark) : IDomainEvent;

/// <summary>Experts were asked (组织专家评审).</summary>
public sealed record ExpertsInvited(int Experts, string Field) : IDomainEvent;

/// <summary>The experts' conclusion (评审结论): <c>recommend</c> or <c>advise-against</c>.</summary>
public sealed record ExpertsReviewed(string Conclusion, string Expert, string Remark) : IDecisionEvent;

/// <summary>Published for objections (公示), and what came of it.</summary>
public sealed record PublicityClosed(bool Objections, string Remark) : IDecisionEvent;

/// <summary>Applicant and interested parties were told of their right to a hearing (听证告知, art. 36, 46, 47).</summary>
public sealed record HearingNoticeServed(string Document, string Parties) : IDomainEvent;

/// <summary>A hearing was asked for within 5 working days (听证申请).</summary>
public sealed record HearingRequested(string By) : IDomainEvent;

/// <summary>Nobody asked for a hearing (放弃听证).</summary>
public sealed record HearingWaived(string Reason) : IDomainEvent;

/// <summary>Time and place told at least 7 working days before (听证通知, art. 48).</summary>
public sealed record HearingArranged(LocalDate On, string Place, string Document) : IDomainEvent;

/// <summary>Held by somebody who had not handled the case; the decision rests on its record (听证笔录).</summary>
public sealed record HearingHeld(string Chair, string Conclusion, string Record) : IDecisionEvent;

/// <summary>The applicant signed the commitment (告知承诺书).</summary>
public sealed record CommitmentGiven(string Document) : IDomainEvent;

/// <summary>The check afterwards found the commitment kept (履行承诺).</summary>
public sealed record CommitmentKept(string Inspector, string SecondInspector) : IDecisionEvent;

/// <summary>The check afterwards found it broken (违反承诺).</summary>
public sealed record CommitmentBroken(string Inspector, string SecondInspector, string Findings) : IDecisionEvent;

/// <summary>The breach was put right within the limit (限期整改完成).</summary>
public sealed record CommitmentBreachRectified(string Remark) : IDomainEvent;

/// <summary>Granted (准予许可), with the basis and the rule set it rests on.</summary>
public sealed record ApprovalGranted(
    LocalDate DecidedOn,
    string DecidedBy,
    string Opinion,
    IReadOnlyList<LegalBasis> Basis,
    string ItemCode,
    int ItemVersion,
    string CalendarVersion) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("approval-item", ItemCode, ItemVersion, Basis.Select(law => law.ToString())), AppliedRule.Calendar(CalendarVersion)];
}

/// <summary>Refused (不予许可), with reasons and remedy (art. 38).</summary>
public sealed record ApprovalRefused(
    LocalDate DecidedOn,
    string DecidedBy,
    string Reasons,
    string Remedy,
    IReadOnlyList<LegalBasis> Basis,
    string ItemCode,
    int ItemVersion,
    string CalendarVersion) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("approval-item", ItemCode, ItemVersion, Basis.Select(law => law.ToString())), AppliedRule.Calendar(CalendarVersion)];
}

/// <summary>The certificate (证照) was issued; its number comes from the matter's.</summary>
/// <param name="ValidUntil">The last day of its validity; null for an unlimited one.</param>
public sealed record CertificateIssued(
    string CertificateNumber, LocalizedText Name, LocalDate IssuedOn, LocalDate? ValidUntil) : IDomainEvent;

/// <summary>Decision and certificate reached the applicant (送达): <c>window</c>, <c>post</c> or <c>electronic</c>.</summary>
public sealed record ApprovalDelivered(string Method, string Receiver) : IDomainEvent;

/// <summary>Tolerated materials never came; told to the responsible unit.</summary>
public sealed record ToleratedMaterialsLapsed(IReadOnlyList<string> Missing) : IDecisionEvent;

/// <summary>The head of the unit extended the time (延期).</summary>
public sealed record ApprovalExtended(TimeLimit By, string ApprovedBy, string Reason) : IDecisionEvent;

/// <summary>The applicant took it back (撤回申请).</summary>
public sealed record ApprovalWithdrawn(string Reason) : IDomainEvent;

/// <summary>The licence was taken back after the decision (撤销, 注销).</summary>
public sealed record ApprovalRevoked(string Kind, string Reason, string Basis, LocalDate RevokedOn, string RevokedBy) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("law", Kind, null, [Basis])];
}

/// <summary>The applicant was asked to rate (邀请评价).</summary>
public sealed record RatingInvited(string Channel) : IDomainEvent;

/// <summary>The applicant rated (好差评): 1 to 5; 1 and 2 are bad (差评).</summary>
public sealed record ApprovalRated(int Level, string? Comment) : IDomainEvent;

/// <summary>A bad rating opened a rectification (差评整改).</summary>
public sealed record RectificationOpened(int Level, string Unit, LocalDate DueOn) : IDecisionEvent;

/// <summary>Who rated badly was called back to hear what was wrong, before anything was put right (差评回访).</summary>
/// <param name="Reached">False where nobody answered.</param>
public sealed record BadRatingCalledBack(string By, bool Reached, string Remark) : IDomainEvent;

/// <summary>What the unit found and did.</summary>
public sealed record RectificationReported(string Officer, string Cause, string Measures) : IDomainEvent;

/// <summary>The applicant was called back on what was put right (整改复核).</summary>
public sealed record RatingCallBackMade(string By, bool Satisfied, string Remark) : IDecisionEvent;

/// <summary>The rectification is over.</summary>
public sealed record RectificationClosed : IDecisionEvent;

/// <summary>Filed in the archive (归档): the end of the matter.</summary>
public sealed record ApprovalArchived(LocalDate ArchivedOn) : IDomainEvent;

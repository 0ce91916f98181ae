using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Referrals;

/// <summary>
/// A referral (双向转诊) as its stream tells it, from the draft to the archive. The receiver answers for it from its
/// submission on; before that it is the sender's own. Nothing here is decided or checked.
/// </summary>
public sealed record Referral : Matter
{
    public const string MatterKind = "referral";

    /// <summary>One of <see cref="ReferralDirections"/>.</summary>
    public required string Direction { get; init; }

    /// <summary>The patient's stream.</summary>
    public required Guid Patient { get; init; }

    public required string FromInstitution { get; init; }

    public required string ToInstitution { get; init; }

    /// <summary>One of <see cref="ReferralUrgencies"/>.</summary>
    public required string Urgency { get; init; }

    /// <summary>What the rules of its day said of it.</summary>
    public required ReferralTerms Terms { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<AppliedRule> GovernedBy => [new("referral-rules", "referral-rules", Terms.Version)];

    /// <summary>Its value is null once the patient is erased.</summary>
    public required Sealed<ReferralSlip> Slip { get; init; }

    /// <summary>Asked for, then accepted by; null where the receiver is to choose.</summary>
    public string? Department { get; init; }

    public Guid? Follows { get; init; }

    /// <summary>Account of the referring doctor; null where a machine sent it.</summary>
    public string? Doctor { get; init; }

    public ImmutableList<Guid> Files { get; init; } = [];

    /// <summary>Days that the rehabilitation plan named.</summary>
    public ImmutableList<LocalDate> VisitsAsked { get; init; } = [];

    /// <summary>When anything last happened to it.</summary>
    public required Instant UpdatedAt { get; init; }

    public Instant? SubmittedAt { get; init; }

    /// <summary>When the receiver first did something with it.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>The question that is open; null while none is.</summary>
    public ReferralMoreAsked? Question { get; init; }

    /// <summary>How often the receiver asked for more.</summary>
    public int Rounds { get; init; }

    /// <summary>All that the referring doctor added, in order.</summary>
    public ImmutableList<Sealed<ReferralSupplement>> Supplements { get; init; } = [];

    /// <summary>The proposal that is open; null while none is.</summary>
    public ReferralProposal? Proposal { get; init; }

    public Instant? AcceptedAt { get; init; }

    public ReferralDeclined? Declined { get; init; }

    /// <summary>The one that counts; null before, in the green channel, and after a no-show.</summary>
    public ReferralAppointment? Appointment { get; init; }

    /// <summary>When it was booked; without an appointment when it was accepted.</summary>
    public Instant? ExpectedSince { get; init; }

    public int NoShows { get; init; }

    public Instant? ArrivedAt { get; init; }

    public Sealed<TreatmentRecord>? Treatment { get; init; }

    public ReferralConcluded? Concluded { get; init; }

    public Instant? ConcludedAt { get; init; }

    public Instant? ReadAt { get; init; }

    /// <summary>Down: the follow-up visits, in the order of their days.</summary>
    public ImmutableList<PlannedVisit> Visits { get; init; } = [];

    /// <summary>What came of each, by its number.</summary>
    public ImmutableDictionary<int, FollowUpVisited> Visited { get; init; } = ImmutableDictionary<int, FollowUpVisited>.Empty;

    public ReferralWithdrawn? Withdrawn { get; init; }

    /// <summary>One of <see cref="ReferralExpiries"/>; null otherwise.</summary>
    public string? Expired { get; init; }

    /// <summary>Whether it ended before the patient came.</summary>
    public bool EndedEarly => Withdrawn is not null || Expired is not null || Declined is not null;

    /// <summary>Whether its patient is erased: nothing personal can be read or written any more.</summary>
    public bool Erased => Slip.Value is null;

    /// <summary>Which way, and no more: not even its department, which may tell of the disease.</summary>
    public override LocalizedText About => Direction == ReferralDirections.Up ? new("上转", "Referral up") : new("下转", "Referral down");

    /// <inheritdoc/>
    public override IEnumerable<Guid> Persons => [Patient];

    /// <summary>
    /// The receiver from the submission on, the sender from the receiver's first answer; the sender alone where it ended before the
    /// patient came. What nobody answered, and what was entered in error, is no treatment of the sender's: nobody opens a record by
    /// writing a referral, nor by withdrawing it.
    /// </summary>
    public override IEnumerable<string> TreatedBy =>
        SubmittedAt is null || Withdrawn is { Reason: WithdrawalReasons.EnteredInError } ? []
        : AnsweredAt is null ? EndedEarly ? [] : [ToInstitution]
        : EndedEarly ? [FromInstitution]
        : [FromInstitution, ToInstitution];

    /// <inheritdoc/>
    public override IEnumerable<Guid> Attachments => Files;

    /// <inheritdoc/>
    public override Performance Performance => ReferralPerformance.Of(this);

    /// <inheritdoc/>
    public override IEnumerable<Deviation> Deviations => ReferralPerformance.DeviationsOf(this);

    /// <inheritdoc/>
    public override string Status => this switch
    {
        { Withdrawn.Reason: WithdrawalReasons.EnteredInError } => ReferralStatuses.EnteredInError,
        { Withdrawn: not null } => ReferralStatuses.Cancelled,
        { Expired: not null } => ReferralStatuses.Expired,
        { Declined: not null } => ReferralStatuses.Rejected,
        { Concluded.Outcome: ReferralOutcomes.Failed } => ReferralStatuses.Failed,
        { Concluded.Outcome: ReferralOutcomes.ReReferred } => ReferralStatuses.ReReferred,
        { ArchivedAt: not null } => ReferralStatuses.Closed,
        { Concluded: not null } => ReferralStatuses.Completed,
        { Treatment: not null } or { Visited.IsEmpty: false } => ReferralStatuses.InTreatment,
        { ArrivedAt: not null } => ReferralStatuses.Arrived,
        { Appointment: not null } => ReferralStatuses.Scheduled,
        { AcceptedAt: not null, NoShows: > 0, ExpectedSince: null } => ReferralStatuses.NoShow,
        { AcceptedAt: not null } => ReferralStatuses.Accepted,
        { Proposal: not null } => ReferralStatuses.Proposed,
        { Question: not null } => ReferralStatuses.MoreInformation,
        { SubmittedAt: not null } when IsOnDesk => ReferralStatuses.Received,
        { SubmittedAt: not null } => ReferralStatuses.Submitted,
        _ => ReferralStatuses.Draft,
    };

    /// <summary>Whether somebody of the referral office has taken it up (签收).</summary>
    private bool IsOnDesk => Process?.WorkItems.Values.Any(item =>
        item is { Element: ReferralProcess.Reception, Status: WorkItemStatus.Claimed }) == true;

    /// <summary>The state after the event; total: an event that is not of a referral only moves the version.</summary>
    public static Referral? Evolve(Referral? state, Recorded e) => (state, e.Data) switch
    {
        (null, ReferralDrafted drafted) => ReferralFold.Draft(drafted, e),
        (null, _) => null,
        _ => ReferralFold.Apply(state.EvolveShared<Referral>(e), e) with { UpdatedAt = e.OccurredAt },
    };

    /// <inheritdoc/>
    protected override Matter Without(Guid person) => person == Patient ? ReferralErasure.Forget(this) : this;
}

/// <summary>The words for where a referral stands (转诊状态).</summary>
public static class ReferralStatuses
{
    public const string Draft = "draft", Submitted = "submitted", Received = "received", MoreInformation = "more-information",
        Proposed = "proposed", Accepted = "accepted", Rejected = "rejected", Scheduled = "scheduled", NoShow = "no-show",
        Arrived = "arrived", InTreatment = "in-treatment", Completed = "completed", Failed = "failed",
        ReReferred = "re-referred", Closed = "closed", Cancelled = "cancelled", Expired = "expired",
        EnteredInError = "entered-in-error";

    public static IReadOnlyList<string> All { get; } =
    [
        Draft, Submitted, Received, MoreInformation, Proposed, Accepted, Rejected, Scheduled, NoShow, Arrived, InTreatment,
        Completed, Failed, ReReferred, Closed, Cancelled, Expired, EnteredInError,
    ];
}

using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations.Catalogue;

namespace SmartCity.Domain.Violations;

/// <summary>
/// A violation (违法案件) as its stream tells it, from the exceedance or the report to the archive. Nothing here is decided or
/// checked; that is the decider's part.
/// </summary>
public sealed record Violation : Matter
{
    public const string MatterKind = "violation";

    /// <summary>The kind as it was in force when it came in.</summary>
    public required OffenceKind Terms { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<AppliedRule> GovernedBy =>
        [new("offence-kind", Terms.Code, Terms.Version, Terms.Basis.Select(law => law.ToString()))];

    /// <summary>The kind of the offence, never what was reported of it.</summary>
    public override LocalizedText About => Terms.Name;

    public required string Description { get; init; }

    public required ViolationLocation Location { get; init; }

    /// <summary>Null until its source is located.</summary>
    public ViolationSubject? Subject { get; init; }

    public Exceedance? Exceedance { get; init; }

    /// <summary>The alarm that it follows from.</summary>
    public Guid? Cause { get; init; }

    /// <summary>All evidence, in the order in which it came.</summary>
    public ImmutableList<EvidenceItem> Evidence { get; init; } = [];

    /// <summary>Ids of everybody who handled it: none of them chairs its hearing or checks its law.</summary>
    public ImmutableHashSet<string> Handlers { get; init; } = [];

    public ExceedanceVerified? Verified { get; init; }

    public SourceLocated? Source { get; init; }

    /// <summary>When somebody first looked at it.</summary>
    public Instant? LookedAt { get; init; }

    public LocalDate? FiledOn { get; init; }

    /// <summary>When that was recorded.</summary>
    public Instant? FiledAt { get; init; }

    /// <summary>When the penalty, or that there is none, was decided.</summary>
    public Instant? DecidedAt { get; init; }

    /// <summary>How often legal check or head of the unit sent it back.</summary>
    public int Reworks { get; init; }

    /// <summary>What each of the units that enforce together found.</summary>
    public ImmutableDictionary<string, bool> Enforcement { get; init; } = ImmutableDictionary<string, bool>.Empty;

    public SiteRecorded? Record { get; init; }

    public EvidenceRegistered? Registration { get; init; }

    public RegisteredEvidenceDecided? Disposal { get; init; }

    /// <summary>The notice that counts; null before, and after it was sent back.</summary>
    public PenaltyNoticeServed? Notice { get; init; }

    /// <summary>What is intended now: as noticed, or lighter after the party's statement.</summary>
    public Penalty? Intended { get; init; }

    /// <summary>Whether the party has answered the notice, or let its days pass.</summary>
    public bool Answered { get; init; }

    /// <summary>Whether the party waived what it may still say or ask for, or its days are over.</summary>
    public bool RightsEnded { get; init; }

    public PartyStated? Statement { get; init; }

    public StatementReviewed? Review { get; init; }

    public LocalDate? ReviewedOn { get; init; }

    public PenaltyHearingRequested? HearingRequest { get; init; }

    public PenaltyHearingArranged? Hearing { get; init; }

    public PenaltyHearingHeld? HearingHeld { get; init; }

    public PenaltyLegallyChecked? LegalCheck { get; init; }

    /// <summary>The penalty decided, on the spot or in the ordinary way; null before, and where there is none.</summary>
    public DecidedPenalty? Decided { get; init; }

    public PenaltyForgone? Forgone { get; init; }

    /// <summary>When the decision came into the party's hands.</summary>
    public Instant? DeliveredAt { get; init; }

    public PenaltyPaid? Payment { get; init; }

    /// <summary>How often it was said to be put right.</summary>
    public int Rectifications { get; init; }

    /// <summary>Whether the last inspection was passed.</summary>
    public bool Reinspected { get; init; }

    /// <summary>Reviews and lawsuits in order; only the last may be open.</summary>
    public ImmutableList<SoughtRemedy> Remedies { get; init; } = [];

    /// <summary>One of <see cref="ViolationClosures"/>; null otherwise.</summary>
    public string? Closure { get; init; }

    /// <summary>Whether it came in as the first failed reading of a vehicle, and not as a report.</summary>
    public bool BegunByReading { get; init; }

    /// <summary>Readings of the vehicle, by their ids.</summary>
    public ImmutableDictionary<string, VehicleReading> Readings { get; init; } =
        ImmutableDictionary<string, VehicleReading>.Empty;

    public VehicleFoundNonCompliant? NonCompliance { get; init; }

    /// <summary>When the owner was told.</summary>
    public Instant? NotifiedAt { get; init; }

    /// <summary>Whether it rests on readings that do not suffice yet: nobody has to do anything.</summary>
    public bool Observed => BegunByReading && NonCompliance is null;

    /// <summary>The review or the lawsuit that is going on; null without one.</summary>
    public SoughtRemedy? PendingRemedy => Remedies is [.., { EndedOn: null } open] ? open : null;

    /// <inheritdoc/>
    public override bool Listed => !Observed;

    /// <inheritdoc/>
    public override IReadOnlySet<string> TheirClocks => ViolationClocks.OfTheParty;

    /// <inheritdoc/>
    public override IEnumerable<Guid> Attachments => Evidence.Select(item => item.Attachment).OfType<Guid>();

    /// <inheritdoc/>
    public override Performance Performance => ViolationPerformance.Of(this);

    /// <inheritdoc/>
    public override string Status => this switch
    {
        { Closure: { } closure } => closure,
        { ArchivedAt: not null, Forgone: not null } => "no-penalty",
        { ArchivedAt: not null } => "closed",
        { Observed: true } => "observed",
        { DeliveredAt: not null, Payment: not null } => "paid",
        { DeliveredAt: not null } => "delivered",
        { Decided: not null } => "decided",
        { Forgone: not null } => "no-penalty",
        { HearingHeld: not null } => "heard",
        { HearingRequest: not null } => "hearing",
        { Answered: true } => "answered",
        { Notice: not null } => "noticed",
        { Record: not null } => "recorded",
        { NotifiedAt: not null } => "notified",
        { FiledOn: not null } => "filed",
        { Source: not null } => "located",
        { Verified: not null } => "verified",
        _ => "reported",
    };

    /// <summary>The state after the event; total: an event that is not of a violation only moves the version.</summary>
    public static Violation? Evolve(Violation? state, Recorded e) => (state, e.Data) switch
    {
        (null, ViolationReported reported) => ViolationFold.Report(reported, e),
        (null, _) => null,
        _ => ViolationFold.Apply(state.EvolveShared<Violation>(e), e),
    };
}

/// <summary>A penalty that was decided.</summary>
public sealed record DecidedPenalty(Penalty Penalty, LocalDate Day, bool OnTheSpot, LocalDate? RectifyBy, string Document);

/// <summary>A review or a lawsuit, with its days.</summary>
public sealed record SoughtRemedy(string Remedy, LocalDate SoughtOn, LocalDate? EndedOn, string? Result);

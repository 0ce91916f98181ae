using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Approvals;

/// <summary>
/// An application for an approval (行政审批办件) as its stream tells it. Nothing here is decided or checked; that is
/// <see cref="ApprovalDecider"/>'s part.
/// </summary>
public sealed record Approval : Matter
{
    public const string MatterKind = "approval";

    public required ApprovalTerms Terms { get; init; }

    public required Applicant Applicant { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<AppliedRule> GovernedBy =>
        [new("approval-item", Terms.ItemCode, Terms.ItemVersion, Terms.Basis.Select(law => law.ToString()))];

    /// <summary>What the applicant filled in.</summary>
    public JsonElement Form { get; init; }

    /// <summary>Departments asked in a joint review.</summary>
    public IReadOnlyList<string> ReviewUnits { get; init; } = [];

    public ImmutableList<SubmittedMaterial> Materials { get; init; } = [];

    /// <summary>When the application, or its correction, came in: deemed acceptance goes back to here.</summary>
    public Instant ReceivedAt { get; init; }

    /// <summary>What the one-time notice named; null while none was given.</summary>
    public ImmutableHashSet<string>? Notice { get; init; }

    /// <summary>Named by the notice and not handed in yet.</summary>
    public ImmutableHashSet<string> Missing { get; init; } = [];

    /// <summary>Tolerated and not handed in yet.</summary>
    public ImmutableHashSet<string> Outstanding { get; init; } = [];

    public Instant? AcceptedAt { get; init; }

    /// <summary>Accepted because nobody answered in time (视为受理).</summary>
    public bool DeemedAccepted { get; init; }

    /// <summary>When the applicant first heard from the unit what becomes of the application; a deemed acceptance is silence.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>When the decision was recorded.</summary>
    public Instant? DecidedAt { get; init; }

    /// <summary>How often something was found missing.</summary>
    public int Corrections { get; init; }

    /// <summary>How often a check or a review was sent back to be done again.</summary>
    public int Reworks { get; init; }

    /// <summary>Ids of everybody who checked or reviewed it: none of them chairs its hearing.</summary>
    public ImmutableHashSet<string> Handlers { get; init; } = [];

    public string? FirstOfficer { get; init; }

    /// <summary>The departments' opinions by unit: <c>agree</c> or <c>object</c>.</summary>
    public ImmutableDictionary<string, string> Opinions { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The special procedure that stops the count now; null while it runs.</summary>
    public string? SpecialProcedure { get; init; }

    public bool Extended { get; init; }

    /// <summary>Null before the decision.</summary>
    public ApprovalDecision? Decision { get; init; }

    public CertificateIssued? Certificate { get; init; }

    public bool Delivered { get; init; }

    /// <summary>Why it ended without a decision; null while it has not.</summary>
    public ApprovalClosure? Closure { get; init; }

    /// <summary><c>withdrawn</c> (撤销) or <c>cancelled</c> (注销), after the decision.</summary>
    public string? Revocation { get; init; }

    /// <summary>When the applicant was first asked to rate; null before.</summary>
    public Instant? InvitedAt { get; init; }

    /// <summary>The channel that the window asked over; null where only the notice did.</summary>
    public string? InvitedOver { get; init; }

    public ApprovalRated? Rating { get; init; }

    public Instant? RatedAt { get; init; }

    /// <summary>When who rated badly was first called back.</summary>
    public Instant? CalledBackAt { get; init; }

    /// <summary>What the unit last did about a bad rating.</summary>
    public string? Measures { get; init; }

    public Instant? RectifiedAt { get; init; }

    /// <summary>Whether a rectification of a bad rating is going on.</summary>
    public bool Rectifying { get; init; }

    /// <summary>Whether the count is over: decided, or ended without a decision.</summary>
    public bool IsSettled => Decision is not null || Closure is not null;

    /// <inheritdoc/>
    public override IEnumerable<Guid> Attachments => Materials.Select(material => material.AttachmentId).OfType<Guid>();

    /// <summary>Whether it ended before its acceptance although nothing that is required was missing.</summary>
    public bool RefusedComplete { get; init; }

    /// <inheritdoc/>
    public override IReadOnlySet<string> TheirClocks => ApprovalDeviations.Applicants;

    /// <inheritdoc/>
    public override IEnumerable<Deviation> Deviations => ApprovalDeviations.Of(this);

    /// <inheritdoc/>
    public override Performance Performance => ApprovalPerformance.Of(this);

    /// <inheritdoc/>
    public override Review? Reviewed => ApprovalReview.Of(this);

    /// <inheritdoc/>
    public override string Status => this switch
    {
        { Revocation: not null } => "revoked",
        { Rectifying: true } => "rectifying",
        { Closure: { } closure } => closure.Kind,
        { Delivered: true, Decision.Granted: true } => "delivered",
        { Decision: { Granted: var granted } } => granted ? "granted" : "refused",
        { SpecialProcedure: not null } => "suspended",
        { AcceptedAt: not null } => "accepted",
        { Missing.IsEmpty: false } => "correcting",
        _ => "filed",
    };

    /// <summary>The state after the event; total: an event that is not of an approval only moves the version.</summary>
    public static Approval? Evolve(Approval? state, Recorded e) => (state, e.Data) switch
    {
        (null, ApprovalFiled filed) => ApprovalFold.File(filed, e),
        (null, _) => null,
        _ => ApprovalFold.Apply(state.EvolveShared<Approval>(e), e),
    };
}

/// <summary>The decision (审批决定).</summary>
public sealed record ApprovalDecision(bool Granted, LocalDate DecidedOn, string DecidedBy);

/// <summary>
/// An end without a decision: <c>not-accepted</c> (不予受理), <c>lapsed</c> (逾期未补正) or <c>withdrawn</c> (撤回).
/// </summary>
public sealed record ApprovalClosure(string Kind, string Reason);

using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases;

/// <summary>
/// A city case (城市管理案件, 接诉即办工单) as its stream tells it, in peace and in an emergency. Nothing here is decided or
/// checked; that is the decider's part.
/// </summary>
public sealed record GridCase : Matter
{
    public const string MatterKind = "grid-case";

    public required string Description { get; init; }

    public required CaseLocation Location { get; init; }

    public required GridPlace Place { get; init; }

    public required bool Danger { get; init; }

    /// <summary>The command centre (指挥中心) that takes in and dispatches.</summary>
    public required string Centre { get; init; }

    /// <summary>Every report of it: its own, and those of merged duplicates.</summary>
    public ImmutableList<CaseReport> Reports { get; init; } = [];

    /// <summary>Every photo and document that hangs on it.</summary>
    public ImmutableList<Guid> Photos { get; init; } = [];

    public Guid? PatrolShift { get; init; }

    /// <summary>When it was seen or told, where that was before it came in; null otherwise.</summary>
    public Instant? ReportedAt { get; init; }

    /// <summary>Cases that it may be a duplicate of, as they were known when it came in.</summary>
    public ImmutableList<Guid> Suspects { get; init; } = [];

    public CaseReference? PartOf { get; init; }

    public ImmutableList<CaseReference> Parts { get; init; } = [];

    public CaseReference? MergedInto { get; init; }

    /// <summary>The kind that the reporter named, or that the analysis settled.</summary>
    public string? KindCode { get; init; }

    /// <summary>Null before the analysis.</summary>
    public CaseKindTerms? Classified { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<AppliedRule> GovernedBy =>
    [
        .. Classified is { } kind ? [new("case-kind", kind.Code, kind.Version)] : Array.Empty<AppliedRule>(),
        .. Emergency is { } emergency ? [new("response-plan", emergency.Terms.Plan, emergency.Terms.Version)] : Array.Empty<AppliedRule>(),
    ];

    /// <summary>Its kind, never the reporter's own title.</summary>
    public override LocalizedText About => Classified?.Name ?? new("城市案件", "City case");

    public int? Severity { get; init; }

    public ImmutableDictionary<string, TimeLimit> Limits { get; init; } = ImmutableDictionary<string, TimeLimit>.Empty;

    public Instant? AcceptedAt { get; init; }

    /// <summary>Whether it was filed within the limit of the intake; null while it is not filed.</summary>
    public bool? FiledInTime { get; init; }

    /// <summary>Whether it first went to a unit within the limit of the dispatch; null while it has not.</summary>
    public bool? DispatchedInTime { get; init; }

    /// <summary>Whether it was each time checked on site within the limit (核查); null while it never was.</summary>
    public bool? CheckedInTime { get; init; }

    /// <summary>When it first went to a unit.</summary>
    public Instant? DispatchedAt { get; init; }

    /// <summary>The unit that handles it now; null before the dispatch and after a return.</summary>
    public string? HandlingUnit { get; init; }

    /// <summary>Units that handle it together with that one.</summary>
    public ImmutableList<string> CoUnits { get; init; } = [];

    /// <summary>Those that have done their part.</summary>
    public ImmutableHashSet<string> CoUnitsDone { get; init; } = [];

    /// <summary>Those that the lead unit has rated.</summary>
    public ImmutableHashSet<string> CoUnitsRated { get; init; } = [];

    /// <summary>The units that the last whistle called.</summary>
    public ImmutableList<string> Whistled { get; init; } = [];

    /// <summary>How it was dispatched last: <c>rule</c>, <c>hand</c> or <c>district</c>; null before.</summary>
    public string? DispatchMode { get; init; }

    /// <summary>How often each unit sent it back.</summary>
    public ImmutableDictionary<string, int> ReturnsBy { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Whether the unit that has it took it on.</summary>
    public bool HandlingBegun { get; init; }

    /// <summary>Ids of everybody who handled it: none of them verifies it.</summary>
    public ImmutableHashSet<string> Handlers { get; init; } = [];

    /// <summary>When somebody first spoke to the reporter.</summary>
    public Instant? ContactedAt { get; init; }

    /// <summary>The last time somebody spoke to the reporter; null before.</summary>
    public ReporterContacted? LastContact { get; init; }

    /// <summary>The last feedback; null before.</summary>
    public HandlingReported? LastFeedback { get; init; }

    /// <summary>The extension that waits for its decision; null without one.</summary>
    public CaseExtensionRequested? ExtensionAsked { get; init; }

    public int Extensions { get; init; }

    public CaseSuspension? Suspension { get; init; }

    /// <summary>How often it was made to wait.</summary>
    public int Suspensions { get; init; }

    /// <summary>When the handling was last said to be done; null while it is going on.</summary>
    public Instant? ResolvedAt { get; init; }

    public Instant? VerifiedAt { get; init; }

    /// <summary>How often a verification failed, or the reporter said it was not solved, and it was handled again.</summary>
    public int Reworks { get; init; }

    public int Reopenings { get; init; }

    /// <summary>How often somebody saw on site that it was not done.</summary>
    public int VerificationsFailed { get; init; }

    /// <summary>The unit that sent it back last; null while none did.</summary>
    public string? ReturnedBy { get; init; }

    /// <summary>The moments at which a situation report was missed, with the unit that commanded then.</summary>
    public ImmutableDictionary<Instant, string> ReportsMissed { get; init; } = ImmutableDictionary<Instant, string>.Empty;

    /// <summary>What the reporter said last of the present handling; null before.</summary>
    public SatisfactionGiven? Satisfaction { get; init; }

    /// <summary>When the reporter was first told that it is done and may be rated; null before, and without a reporter.</summary>
    public Instant? InvitedAt { get; init; }

    /// <summary>What the reporter said of it: the last word, or the first bad one with what came of that; null before.</summary>
    public CaseOpinion? Opinion { get; init; }

    /// <summary><c>refused</c>, <c>transferred</c> or <c>merged</c>: why it ended without being handled; null otherwise.</summary>
    public string? Closure { get; init; }

    /// <summary>The emergency it is, or was last; null when it never was one.</summary>
    public Emergency? Emergency { get; init; }

    /// <summary>Whether it is in wartime (战时) now.</summary>
    public bool Wartime => Emergency is { StoodDownAt: null };

    /// <summary>Whether peacetime rests: in wartime, and after the stand-down until the review (总结评估).</summary>
    public bool InEmergency => Emergency is { Review: null };

    /// <summary>Whether anybody is known who could be asked and told.</summary>
    public bool HasReporter => Reports.Any(report => report.Reporter is not null);

    /// <summary>How often it was sent back, by whichever unit.</summary>
    public int Returns => ReturnsBy.Values.Sum();

    /// <inheritdoc/>
    public override IEnumerable<Guid> Attachments => Photos;

    /// <inheritdoc/>
    public override IEnumerable<Deviation> Deviations => GridCaseDeviations.Of(this);

    /// <inheritdoc/>
    public override Performance Performance => GridCasePerformance.Of(this);

    /// <inheritdoc/>
    public override Review? Reviewed => GridCaseReview.Of(this);

    /// <inheritdoc/>
    public override string Status => this switch
    {
        { Closure: { } closure } => closure,
        { Wartime: true } => "emergency",
        { ArchivedAt: not null } => "closed",
        { VerifiedAt: not null } => "verified",
        { ResolvedAt: not null } => "resolved",
        { Suspension: not null } => "suspended",
        { HandlingBegun: true } => "handling",
        { HandlingUnit: not null } => "dispatched",
        { Classified: not null } => "classified",
        { AcceptedAt: not null } => "accepted",
        _ => "reported",
    };

    /// <summary>The state after the event; total: an event that is not of a case only moves the version.</summary>
    public static GridCase? Evolve(GridCase? state, Recorded e) => (state, e.Data) switch
    {
        (null, GridCaseReported reported) => GridCaseFold.Report(reported, e),
        (null, _) => null,
        _ => GridCaseFold.Apply(state.EvolveShared<GridCase>(e), e),
    };
}

/// <summary>One report of a case: the case it came in as, and who reported.</summary>
public sealed record CaseReport(CaseReference As, Reporter? Reporter);

/// <summary>Why a case waits, and until when it may.</summary>
public sealed record CaseSuspension(string Ground, TimeLimit Needed, Instant From, Instant Until);

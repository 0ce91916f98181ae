using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Consultations;

/// <summary>
/// A consultation (会诊、远程诊断、健康咨询) as its stream tells it. What is asked and said stands sealed under the patient's
/// key and reads as null once the patient is erased. Nothing here is decided or checked; that is the decider's part.
/// </summary>
public sealed record Consultation : Matter
{
    public const string MatterKind = "consultation";

    /// <summary>One of <see cref="ConsultationForms"/>.</summary>
    public required string Form { get; init; }

    /// <summary>One of <see cref="ConsultationUrgencies"/>.</summary>
    public required string Urgency { get; init; }

    /// <summary>One of <see cref="DiagnosisModalities"/>; null for the other forms.</summary>
    public string? Modality { get; init; }

    /// <summary>Stream of the patient whom it is about.</summary>
    public required Guid Patient { get; init; }

    /// <summary>The referral that it belongs to.</summary>
    public Guid? Referral { get; init; }

    /// <summary>The institution that asks.</summary>
    public required string RequestUnit { get; init; }

    /// <summary>The account of who asked; null where a citizen did.</summary>
    public string? RequestedBy { get; init; }

    public required ConsultationLimits Limits { get; init; }

    public required Sealed<ConsultationContent> Content { get; init; }

    public ImmutableList<Guid> Materials { get; init; } = [];

    /// <summary>What more was said to the materials, in order.</summary>
    public ImmutableList<Sealed<string>> Remarks { get; init; } = [];

    /// <summary>The meeting as it is fixed now, and when that was recorded; null without one.</summary>
    public (ConsultationScheduled Meeting, Instant At)? Scheduled { get; init; }

    /// <summary>The time proposed that nobody has answered yet.</summary>
    public ConsultationTimeProposed? Proposed { get; init; }

    /// <summary>The time proposed that the asking doctor agreed to; null without one.</summary>
    public Instant? AgreedTime { get; init; }

    public ConsultationHeld? Held { get; init; }

    /// <summary>How often a meeting was not held.</summary>
    public int NotHeld { get; init; }

    /// <summary>Who reads it; null before that is said.</summary>
    public ConsultationAssigned? Assigned { get; init; }

    /// <summary>The opinions, in order: a further one for each time it was asked back.</summary>
    public ImmutableList<ConsultationOpinionGiven> Opinions { get; init; } = [];

    /// <summary>Second readings, in order.</summary>
    public ImmutableList<ConsultationSecondRead> SecondReadings { get; init; } = [];

    /// <summary>What was asked back, in order.</summary>
    public ImmutableList<ConsultationAskedBack> AskedBack { get; init; } = [];

    /// <summary>When the expert institution first acted on it.</summary>
    public Instant? RespondedAt { get; init; }

    /// <summary>When the last opinion was given.</summary>
    public Instant? OpinionAt { get; init; }

    public bool Concluded { get; init; }

    /// <summary>One of <see cref="ConsultationClosures"/>; null otherwise.</summary>
    public string? Closure { get; init; }

    public (int Level, Instant At)? Rating { get; init; }

    /// <summary>Whether the last word is an opinion that nobody asked back about.</summary>
    public bool Answered => Opinions.Count > AskedBack.Count;

    /// <summary>Whether another expert is to read the last opinion.</summary>
    public bool AwaitsSecondReading => Opinions is [.., { SecondReading: true }] && SecondReadings.Count < Opinions.Count(o => o.SecondReading);

    /// <summary>The clock from the request to the opinion (会诊时限).</summary>
    public const string Clock = "consultation";

    /// <inheritdoc/>
    public override LocalizedText About => ConsultationForms.Name(Form);

    /// <inheritdoc/>
    public override IReadOnlySet<string> TheirClocks { get; } = ImmutableHashSet.Create("proposal-reply", "materials", "feedback", "follow-up");

    /// <inheritdoc/>
    public override IEnumerable<Guid> Persons => [Patient];

    /// <summary>
    /// Both institutions from the first answer of the one that is asked; of a citizen's question, that one alone. Nobody opens a
    /// record by asking, nor by asking themselves.
    /// </summary>
    public override IEnumerable<string> TreatedBy =>
        RespondedAt is null || Closure is not null || Unit == RequestUnit ? []
        : Form == ConsultationForms.HealthAdvice ? [Unit]
        : [Unit, RequestUnit];

    /// <inheritdoc/>
    public override IEnumerable<Guid> Attachments => Materials.Concat(Opinions.SelectMany(opinion => opinion.Attachments));

    /// <inheritdoc/>
    public override Performance Performance => new()
    {
        Item = Form,
        AcceptedAt = OpenedAt,
        RespondedAt = RespondedAt,
        FinishedAt = Finished,
        Counted = Clocks.GetValueOrDefault(Clock),
        InTime = Finished is not null && Clocks.GetValueOrDefault(Clock) is { } clock ? !clock.Breached : null,
        Returns = Closure == ConsultationClosures.Declined ? 1 : 0,
        Reworks = AskedBack.Count,
        Rating = Rating?.Level,
    };

    /// <inheritdoc/>
    public override string Status => this switch
    {
        { Closure: { } closure } => closure,
        { Concluded: true } => "concluded",
        { AwaitsSecondReading: true } => "second-reading",
        { Answered: true } => "answered",
        { AskedBack.Count: > 0 } => "asked-back",
        { Held: not null } => "held",
        { Proposed: not null } => "time-proposed",
        { Scheduled: not null } => "scheduled",
        { Assigned: not null } => "assigned",
        _ => "requested",
    };

    /// <inheritdoc/>
    protected override Matter Without(Guid person) => person == Patient ? ConsultationFold.Forget(this) : this;

    private Instant? Finished => Closure is null && Answered ? OpinionAt : null;

    /// <summary>The state after the event; total: an event that is not of a consultation only moves the version.</summary>
    public static Consultation? Evolve(Consultation? state, Recorded e) => (state, e.Data) switch
    {
        (null, ConsultationRequested requested) => ConsultationFold.Request(requested, e),
        (null, _) => null,
        _ => ConsultationFold.Apply(state.EvolveShared<Consultation>(e), e),
    };
}

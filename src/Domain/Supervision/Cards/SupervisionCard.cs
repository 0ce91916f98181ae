using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Supervision.Cards;

/// <summary>
/// A supervision card (督办卡: 黄牌, 红牌) as its stream tells it: what went wrong in which matter, what the unit says to it,
/// and how the supervisor judges. Nothing here is decided or checked; that is the decider's part.
/// </summary>
public sealed record SupervisionCard : Matter
{
    public const string MatterKind = "supervision-card";

    /// <summary>The rule that raised it.</summary>
    public required CardRule Rule { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<AppliedRule> GovernedBy => [AppliedRule.Table(Rule.Table, Rule.Basis.Zh)];

    /// <summary>What went wrong, where and when.</summary>
    public required CardCause Cause { get; init; }

    /// <summary>The role of the unit that explains.</summary>
    public required string Role { get; init; }

    /// <summary>The last explanation; null before the first.</summary>
    public CardExplained? Explanation { get; init; }

    public Instant? ExplainedAt { get; init; }

    /// <summary>How often the explanation was sent back.</summary>
    public int SentBack { get; init; }

    /// <summary>Why it was sent back last; null while it was not, and once it is explained again.</summary>
    public string? ReturnReason { get; init; }

    /// <summary>Null before the judgement.</summary>
    public CardJudgement? Judgement { get; init; }

    /// <summary><c>open</c>, <c>explained</c>, <c>confirmed</c> or <c>withdrawn</c>.</summary>
    public override string Status => this switch
    {
        { Judgement: { } judgement } => judgement.Confirmed ? CardStates.Confirmed : CardStates.Withdrawn,
        { Explanation: not null, ReturnReason: null } => CardStates.Explained,
        _ => CardStates.Open,
    };

    /// <summary>None: cards raise no cards.</summary>
    public override IEnumerable<Deviation> Deviations => [];

    /// <summary>The state after the event; total: an event that is not of a card only moves the version.</summary>
    public static SupervisionCard? Evolve(SupervisionCard? state, Recorded e) => (state, e.Data) switch
    {
        (null, CardRaised raised) => Raise(raised, e),
        (null, _) => null,
        _ => Apply(state.EvolveShared<SupervisionCard>(e), e),
    };

    private static SupervisionCard Raise(CardRaised e, Recorded recorded) => new()
    {
        Id = e.CardId,
        Number = e.Number,
        Kind = MatterKind,
        Title = CardColours.Title(e.Rule, e.Cause.Number),
        Unit = e.Unit,
        IntakeUnit = e.Unit,
        Channel = "timer",
        OpenedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Units = [e.Unit],
        Rule = e.Rule,
        Cause = e.Cause,
        Role = e.Role,
    };

    private static SupervisionCard Apply(SupervisionCard state, Recorded recorded) => recorded.Data switch
    {
        CardExplained e => state with { Explanation = e, ExplainedAt = recorded.OccurredAt, ReturnReason = null },
        CardReturned e => state with { SentBack = state.SentBack + 1, ReturnReason = e.Reason },
        CardConfirmed e => state with { Judgement = new(true, e.Reason, e.By, recorded.OccurredAt) },
        CardWithdrawn e => state with { Judgement = new(false, e.Reason, e.By, recorded.OccurredAt) },
        CardArchived => state with { ArchivedAt = recorded.OccurredAt },
        _ => state,
    };
}

/// <summary>What the supervisor found: confirmed (属实), or withdrawn (撤销).</summary>
public sealed record CardJudgement(bool Confirmed, string Reason, string By, Instant At);

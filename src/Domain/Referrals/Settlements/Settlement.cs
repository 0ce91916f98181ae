using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Settlements;

/// <summary>
/// The settlement of what was done (医保结算) as its stream tells it: the claim, and everything the payer said of it. It stands in
/// no list of matters. Nothing here is decided or checked.
/// </summary>
public sealed record Settlement : Matter
{
    public const string MatterKind = "settlement";

    /// <summary>The payer's time to decide (医保审核时限).</summary>
    public const string Clock = "payer";

    /// <summary>The referral or consultation.</summary>
    public required Guid Subject { get; init; }

    public required string SubjectNumber { get; init; }

    public required Guid Patient { get; init; }

    /// <summary>Code of the payer.</summary>
    public required string Payer { get; init; }

    /// <summary>What is claimed, in yuan.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Its value is null once the patient is erased.</summary>
    public required Sealed<ClaimDetails> Details { get; init; }

    /// <summary>The last of <see cref="ClaimStates"/> that counted.</summary>
    public string State { get; init; } = ClaimStates.Submitted;

    /// <summary>What was approved or paid; null before a decision.</summary>
    public decimal? Settled { get; init; }

    /// <summary>When the state last changed.</summary>
    public required Instant ChangedAt { get; init; }

    /// <summary>Every day on which an answer or a person changed it.</summary>
    public ImmutableSortedSet<LocalDate> ChangedOn { get; init; } = [];

    /// <summary>Whether what was said does not go together, and nobody has settled it.</summary>
    public bool Disputed { get; init; }

    /// <summary>How often it was disputed.</summary>
    public int Disputes { get; init; }

    /// <summary>Everything that the payer said, in order.</summary>
    public ImmutableList<RecordedAnswer> Answers { get; init; } = [];

    /// <inheritdoc/>
    public override bool Listed => false;

    /// <inheritdoc/>
    public override string Status => Disputed ? ClaimStates.Disputed : State;

    /// <inheritdoc/>
    public override LocalizedText About { get; } = new("医保结算", "Settlement");

    /// <inheritdoc/>
    public override IEnumerable<Guid> Persons => [Patient];

    /// <inheritdoc/>
    public override IReadOnlySet<string> TheirClocks { get; } = ImmutableHashSet.Create(Clock);

    /// <inheritdoc/>
    public override IEnumerable<Deviation> Deviations =>
        Enumerable.Range(1, Disputes).Select(time => new Deviation("settlement-disputed", $"{time}", Unit));

    /// <summary>What of it a statement of the payer would name: the amount by the state.</summary>
    public decimal StatedAmount => State switch
    {
        ClaimStates.Rejected => 0,
        ClaimStates.Submitted or ClaimStates.Acknowledged => Amount,
        _ => Settled ?? Amount,
    };

    /// <summary>The state after the event; total: an event that is not of a settlement only moves the version.</summary>
    public static Settlement? Evolve(Settlement? state, Recorded e) => (state, e.Data) switch
    {
        (null, SettlementSubmitted submitted) => Submit(submitted, e),
        (null, _) => null,
        _ => Apply(state.EvolveShared<Settlement>(e), e),
    };

    /// <inheritdoc/>
    protected override Matter Without(Guid person) => person == Patient ? this with { Details = new(person, null) } : this;

    private static Settlement Submit(SettlementSubmitted e, Recorded recorded) => new()
    {
        Id = e.SettlementId,
        Number = e.Number,
        Kind = MatterKind,
        Title = new($"医保结算（{e.SubjectNumber}）", $"Settlement of {e.SubjectNumber}"),
        Unit = e.Unit,
        IntakeUnit = e.Unit,
        Channel = "settlement",
        OpenedAt = recorded.OccurredAt,
        ChangedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Units = [e.Unit],
        Subject = e.Subject,
        SubjectNumber = e.SubjectNumber,
        Patient = e.Patient,
        Payer = e.Payer,
        Amount = e.Amount,
        Details = e.Details,
    };

    private static Settlement Apply(Settlement state, Recorded recorded) => recorded.Data switch
    {
        PayerAnswered e => Answered(state, e, recorded),
        SettlementDisputeResolved e => Moved(state, e.State, e.Amount, recorded) with { Disputed = false },
        _ => state,
    };

    private static Settlement Answered(Settlement state, PayerAnswered e, Recorded recorded)
    {
        var heard = state with { Answers = state.Answers.Add(new(e.MessageId, e.State, e.Amount, e.Effect, recorded.OccurredAt)) };
        return e.Effect switch
        {
            AnswerEffects.Applied => Moved(heard, e.State, e.Amount, recorded),
            AnswerEffects.Contradiction or AnswerEffects.WrongAmount => heard with
            {
                Disputed = true,
                Disputes = heard.Disputes + 1,
                ChangedAt = recorded.OccurredAt,
                ChangedOn = heard.ChangedOn.Add(Day(recorded)),
            },
            _ => heard,
        };
    }

    private static Settlement Moved(Settlement state, string to, decimal? amount, Recorded recorded) => state with
    {
        State = to,
        Settled = to switch
        {
            ClaimStates.Approved => state.Amount,
            ClaimStates.PartiallyApproved or ClaimStates.Paid => amount ?? state.Settled,
            ClaimStates.Rejected => 0,
            _ => state.Settled,
        },
        ChangedAt = recorded.OccurredAt,
        ChangedOn = state.ChangedOn.Add(Day(recorded)),
        ArchivedAt = to is ClaimStates.Paid or ClaimStates.Rejected ? recorded.OccurredAt : null,
    };

    private static LocalDate Day(Recorded recorded) => recorded.OccurredAt.InZone(WorkingCalendar.Zone).Date;
}

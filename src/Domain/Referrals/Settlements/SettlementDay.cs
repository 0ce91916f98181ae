using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Settlements;

/// <summary>An answer to a claim that there is not.</summary>
public sealed record UnknownAnswer(string MessageId, string Claim, string State, decimal? Amount);

/// <summary>
/// One day with one payer (对账日) as its stream tells it: answers to claims that there are not, and the comparison with the
/// payer's statement. It stands in no list of matters; a difference stays a deviation once it was one.
/// </summary>
public sealed record SettlementDay : Matter
{
    public const string MatterKind = "settlement-day";

    /// <summary>The unit that answers for what no institution here claimed: the district's health commission.</summary>
    public const string HealthCommission = "DX-WJW";

    public required string Payer { get; init; }

    public required LocalDate Day { get; init; }

    public ImmutableList<UnknownAnswer> Unknown { get; init; } = [];

    /// <summary>The last comparison; null before the first.</summary>
    public StatementReconciled? Statement { get; init; }

    /// <summary>Until when the statement should have come; null where it came in time, or is not due.</summary>
    public Instant? MissedAt { get; init; }

    /// <summary>When the last comparison was made.</summary>
    public Instant? ReconciledAt { get; init; }

    /// <summary>How many different statements were compared.</summary>
    public int Statements { get; init; }

    /// <inheritdoc/>
    public override bool Listed => false;

    /// <inheritdoc/>
    public override string Status => Statement switch { null => MissedAt is null ? "open" : "missing", { Differences.Count: 0 } => "balanced", _ => "different" };

    /// <inheritdoc/>
    public override LocalizedText About { get; } = new("医保对账", "Reconciliation with the payer");

    private ImmutableList<Deviation> Found { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<Deviation> Deviations => Found;

    /// <summary>The state after the event; total: an event that is not of it only moves the version.</summary>
    public static SettlementDay? Evolve(SettlementDay? state, Recorded e) => e.Data switch
    {
        UnknownClaimAnswered x => Note(At(state, x.DayId, x.Number, x.Payer, x.Day, e), x),
        StatementMissed x => Miss(At(state, x.DayId, x.Number, x.Payer, x.Day, e), x),
        StatementReconciled x => Compare(At(state, x.DayId, x.Number, x.Payer, x.Day, e), x, e),
        _ => state?.EvolveShared<SettlementDay>(e),
    };

    private static SettlementDay Note(SettlementDay day, UnknownClaimAnswered e) =>
        day with { Unknown = day.Unknown.Add(new(e.MessageId, e.Claim, e.State, e.Amount)) };

    private static SettlementDay Miss(SettlementDay day, StatementMissed e) => day with
    {
        MissedAt = e.DueAt,
        Found = day.Found.Add(new("settlement-difference", "no-statement", HealthCommission)),
    };

    private static SettlementDay Compare(SettlementDay day, StatementReconciled e, Recorded recorded) => day with
    {
        Statement = e,
        ReconciledAt = recorded.OccurredAt,
        Statements = day.Statements + 1,
        Found = [.. day.Found.Concat(e.Differences.Select(Deviated)).Distinct()],
    };

    /// <summary>The day, begun by its first event.</summary>
    private static SettlementDay At(SettlementDay? state, Guid id, string number, string payer, LocalDate day, Recorded e) =>
        (state ?? Open(id, number, payer, day, e)).EvolveShared<SettlementDay>(e);

    private static SettlementDay Open(Guid id, string number, string payer, LocalDate day, Recorded e) => new()
    {
        Id = id,
        Number = number,
        Kind = MatterKind,
        Title = new($"医保对账 {day:uuuu-MM-dd}", $"Reconciliation of {day:uuuu-MM-dd}"),
        Unit = HealthCommission,
        IntakeUnit = HealthCommission,
        Channel = "settlement",
        OpenedAt = e.OccurredAt,
        Units = [HealthCommission],
        Payer = payer,
        Day = day,
    };

    private static Deviation Deviated(StatementDifference d) =>
        new("settlement-difference", $"{d.Claim}/{d.Kind}", d.Unit ?? HealthCommission);
}

/// <summary>What may happen to a day with a payer. Pure.</summary>
public static class SettlementDayDecider
{
    /// <summary>Notes an answer to a claim that there is not; the same message again: nothing.</summary>
    public static Decision Note(SettlementDay? state, NoteUnknownClaim command) =>
        !ClaimStates.OfPayers.Contains(command.State) ? ClaimStateUnknown.Of(command.State)
        : state?.Unknown.Exists(known => known.MessageId == command.MessageId) == true ? Decision.Nothing
        : Decision.Of(new UnknownClaimAnswered(
            command.Id, command.Number, command.Payer, command.Day, command.MessageId, command.Claim, command.State, command.Amount));

    /// <summary>Notes that no statement came, once.</summary>
    public static Decision Miss(SettlementDay? state, MissStatement command) =>
        state is { Statement: not null } or { MissedAt: not null } ? Decision.Nothing
        : Decision.Of(new StatementMissed(command.Id, command.Number, command.Payer, command.Day, command.DueAt));

    /// <summary>Compares the statement; the same one again: nothing.</summary>
    public static Decision Reconcile(SettlementDay? state, ReconcileStatement command, StepContext context) =>
        command.Day >= context.Now.InZone(Shared.Clocks.WorkingCalendar.Zone).Date ? new StatementDayInvalid()
        : state?.Statement?.Hash == command.Hash ? Decision.Nothing
        : Decision.Of(new StatementReconciled(
            command.Id, command.Number, command.Payer, command.Day, command.Hash, command.Lines.Count,
            StatementComparison.Compare(command.Lines, command.Ours)));
}

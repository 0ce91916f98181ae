using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared;

/// <summary>
/// A command on one matter on its way into the ledger: who sends it, what it decides, and what the sender is told.
/// <paramref name="Decide"/> is pure and may be called more than once: a batch that fails is decided again, alone,
/// on the state as it is then.
/// </summary>
/// <param name="MatterId">The stream. A new id opens a matter.</param>
/// <param name="Name">The command's name, for headers and logs.</param>
/// <param name="Decide">State (null when there is no such matter), context and the allotted number to a decision.</param>
/// <param name="Answer">What the sender gets, from the state after the decision.</param>
public sealed record LedgerCommand(
    Guid MatterId,
    string Name,
    Actor Actor,
    Func<Matter?, StepContext, string, Decision> Decide,
    Func<Matter, Answer> Answer)
{
    /// <summary>The caller's idempotency key and the hash of what was sent with it; null for the system's own.</summary>
    public ReceiptKey? Receipt { get; init; }

    /// <summary>Prefix of the number series when the command opens a matter, such as <c>DX-AP</c>.</summary>
    public string? NumberPrefix { get; init; }

    /// <summary>When it happened, where that is not now: a timer's due time, an imported fact's own time.</summary>
    public Instant? OccurredAt { get; init; }

    public string? CorrelationId { get; init; }

    public string? CausationId { get; init; }

    /// <summary>A fact with its time and its doer: its own where the decision says so, else the command's.</summary>
    internal Dated Stamped(object e, Instant now) => e is Dated dated
        ? dated with { By = dated.By ?? Actor }
        : new(e, OccurredAt ?? now, Actor);

    /// <summary>What names this one command: the caller's key, else the request it came with, else what caused it.</summary>
    public string Id => Receipt?.Key ?? CorrelationId ?? CausationId ?? Name;
}

/// <summary>Idempotency (幂等): the same caller and key with the same body hash gets the same answer for ever.</summary>
public sealed record ReceiptKey(string Caller, string Key, string BodyHash);

/// <summary>What a sender is told: an HTTP status, a JSON body, and the headers that go with it.</summary>
public sealed record Answer(int Status, string Json, string? ETag = null, string? Location = null);

/// <summary>How a command ended: an answer (accepted), or a refusal (nothing stored).</summary>
public readonly record struct CommandResult(Answer? Answer, Refusal? Refusal);

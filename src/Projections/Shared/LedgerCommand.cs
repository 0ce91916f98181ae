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

    /// <summary>Other matters that the command acts on as well, in the same transaction; null for a command on one.</summary>
    public Besides? Besides { get; init; }

    public string? CorrelationId { get; init; }

    public string? CausationId { get; init; }

    /// <summary>Every stream that the command acts on, its own first.</summary>
    internal IReadOnlyList<Guid> Matters => Besides is { } others ? [MatterId, .. others.Matters] : [MatterId];

    /// <summary>The series that the number of each of <see cref="Matters"/> comes from; null where none is allotted.</summary>
    internal IEnumerable<string?> NumberPrefixes => Matters.Select((_, at) => at == 0 ? NumberPrefix : Besides!.PrefixOf(at - 1));

    /// <summary>What is decided for each of <see cref="Matters"/>; one refusal refuses all.</summary>
    internal IReadOnlyList<Decision> DecideAll(IReadOnlyList<Matter?> states, StepContext context, IReadOnlyList<string> numbers) =>
        Besides is { } others ? others.Decide(states, context, numbers) : [Decide(states[0], context, numbers[0])];

    /// <summary>A fact with its time and its doer: its own where the decision says so, else the command's.</summary>
    internal Dated Stamped(object e, Instant now) => e is Dated dated
        ? dated with { By = dated.By ?? Actor }
        : new(e, OccurredAt ?? now, Actor);

    /// <summary>What names this one command: the caller's key, else the request it came with, else what caused it.</summary>
    public string Id => Receipt?.Key ?? CorrelationId ?? CausationId
        ?? throw new InvalidOperationException($"The command {Name} names neither its caller's key, its request nor its cause.");
}

/// <summary>
/// What a command does to several matters at once, such as a report that is split into cases. All of it becomes durable
/// in one transaction, or nothing.
/// </summary>
/// <param name="Matters">The other streams. A new id opens a matter.</param>
/// <param name="NumberPrefix">Prefix of the number series when the others are opened; null when they are there.</param>
/// <param name="Decide">The states, the command's own first, and the numbers in the same order, to a decision for each.</param>
public sealed record Besides(
    IReadOnlyList<Guid> Matters, string? NumberPrefix,
    Func<IReadOnlyList<Matter?>, StepContext, IReadOnlyList<string>, IReadOnlyList<Decision>> Decide)
{
    /// <summary>Where not all of <see cref="Matters"/> are opened alike: the prefix of each, null for one that is there.</summary>
    public IReadOnlyList<string?>? Prefixes { get; init; }

    internal string? PrefixOf(int at) => Prefixes is null ? NumberPrefix : Prefixes[at];
}

/// <summary>Idempotency (幂等): the same caller and key with the same body hash gets the same answer for ever.</summary>
public sealed record ReceiptKey(string Caller, string Key, string BodyHash);

/// <summary>What a sender is told: an HTTP status, a JSON body, and the headers that go with it.</summary>
public sealed record Answer(int Status, string Json, string? ETag = null, string? Location = null);

/// <summary>How a command ended: an answer (accepted), or a refusal (nothing stored).</summary>
public readonly record struct CommandResult(Answer? Answer, Refusal? Refusal);

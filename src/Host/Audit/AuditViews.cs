using System.Text.Json.Nodes;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Audit;

/// <summary>Who did it (经办人), as the event says, and whom the account book knows by that name.</summary>
/// <param name="RecordedBy">Account of whoever recorded what somebody else did; null where that is the same.</param>
internal sealed record AuditedActor(string Id, string Name, string Role, string Unit, string Channel, string? RecordedBy);

/// <summary>One event as an auditor reads it.</summary>
/// <param name="OccurredAt">When it happened, by its own word.</param>
/// <param name="RecordedAt">When it was stored.</param>
/// <param name="Rules">The versions of rules, catalogue and process that it happened under, as far as they are known.</param>
internal sealed record AuditedEvent(
    long Sequence, Guid Stream, long Version, string Type, Instant OccurredAt, Instant RecordedAt, AuditedActor Actor, string? Command,
    string? CommandId, string? Correlation, string? Causation, IReadOnlyList<RuleUsed> Rules, LocalizedText Summary, JsonNode? Headers,
    JsonNode? Data);

/// <summary>A version of a rule, and whether the event names it itself or the stream says so.</summary>
/// <param name="Told"><c>event</c> or <c>stream</c>.</param>
internal sealed record RuleUsed(string Kind, string Code, string? Version, IReadOnlyList<string> Basis, string Told)
{
    public static RuleUsed Of(AppliedRule rule, string told) => new(rule.Kind, rule.Code, rule.Version, rule.Basis, told);
}

/// <summary>Where a matter stood in its process.</summary>
/// <param name="Tokens">The elements that tokens were at.</param>
internal sealed record ProcessPlace(string Definition, int Version, IReadOnlyList<string> Tokens);

/// <summary>An event in the replay of its stream, with what it changed.</summary>
internal sealed record ReplayStep(AuditedEvent Event, JsonArray Difference, ProcessPlace? Process);

/// <summary>A stream as it was: the state, a page of its events, and where the next page begins.</summary>
/// <param name="Newest">The last version up to the moment or version asked for.</param>
/// <param name="Next">Version after which the next page begins; null on the last page.</param>
/// <param name="Clear">Whether personal data is in clear, by a release that stands.</param>
internal sealed record ReplayView(
    Guid Id, string? Kind, LocalizedText? Title, string? Number, long Version, long Newest, bool Clear, JsonNode? State,
    ProcessPlace? Process, IReadOnlyList<ReplayStep> Events, long? Next);

/// <summary>One event of a stream with the whole state before and after it.</summary>
internal sealed record ReplayedEventView(
    AuditedEvent Event, JsonNode? Before, JsonNode? After, JsonArray Difference, ProcessPlace? ProcessBefore, ProcessPlace? ProcessAfter,
    bool Clear);

/// <summary>Some events in global order.</summary>
/// <param name="Next">To go on with; null when there is nothing more up to <paramref name="Settled"/>.</param>
internal sealed record EventsView(IReadOnlyList<AuditedEvent> Items, long? Next, long Settled);

/// <summary>A sentence in both languages, whichever the caller reads.</summary>
internal sealed record TwoLanguages(string Zh, string En)
{
    public static TwoLanguages Of(LocalizedText text) => new(text.Zh, text.En);
}

/// <summary>A decision explained (决定说明).</summary>
/// <param name="Decided">What was decided.</param>
/// <param name="Inputs">What was known of the matter before, what the deciding event carries, and which decisions stood before it.</param>
/// <param name="Basis">The law, standards and district rules that its rules rest on.</param>
/// <param name="Sentence">Who decided what, when, under which version of which rule, on which basis.</param>
internal sealed record DecisionView(
    long Sequence, Guid Stream, long Version, string Type, string? Kind, string? Number, Instant OccurredAt, Instant RecordedAt,
    AuditedActor Actor, TwoLanguages Decided, IReadOnlyList<RuleUsed> Rules, IReadOnlyList<string> Basis, JsonObject Inputs,
    TwoLanguages Sentence, bool Clear);

using NodaTime;

namespace SmartCity.Domain.Shared;

/// <summary>
/// An event as a fold sees it: the fact, its place in its stream (first is 1), and when it happened.
/// For a fact that was learnt later (an import, a timer that fired late) that is earlier than the store's own timestamp.
/// </summary>
public sealed record Recorded(object Data, long Version, Instant OccurredAt, string ActorId);

namespace SmartCity.Domain.Shared;

/// <summary>
/// What a decider answers: the events that follow, or the refusal. No events and no refusal means that the thing was
/// already done and nothing more happens.
/// </summary>
public sealed record Decision
{
    /// <summary>The facts in the order in which they happened; empty when refused.</summary>
    public IReadOnlyList<object> Events { get; }

    /// <summary>The reason nothing happened, or null.</summary>
    public Refusal? Refusal { get; }

    private Decision(IReadOnlyList<object> events, Refusal? refusal) => (Events, Refusal) = (events, refusal);

    /// <summary>Already done: a repeat changes nothing.</summary>
    public static Decision Nothing { get; } = new([], null);

    /// <summary>These facts.</summary>
    public static Decision Of(params IReadOnlyList<object> events) => new(events, null);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator Decision(Refusal refusal) => new([], refusal);
}

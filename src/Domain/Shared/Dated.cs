using NodaTime;

namespace SmartCity.Domain.Shared;

/// <summary>
/// A fact of a decision with a time of its own (补录), where it did not happen at the time of the decision; and, where
/// known, by whom it was done. Who recorded it is kept besides.
/// </summary>
public sealed record Dated(object Fact, Instant OccurredAt, Actor? By = null)
{
    /// <summary>The fact itself, whether it came with a time of its own or not.</summary>
    public static object FactOf(object e) => e is Dated dated ? dated.Fact : e;
}

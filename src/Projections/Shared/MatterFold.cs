using JasperFx.Events;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared;

/// <summary>
/// Folds a stream into its matter. Each kind brings its own pure fold; the first event of a stream tells the kind.
/// </summary>
public sealed class MatterFold(IReadOnlyList<Func<Matter?, Recorded, Matter?>> kinds)
{
    /// <summary>The state after all of these events, or null for a stream that is no matter.</summary>
    public Matter? Fold(Matter? state, IEnumerable<IEvent> events) =>
        events.Aggregate(state, (matter, e) => Apply(matter, Recorded(e)));

    /// <summary>The state after one more event.</summary>
    public Matter? Apply(Matter? state, Recorded e)
    {
        foreach (var evolve in kinds)
            if (evolve(state, e) is { } next) return next;
        return state;
    }

    /// <summary>An event as folds see it: with its own time, which the header carries besides the store's timestamp.</summary>
    public static Recorded Recorded(IEvent e) =>
        new(e.Data, e.Version, OccurredAt(e), e.GetHeader(EventHeaders.Actor)?.ToString() ?? "");

    /// <summary>When the fact happened; the store's timestamp where no header says otherwise.</summary>
    public static Instant OccurredAt(IEvent e) => e.GetHeader(EventHeaders.OccurredAt) switch
    {
        // The store reads a header that looks like a time as one.
        DateTime utc => Instant.FromDateTimeUtc(utc.ToUniversalTime()),
        DateTimeOffset at => Instant.FromDateTimeOffset(at),
        { } text => InstantPattern.ExtendedIso.Parse(text.ToString() ?? "").Value,
        null => Instant.FromDateTimeOffset(e.Timestamp),
    };
}

/// <summary>The names under which an event carries who did it, as whom, through what, and when.</summary>
public static class EventHeaders
{
    public const string Actor = "actor", Role = "role", Unit = "unit", Channel = "channel",
        Command = "command", CommandId = "commandId", OccurredAt = "occurredAt";

    /// <summary>Who recorded it, where somebody else did it.</summary>
    public const string RecordedBy = "recordedBy";
}

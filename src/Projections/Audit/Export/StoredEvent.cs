using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Audit.Export;

/// <summary>An event as it is stored: body and headers are the bytes that the database holds, nothing is opened.</summary>
/// <param name="Sequence">Its place in the ledger's global order.</param>
/// <param name="ClrType">The name under which the program finds its type.</param>
/// <param name="Headers">As JSON text; null where none were stored.</param>
/// <param name="Body">As JSON text; null where the reader left it out.</param>
public sealed record StoredEvent(
    long Sequence, Guid Id, Guid Stream, long Version, string Type, string ClrType, Instant RecordedAt,
    string? CorrelationId, string? CausationId, string? Headers, string? Body)
{
    /// <summary>What it belongs to; null where that was not asked for.</summary>
    public StreamSubject? Subject { get; init; }
}

/// <summary>What a stream is about.</summary>
/// <param name="Kind">Kind of matter; <c>catalogue</c> for what is none.</param>
/// <param name="Number">Number for people; null for what has none.</param>
/// <param name="Unit">The unit that answers for it now; null for what has none.</param>
public sealed record StreamSubject(string Kind, string? Number, string? Unit);

/// <summary>Who did it, as whom, through what and when, out of an event's headers.</summary>
/// <param name="OccurredAt">ISO 8601 in UTC.</param>
public readonly record struct EventOrigin(
    string? Actor, string? Role, string? Unit, string? Channel, string? Command, string OccurredAt)
{
    public static EventOrigin Of(StoredEvent e)
    {
        if (e.Headers is null) return new(null, null, null, null, null, InstantPattern.ExtendedIso.Format(e.RecordedAt));
        using var headers = JsonDocument.Parse(e.Headers);
        string? Text(string name) =>
            headers.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text ? text : null;
        return new(
            Text(EventHeaders.Actor), Text(EventHeaders.Role), Text(EventHeaders.Unit), Text(EventHeaders.Channel),
            Text(EventHeaders.Command), Text(EventHeaders.OccurredAt) ?? InstantPattern.ExtendedIso.Format(e.RecordedAt));
    }
}

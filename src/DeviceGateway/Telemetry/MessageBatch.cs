using NodaTime;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>Messages that are written in one transaction.</summary>
internal sealed class MessageBatch(IReadOnlyList<WaitingMessage> messages)
{
    public IReadOnlyList<WaitingMessage> Messages { get; } = messages;

    /// <summary>All values by series and time: two transactions that bring the same ones meet in the same order.</summary>
    public Observation[] Sorted()
    {
        var all = new Observation[Messages.Sum(m => m.Points)];
        var filled = 0;
        foreach (var message in Messages)
        {
            message.Message.Observations.Span.CopyTo(all.AsSpan(filled));
            filled += message.Points;
        }
        Array.Sort(all, static (a, b) => a.Series != b.Series ? a.Series.CompareTo(b.Series) : a.At.CompareTo(b.At));
        return all;
    }

    /// <summary>Each device once, in the order of devices, with its newest contact and the newest skew that was measured.</summary>
    public IReadOnlyList<DeviceContact> Contacts()
    {
        var contacts = new SortedDictionary<Guid, DeviceContact>();
        foreach (var message in Messages.Select(m => m.Message))
        {
            var contact = new DeviceContact(message.Device, message.ReceivedAt, message.Skew);
            contacts[message.Device] = contacts.TryGetValue(message.Device, out var known) ? known.With(contact) : contact;
        }
        return [.. contacts.Values];
    }

    /// <summary>What each device got new values in, and each message brought; <paramref name="isNew"/> is asked once a value.</summary>
    public (IReadOnlyList<FreshSpan> Spans, Written[] Written) Count(Func<Observation, bool> isNew)
    {
        var spans = new SortedDictionary<Guid, FreshSpan>();
        var written = new Written[Messages.Count];
        for (var i = 0; i < written.Length; i++)
        {
            var (message, added) = (Messages[i].Message, 0);
            foreach (ref readonly var value in message.Observations.Span)
            {
                if (!isNew(value)) continue;
                added++;
                spans[message.Device] = spans.TryGetValue(message.Device, out var span)
                    ? span with { From = Instant.Min(span.From, value.At), To = Instant.Max(span.To, value.At) }
                    : new(message.Device, value.At, value.At);
            }
            written[i] = new(added, message.Observations.Length - added);
        }
        return ([.. spans.Values], written);
    }
}

/// <summary>A device was heard.</summary>
internal sealed record DeviceContact(Guid Device, Instant HeardAt, Duration? Skew)
{
    public DeviceContact With(DeviceContact other) =>
        other.HeardAt >= HeardAt ? other with { Skew = other.Skew ?? Skew } : this with { Skew = Skew ?? other.Skew };
}

/// <summary>A device got new values between these times, both among them.</summary>
internal sealed record FreshSpan(Guid Device, Instant From, Instant To);

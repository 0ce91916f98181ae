using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;

namespace SmartCity.DeviceGateway.Messages;

/// <summary>One value as a device names it; with the number of its series it becomes an observation.</summary>
public readonly record struct Reading(string Point, Instant At, double Value, DataFlag Flag);

/// <summary>What one message brings.</summary>
/// <param name="SentAt">The device's clock when it sent the message, where the message says.</param>
public sealed record Readings(IReadOnlyList<Reading> Items, Instant? SentAt);

/// <summary>What is wrong with a message (报文错误): nothing of it is kept.</summary>
/// <param name="Field">Where, such as <c>items[3].value</c>; empty where it is about the whole.</param>
/// <param name="Malformed">It is no JSON at all.</param>
public sealed record MessageFault(string Field, LocalizedText Sentence, bool Malformed = false);

/// <summary>A message that could be read, or what is wrong with it.</summary>
public readonly record struct Read<T>(T? Message, MessageFault? Fault)
    where T : class
{
    public static implicit operator Read<T>(T message) => new(message, null);

    public static implicit operator Read<T>(MessageFault fault) => new(null, fault);
}

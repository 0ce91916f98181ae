using NodaTime;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>One measured value (观测值).</summary>
/// <param name="Series">The device's point, by the number of its series.</param>
/// <param name="At">By the device's own time: where a late value belongs.</param>
/// <param name="Value">Unrounded, in the point's unit.</param>
public readonly record struct Observation(int Series, Instant At, double Value, DataFlag Flag);

/// <summary>What one message of a device brings: it is kept whole or not at all.</summary>
/// <param name="ReceivedAt">When it arrived: the device was heard then.</param>
/// <param name="Skew">By how much the device's clock is ahead of ours, where the message says when it was sent.</param>
public sealed record DeviceMessage(Guid Device, Instant ReceivedAt, Duration? Skew, ReadOnlyMemory<Observation> Observations);

/// <summary>How many of the values were new; the others were known before and changed nothing.</summary>
public readonly record struct Written(int New, int Known);

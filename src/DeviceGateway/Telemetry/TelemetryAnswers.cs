using NodaTime;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>The newest value of a point.</summary>
public sealed record LatestValue(string Point, Instant At, double Value, DataFlag Flag);

/// <summary>A value as it came.</summary>
public sealed record KeptValue(Instant At, double Value, DataFlag Flag);

/// <summary>
/// What the values between <paramref name="At"/> and the next bucket come to (时段统计). Minimum, maximum, average, first and
/// last are of the values flagged normal, and null where there is none.
/// </summary>
/// <param name="At">Its start; days begin at midnight of the district.</param>
/// <param name="Size">Its length; longer than asked for where only longer ones are kept of that time.</param>
/// <param name="Count">All values.</param>
/// <param name="Normal">Those flagged normal.</param>
/// <param name="Flags">The letters of the flags that are among them, such as <c>ND</c>.</param>
/// <param name="Gap">Values are missing: there are fewer than the point usually sends in that time.</param>
public sealed record TelemetryBucket(
    Instant At, BucketSize Size, long Count, long Normal, double? Min, double? Max, double? Average, double? First, double? Last,
    string Flags, bool Gap);

/// <summary>How long a bucket is.</summary>
public enum BucketSize
{
    Minute = (byte)'m',
    Hour = (byte)'h',
    Day = (byte)'d',
}

/// <summary>What is known of a series before it is asked in detail.</summary>
/// <param name="First">The oldest moment that anything is kept of.</param>
/// <param name="Last">The newest.</param>
/// <param name="Every">How far its values usually are apart; null while there are fewer than two.</param>
public sealed record SeriesSpan(Instant First, Instant Last, Duration? Every);

using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>A stretch of buckets in order of time, gaps among them, and where the next stretch begins.</summary>
public sealed record BucketPage(IReadOnlyList<TelemetryBucket> Items, Instant? Next)
{
    /// <summary>
    /// The buckets that begin from <paramref name="from"/> (or hold it) on and before <paramref name="to"/>, as many places of time as
    /// <paramref name="limit"/> says. Empty ones stand there only as gaps: where the point usually sends at least once in
    /// that time, after its first value, and before <paramref name="now"/>.
    /// </summary>
    public static async Task<BucketPage> Of(
        TelemetryQuery query, Guid device, string point, SeriesSpan span, BucketSize size, Instant from, Instant to, Instant now,
        int limit, CancellationToken stop)
    {
        var length = Length(size);
        var begin = Start(size, Instant.Max(from, span.First));
        // Past the newest value there are gaps up to now, and nothing after that.
        var end = Instant.Min(to, Instant.Max(now, span.Last + Duration.Epsilon));
        var before = Instant.Min(begin + (length * limit), Start(size, end - Duration.Epsilon) + length);
        if (begin >= to || begin >= before) return new([], null);
        var known = await query.Buckets(device, point, size, begin, before, stop);
        var items = new List<TelemetryBucket>();
        var next = begin;
        foreach (var bucket in known)
        {
            AddGaps(items, span, size, next, bucket.At, now);
            items.Add(bucket with { Gap = Expected(span, bucket.At, Length(bucket.Size), now) > bucket.Count });
            next = bucket.At + Length(bucket.Size);
        }
        AddGaps(items, span, size, next, before, now);
        return new(items, before < end ? before : null);
    }

    public static Duration Length(BucketSize size) => size switch
    {
        BucketSize.Minute => Duration.FromMinutes(1),
        BucketSize.Hour => Duration.FromHours(1),
        BucketSize.Day => Duration.FromDays(1),
    };

    private static void AddGaps(
        List<TelemetryBucket> items, SeriesSpan span, BucketSize size, Instant from, Instant before, Instant now)
    {
        for (var at = from; at < before; at += Length(size))
            if (Expected(span, at, Length(size), now) > 0) items.Add(new(at, size, 0, 0, null, null, null, null, null, "", true));
    }

    /// <summary>How many values a bucket should have; none where that is not known: not over yet, or the first one.</summary>
    private static long Expected(SeriesSpan span, Instant at, Duration length, Instant now) =>
        span.Every is { } every && at > span.First && at + length <= now ? (long)(length / every) : 0;

    /// <summary>The start of the bucket that a moment lies in, by the district's calendar.</summary>
    private static Instant Start(BucketSize size, Instant at)
    {
        var local = at + Offset;
        var ticks = local.ToUnixTimeTicks();
        var length = Length(size).BclCompatibleTicks;
        return Instant.FromUnixTimeTicks(ticks - (((ticks % length) + length) % length)) - Offset;
    }

    /// <summary>Beijing's, the same at every moment that values are kept of.</summary>
    private static Duration Offset { get; } =
        Duration.FromTicks(WorkingCalendar.Zone.GetUtcOffset(AcceptedValues.Earliest).Ticks);
}

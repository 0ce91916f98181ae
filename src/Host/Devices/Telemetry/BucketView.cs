using NodaTime;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Host.Problems;

namespace SmartCity.Host.Devices.Telemetry;

/// <summary>A bucket as it is answered.</summary>
/// <param name="Length"><c>PT1M</c>, <c>PT1H</c> or <c>P1D</c>; longer than asked for where only those are kept.</param>
/// <param name="Min">Like maximum, average, first and last: of the values flagged normal.</param>
/// <param name="Gap">Values are missing.</param>
internal sealed record BucketView(
    Instant At, string Length, long Count, long Normal, double? Min, double? Max, double? Average, double? First, double? Last,
    string Flags, bool Gap)
{
    public static BucketView Of(TelemetryBucket b) =>
        new(b.At, Name(b.Size), b.Count, b.Normal, b.Min, b.Max, b.Average, b.First, b.Last, b.Flags, b.Gap);

    /// <summary>The size of a name; null where none is given, 400 where it is none.</summary>
    public static BucketSize? Parse(string? name)
    {
        if (string.IsNullOrEmpty(name)) return null;
        foreach (var size in Enum.GetValues<BucketSize>())
            if (Name(size) == name) return size;
        throw new RequestRefused(
            400, "telemetry.bad-bucket", "bucket 必须是 PT1M、PT1H 或 P1D。", "bucket must be PT1M, PT1H or P1D.");
    }

    private static string Name(BucketSize size) => size switch
    {
        BucketSize.Minute => "PT1M",
        BucketSize.Hour => "PT1H",
        BucketSize.Day => "P1D",
    };
}

using System.Text.RegularExpressions;
using NodaTime;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>What can be kept at all, whatever the protocol; each door refuses the rest with its reason.</summary>
public static partial class AcceptedValues
{
    /// <summary>The first moment that values are kept for.</summary>
    public static Instant Earliest { get; } = Instant.FromUtc(2000, 1, 1, 0, 0);

    /// <summary>The moment from which on no value is kept, whatever the clock says.</summary>
    internal static Instant End { get; } = Instant.FromUtc(2100, 1, 1, 0, 0);

    /// <summary>How far ahead of ours a device's clock may be.</summary>
    public static Duration MostAhead { get; } = Duration.FromDays(1);

    /// <summary>Whether a value may be of this moment.</summary>
    public static bool Time(Instant at, Instant now) => at >= Earliest && at < End && at <= now + MostAhead;

    /// <summary>Whether it is a number that sums of a month can be made of: finite, and within 10¹⁵ of nought.</summary>
    public static bool Value(double value) => Math.Abs(value) <= 1e15;

    /// <summary>1 to 64 of letters, digits, dot, underscore and hyphen.</summary>
    public static bool Point(ReadOnlySpan<char> name) => PointName().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PointName();
}

using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>Times of stations: China's local ones, <c>YYYYMMDDhhmmss</c> or, in QN, with <c>zzz</c> milliseconds.</summary>
internal static class StationTime
{
    /// <summary>China has known no other offset since 1991.</summary>
    private static readonly Offset China = Offset.FromHours(8);

    private static readonly LocalDateTimePattern Seconds = LocalDateTimePattern.CreateWithInvariantCulture("yyyyMMddHHmmss");

    /// <summary>Values from before it, or from more than a day ahead, are not taken.</summary>
    public static readonly Instant Earliest = Instant.FromUtc(2000, 1, 1, 0, 0);

    /// <param name="text">14 digits; more are taken where the first 14 are a time, and only 17 count as milliseconds.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out Instant instant)
    {
        instant = default;
        if (text.Length < 14 || Digits.Read(text[..8]) < 0 || Digits.Read(text[8..14]) < 0) return false;
        int year = Digits.Read(text[..4]), month = Digits.Read(text[4..6]), day = Digits.Read(text[6..8]);
        int hour = Digits.Read(text[8..10]), minute = Digits.Read(text[10..12]), second = Digits.Read(text[12..14]);
        if (year < 1900 || month is < 1 or > 12 || hour > 23 || minute > 59 || second > 59) return false;
        if (day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return false;
        var milliseconds = text.Length == 17 ? Digits.Read(text[14..]) : 0;
        if (milliseconds < 0) return false;
        instant = new LocalDateTime(year, month, day, hour, minute, second).PlusMilliseconds(milliseconds)
            .WithOffset(China).ToInstant();
        return true;
    }

    public static string Write(Instant instant) => Seconds.Format(instant.WithOffset(China).LocalDateTime);

    /// <summary>The number of an exchange.</summary>
    public static string WriteQn(Instant instant) =>
        Write(instant) + instant.WithOffset(China).Millisecond.ToString("D3", CultureInfo.InvariantCulture);
}

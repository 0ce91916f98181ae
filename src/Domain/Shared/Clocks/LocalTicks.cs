using NodaTime;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>
/// Local time as plain numbers: ticks and days since 1970-01-01 00:00 at UTC+8, which is Asia/Shanghai at every moment
/// since 1991 (no daylight saving time).
/// </summary>
internal static class LocalTicks
{
    private const long Offset = 8 * NodaConstants.TicksPerHour;
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    public static long Of(Instant at) => at.ToUnixTimeTicks() + Offset;

    public static Instant ToInstant(long ticks) => Instant.FromUnixTimeTicks(ticks - Offset);

    public static long DayOf(long ticks) => Split(ticks, NodaConstants.TicksPerDay).Whole;

    public static long DayOf(LocalDate date) => Period.DaysBetween(Epoch, date);

    public static LocalDate ToDate(long day) => Epoch.PlusDays((int)day);

    /// <summary>The first moment of a day.</summary>
    public static Instant StartOf(long day) => ToInstant(day * NodaConstants.TicksPerDay);

    /// <summary>The last whole second of a day.</summary>
    public static Instant EndOf(long day) =>
        ToInstant((day + 1) * NodaConstants.TicksPerDay - NodaConstants.TicksPerSecond);

    /// <summary>Division that rounds down, and what is left over (0 or more).</summary>
    public static (long Whole, long Left) Split(long value, long divisor)
    {
        var left = value % divisor;
        if (left < 0) left += divisor;
        return ((value - left) / divisor, left);
    }
}

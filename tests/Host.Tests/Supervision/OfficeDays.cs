namespace SmartCity.Host.Tests.Supervision;

/// <summary>
/// Working days of years without a published calendar, counted hour by hour: Monday to Friday, 9:00 to 12:00 and 13:30 to
/// 17:30 in Beijing, seven hours a day.
/// </summary>
internal static class OfficeDays
{
    private static readonly (double From, double To)[] Open = [(9, 12), (13.5, 17.5)];

    public static double Between(DateTimeOffset start, DateTimeOffset end)
    {
        var (from, to) = (start.ToOffset(TimeSpan.FromHours(8)).DateTime, end.ToOffset(TimeSpan.FromHours(8)).DateTime);
        var hours = 0d;
        for (var day = from.Date; day <= to.Date; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) continue;
            var (first, last) = (Math.Max(0, (from - day).TotalHours), Math.Min(24, (to - day).TotalHours));
            hours += Open.Sum(span => Math.Max(0, Math.Min(last, span.To) - Math.Max(first, span.From)));
        }
        return hours / 7;
    }
}

using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Tests.Time;

/// <summary>A host whose time passes as a test wants it.</summary>
public sealed class TimeHost : HostFixture
{
    public WorkingCalendar Calendar => Host.Service<PublishedCalendar>().Current;

    public Instant Now => Host.Service<IClock>().GetCurrentInstant();

    /// <summary>Lets time pass, and all that becomes due happen.</summary>
    public async Task Pass(string period)
    {
        await District.Advance(period);
        await Settle(TimeSpan.FromSeconds(60));
    }

    /// <summary>Goes past the end of the last of so many working days, counted one by one.</summary>
    public async Task PassWorkingDays(int days)
    {
        var today = Now.InZone(WorkingCalendar.Zone).Date;
        var day = today;
        for (var left = days; left > 0;)
            if (Calendar.IsWorkingDay(day = day.PlusDays(1))) left--;
        await Pass($"P{Period.DaysBetween(today, day) + 1}D");
    }

    /// <summary>Waits until nothing is due any more.</summary>
    public async Task Settle(TimeSpan most)
    {
        var end = DateTime.UtcNow + most;
        while (await Due() > 0)
        {
            DateTime.UtcNow.ShouldBeLessThan(end, $"{await Due()} deadlines are still due");
            await Task.Delay(50);
        }
    }

    private Task<long> Due() =>
        Host.Sql.Value<long>($"select count(*) from read.deadlines where due_at <= '{InstantPattern.ExtendedIso.Format(Now)}'");
}

using JasperFx.Events;
using Marten;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Projections.Shared.Following;

/// <summary>The working calendar as it was published at each moment.</summary>
public sealed class CalendarHistory
{
    private readonly List<(Instant From, WorkingCalendar Calendar)> _published = [];
    private readonly Dictionary<int, CalendarYear> _years = [];
    private long _version;

    /// <summary>Reads what was published so far.</summary>
    public static async Task<CalendarHistory> Read(IQuerySession session, CancellationToken stop)
    {
        var history = new CalendarHistory();
        history.Follow(await session.Events.FetchStreamAsync(StreamIds.Calendar, token: stop));
        return history;
    }

    /// <summary>Takes over what the events publish; what it knows already changes nothing.</summary>
    public void Follow(IEnumerable<IEvent> events)
    {
        foreach (var e in events)
            if (e.Data is CalendarYearsPublished published && e.Version > _version)
            {
                foreach (var year in published.Years) _years[year.Year] = year;
                _published.Add((Instant.FromDateTimeOffset(e.Timestamp), WorkingCalendar.Of(published.Version, _years.Values)));
                _version = e.Version;
            }
    }

    /// <summary>The calendar of that name, as decisions keep it; the first one where it is not known.</summary>
    public WorkingCalendar Named(string version) =>
        _published.Find(published => published.Calendar.Version == version).Calendar ?? At(Instant.MinValue);

    /// <summary>The calendar in force at a moment; before the first publication the first one.</summary>
    public WorkingCalendar At(Instant moment)
    {
        for (var i = _published.Count - 1; i > 0; i--)
            if (_published[i].From <= moment) return _published[i].Calendar;
        return _published.Count > 0 ? _published[0].Calendar : WorkingCalendar.Of("calendar.v0", []);
    }
}

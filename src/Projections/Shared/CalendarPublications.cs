using JasperFx.Events;
using Marten;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Projections.Shared;

/// <summary>The calendar's own stream: what was published when, and the calendar that adds up to.</summary>
public sealed class CalendarPublications(IDocumentStore store, PublishedCalendar published, IClock clock)
{
    private long _followed;

    /// <summary>Makes the calendar in force the one that this node decides with.</summary>
    /// <returns>How often years were published so far.</returns>
    public async Task<int> Refresh(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(StreamIds.Calendar, token: stop);
        if (events.Count > 0) published.Current = Fold(events);
        return events.Count;
    }

    /// <summary>Takes over what another node published since.</summary>
    public async Task Follow(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var state = await session.Events.FetchStreamStateAsync(StreamIds.Calendar, stop);
        if (state is not null && state.Version != _followed) _followed = await Refresh(stop);
    }

    /// <summary>Publishes the first years of an empty system.</summary>
    public async Task Begin(IReadOnlyList<CalendarYear> years, CancellationToken stop)
    {
        if (await Refresh(stop) > 0) return;
        await using var session = store.LightweightSession();
        session.SignAs(Actor.System, "begin-calendar", clock.GetCurrentInstant());
        session.Events.StartStream(StreamIds.Calendar, new CalendarYearsPublished(CalendarDecider.VersionAfter(0), years));
        await session.SaveChangesAsync(stop);
        await Refresh(stop);
    }

    /// <summary>Decides on the state as it is now and appends; somebody else's publication in between makes it fail.</summary>
    public async Task<Decision> Publish(CalendarYear year, Actor actor, Func<IDocumentSession, Task> alongside, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        var stream = await session.Events.FetchStreamAsync(StreamIds.Calendar, token: stop);
        var decision = CalendarDecider.Publish(Fold(stream), stream.Count, year);
        if (decision.Events.Count == 0) return decision;
        session.SignAs(actor, "publish-calendar-year", clock.GetCurrentInstant());
        session.Events.Append(StreamIds.Calendar, stream.Count + decision.Events.Count, decision.Events);
        await alongside(session);
        await session.SaveChangesAsync(stop);
        await Refresh(stop);
        return decision;
    }

    private static WorkingCalendar Fold(IReadOnlyList<IEvent> events)
    {
        var years = new Dictionary<int, CalendarYear>();
        var version = "calendar.v0";
        foreach (var e in events.Select(e => e.Data).OfType<CalendarYearsPublished>())
        {
            version = e.Version;
            foreach (var year in e.Years) years[year.Year] = year;
        }
        return WorkingCalendar.Of(version, years.Values);
    }
}

using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.Shared;
using Wolverine.Marten;

namespace SmartCity.Host.Catalogue;

internal sealed record CalendarYearBody(IReadOnlyList<LocalDate> OffDays, IReadOnlyList<LocalDate> MakeUpWorkdays, string Source);

/// <summary>A year of the calendar as clients see it.</summary>
internal sealed record CalendarYearView(
    int Year, bool Published, string Version, IEnumerable<LocalDate> OffDays, IEnumerable<LocalDate> MakeUpWorkdays, string Source)
{
    public static CalendarYearView Of(CalendarYear year, string version) =>
        new(year.Year, year.Published, version, year.OffDays.Order(), year.MakeUpWorkdays.Order(), year.Source);
}

/// <summary>The calendar of working days: what is published, and the publication of a year.</summary>
internal static class CalendarEndpoints
{
    public static void MapCalendars(this IEndpointRouteBuilder api)
    {
        var calendars = api.MapGroup("/calendars").WithTags("Catalogue");
        calendars.MapGet("/{year:int}", Find).RequireAuthorization(Rights.ReadCatalogue).WithSummary("One year of the calendar");
        calendars.MapPost("/{year:int}", Publish).RequireAuthorization(Rights.Administer)
            .WithSummary("Publish a year, or correct a published one; every open clock is recomputed");
    }

    private static IResult Find(int year, PublishedCalendar calendar) =>
        calendar.Current.Years.FirstOrDefault(y => y.Year == year) is { } found
            ? Results.Ok(CalendarYearView.Of(found, calendar.Current.Version))
            : Problem.OfStatus(404).ToResult();

    private static async Task<IResult> Publish(
        int year, CalendarYearBody body, HttpContext http, CalendarPublications stream, PublishedCalendar calendar, IMartenOutbox outbox,
        CancellationToken stop)
    {
        var published = new CalendarYear(year, true, [.. body.OffDays], [.. body.MakeUpWorkdays], body.Source);
        var decision = await stream.Publish(published, http.Actor(), async session =>
        {
            // The order to recompute goes out with the publication, in its transaction, and survives a crash.
            outbox.Enroll(session);
            await outbox.PublishAsync(new RecomputeOpenClocks());
        }, stop);
        if (decision.Refusal is { } refusal) return refusal.ToProblem();
        return Results.Ok(CalendarYearView.Of(calendar.Current.Years.First(y => y.Year == year), calendar.Current.Version));
    }
}

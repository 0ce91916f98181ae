using NodaTime;
using SmartCity.Domain.Plans;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Plans;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Plans;

/// <summary>The plan's initiatives over HTTP: the list, and one of them, now or as they were.</summary>
internal static class InitiativeEndpoints
{
    public static void MapInitiatives(this IEndpointRouteBuilder api)
    {
        var initiatives = api.MapGroup("/plan/initiatives").WithTags("Plan");
        initiatives.MapGet("", List).RequireAuthorization(Rights.ReadMatters).Produces<InitiativePage>()
            .WithSummary("The initiatives in the order of the plan; unit is a leading one, deadline a year, month or day");
        initiatives.MapGet("/{number}", Find).RequireAuthorization(Rights.ReadMatters).Produces<InitiativeDetails>()
            .WithSummary("One initiative; an item of several parts, such as 49, gives its parts as items");
        initiatives.MapInitiativeCommands();
    }

    private static async Task<InitiativePage> List(
        Snapshots snapshots, string? unit, string? state, string? light, string? deadline, string? area, string? asOf, int? limit,
        string? cursor, IClock clock, CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        var after = Paging.Place(cursor, text => int.TryParse(text, out var place) ? new Place(place) : null)?.Position ?? 0;
        var (at, rows) = await snapshots.Read(Past("asOf", asOf, clock), async snapshot =>
            (snapshot.At, await InitiativeList.Read(snapshot, stop)), stop);
        var found = rows.Where(row =>
            (unit is null || row.LeadUnits.Contains(unit) || row.Lead.Any(party => party.Name == unit))
            && (state is null || row.State == state) && (light is null || row.Light(at) == light)
            && (area is null || row.Area == area)
            && (deadline is null || Text(row.Deadline).StartsWith(deadline, StringComparison.Ordinal))).ToList();
        var page = Paging.Of(
            [.. found.Where(row => row.Position > after).Take(size + 1)], size, row => InitiativeView.Of(row, at),
            row => Text(row.Position));
        return new(at, found.Count, page.Items, page.NextCursor);
    }

    private sealed record Place(int Position);

    private static async Task<IResult> Find(
        string number, string? asOf, HttpContext http, PlanBook book, MatterReader reader, IClock clock, CancellationToken stop)
    {
        var moment = Past("asOf", asOf, clock);
        var at = moment ?? clock.GetCurrentInstant();
        var details = new List<InitiativeDetails>();
        foreach (var row in book.Rows(number))
            if (await reader.Find(book.IdOf(row.Number), null, moment, stop) is Initiative initiative)
                details.Add(InitiativeDetails.Of(initiative, at));
        if (details.Count == 0) return new InitiativeNotFound().ToProblem();
        if (details is not [var one] || one.Number != number)
            return Results.Ok(new InitiativeAnswer(number, at, details));
        http.Response.Headers.ETag = CommandHeaders.ETag(one.Version);
        return Results.Ok(one);
    }

    /// <summary>A moment that is past; 400 for one that is not.</summary>
    internal static Instant? Past(string field, string? text, IClock clock) =>
        QueryTimes.Moment(field, text) is not { } moment ? null
        : moment <= clock.GetCurrentInstant() ? moment
        : throw new RequestRefused(400, "request.bad-time", $"{field} 不能在未来。", $"{field} must not lie in the future.");

    private static string Text(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);

    private static string Text(int position) => position.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

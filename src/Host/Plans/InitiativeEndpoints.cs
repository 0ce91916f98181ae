using System.Text.RegularExpressions;
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
internal static partial class InitiativeEndpoints
{
    private static readonly string[] Lights = ["green", "yellow", "red"];

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
        Snapshots snapshots, PlanBook book, string? unit, string? state, string? light, string? deadline, string? area,
        string? asOf, int? limit, string? cursor, IClock clock, CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        state = QueryWords.OneOf("state", state, InitiativeStates.All);
        light = QueryWords.OneOf("light", light, Lights);
        area = QueryWords.OneOf("area", area, book.Plan?.Areas.Select(known => known.Code) ?? []);
        if (deadline is not null && !Beginning().IsMatch(deadline)) throw QueryWords.Unknown("deadline");
        var after = Paging.Place(cursor, text => int.TryParse(text, out var place) ? new Place(place) : null)?.Position ?? 0;
        var (at, rows) = await snapshots.Read(QueryTimes.AsOf(asOf, clock), async snapshot =>
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

    /// <summary>A year, a month or a day.</summary>
    [GeneratedRegex("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    private static async Task<IResult> Find(
        string number, string? asOf, HttpContext http, PlanBook book, MatterReader reader, IClock clock, CancellationToken stop)
    {
        var moment = QueryTimes.AsOf(asOf, clock);
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

    private static string Text(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);

    private static string Text(int position) => position.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

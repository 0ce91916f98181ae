using NodaTime;
using SmartCity.Application.GridCases.Patrols;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases.Patrols;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases;
using SmartCity.Projections.GridCases.Patrols;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.GridCases.Patrols;

/// <summary>Shifts of grid members over HTTP, and how much of their cells they walked.</summary>
internal static class PatrolEndpoints
{
    private const string NumberPrefix = "DX-PS";

    public static void MapPatrols(this IEndpointRouteBuilder api)
    {
        var shifts = api.MapGroup("/patrols/shifts").WithTags("Patrols");
        shifts.MapGet("", List).RequireAuthorization(Rights.ReadMatters).WithSummary("Shifts, newest first").Produces<Page<ShiftView>>();
        shifts.MapPost("", Plan).RequireAuthorization(Rights.PlanPatrols)
            .WithSummary("Plan a shift").Accepts<PlanShiftBody>("application/json").Produces<OpenedAnswer>(201);
        shifts.MapGet("/{id:guid}", Find).RequireAuthorization(Rights.ReadMatters).WithSummary("One shift").Produces<ShiftView>();
        shifts.MapPost("/{id:guid}/start", Start).RequireAuthorization(Rights.WalkPatrols).WithSummary("Go out").Produces<MatterAnswer>();
        shifts.MapPost("/{id:guid}/tasks/{task}/done", Done).RequireAuthorization(Rights.WalkPatrols)
            .WithSummary("Report a task done").Accepts<TaskDoneBody>("application/json").Produces<MatterAnswer>();
        shifts.MapPost("/{id:guid}/end", End).RequireAuthorization(Rights.WalkPatrols).WithSummary("Come back").Produces<MatterAnswer>();
        shifts.MapTracks();
        api.MapGet("/patrols/coverage", Coverage).RequireAuthorization(Rights.ReadMatters).WithTags("Patrols")
            .WithSummary("Visited cells of planned cells, by day and town");
    }

    private static async Task<Page<ShiftView>> List(
        HttpContext http, PatrolShifts shifts, string? town, string? member, string? from, string? to, int? limit, string? cursor,
        CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        var before = Paging.Place(cursor, text => Guid.TryParse(text, out var id) ? new Place(id) : null);
        var filter = new ShiftFilter(
            OnlyTown(http.Actor()), town, member, QueryTimes.Moment("from", from), QueryTimes.Moment("to", to));
        return Paging.Of(
            await shifts.Page(filter, before?.Id, size + 1, stop), size, ShiftView.Of, shift => shift.Shift.Id.ToString());
    }

    private sealed record Place(Guid Id);

    private static async Task<IResult> Find(
        Guid id, HttpContext http, MatterReader reader, PatrolTracks tracks, CancellationToken stop)
    {
        if (await Visible(id, http, reader, stop) is not { } shift) return new ShiftNotFound().ToProblem();
        http.Response.Headers.ETag = CommandHeaders.ETag(shift.Version);
        return Results.Ok(ShiftDetails.Of(shift, await tracks.Cells(id, stop)));
    }

    private static async Task<IResult> Plan(
        HttpContext http, CommandDesk desk, AccountBook accounts, GridMap map, PatrolShifts shifts, PlanningTurns turns, IClock clock)
    {
        var id = Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
        IReadOnlyList<ShiftSpan> others = [];
        await using var turn = turns.New();
        return await desk.Run<PlanShiftBody>(
            http, "plan-shift", id, (body, _, matter, context, number) =>
            {
                if (accounts.Person(body.Member)?.Actor is not { } member || !member.Has(Roles.GridMember)
                    || (body.Town ?? member.Unit) != member.Unit)
                    return PatrolMemberUnknown.Of(body.Member);
                return PatrolHandlers.Handle(
                    new PlanShift(
                        id, number, member.Id, member.Name, member.Unit, body.Cells, body.From, body.To,
                        [.. (body.Tasks ?? []).Select(task => new PlannedPatrolTask(task.Code, task.Text, task.Cell))],
                        map.CellsOf(member.Unit).Select(cell => cell.Code).ToHashSet(), others),
                    matter, context);
            },
            OpenedAnswer.Of, NumberPrefix,
            check: async body =>
            {
                if (accounts.Person(body.Member)?.Actor is not { } member || body.From >= body.To) return null;
                await turn.Take(member.Id, http.RequestAborted);
                others = await shifts.Of(member.Id, body.From, body.To, http.RequestAborted);
                return null;
            });
    }

    private static Task<IResult> Start(Guid id, HttpContext http, CommandDesk desk) =>
        desk.Run(http, "start-shift", id, (headers, matter, context) =>
            PatrolHandlers.Handle(new StartShift(id), headers.Version, matter, context), MatterAnswer.Of);

    private static Task<IResult> Done(Guid id, string task, HttpContext http, CommandDesk desk, AttachmentShelf shelf) =>
        desk.Run<TaskDoneBody>(http, "report-patrol-task", id, (body, headers, matter, context, _) =>
            PatrolHandlers.Handle(new ReportTaskDone(id, task, body.Report ?? "", body.Photos ?? []), headers.Version, matter, context),
            MatterAnswer.Of,
            check: body => CasePhotos.Check("patrol", shelf, http, ("photos", body.Photos)));

    private static async Task<IResult> End(Guid id, HttpContext http, CommandDesk desk, PatrolTracks tracks)
    {
        var visited = await tracks.Cells(id, http.RequestAborted);
        return await desk.Run(http, "end-shift", id, (headers, matter, context) =>
            PatrolHandlers.Handle(new EndShift(id, visited), headers.Version, matter, context), MatterAnswer.Of);
    }

    /// <summary>The last seven days, today included, unless others are asked for.</summary>
    private static async Task<IResult> Coverage(
        HttpContext http, PatrolShifts shifts, IClock clock, string? town, string? from, string? to, CancellationToken stop)
    {
        var zone = Domain.Shared.Clocks.WorkingCalendar.Zone;
        var last = QueryTimes.Day("to", to) ?? clock.GetCurrentInstant().InZone(zone).Date;
        var first = QueryTimes.Day("from", from) ?? last.PlusDays(-6);
        if (OnlyTown(http.Actor()) is { } own)
        {
            if (town is not null && town != own) return Results.Ok(new { from = first, to = last, items = Array.Empty<TownCoverage>() });
            town = own;
        }
        var items = await shifts.Coverage(
            town, zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(last.PlusDays(1)).ToInstant(), stop);
        return Results.Ok(new { from = first, to = last, items });
    }

    /// <summary>The shift, for its town, the centre, and those who watch over all.</summary>
    internal static async Task<PatrolShift?> Visible(Guid id, HttpContext http, MatterReader reader, CancellationToken stop) =>
        await reader.Find(id, null, null, stop) is PatrolShift shift && (OnlyTown(http.Actor()) is not { } own || own == shift.Unit)
            ? shift
            : null;

    /// <summary>The only town whose patrols the actor sees; null for who sees all.</summary>
    private static string? OnlyTown(Actor actor) =>
        Sight.SeesAll(actor) || actor.Has(Roles.Dispatcher) || actor.Has(Roles.DutyOfficer) ? null : actor.Unit;
}

using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Shared;

/// <summary>Why somebody does what they do.</summary>
internal sealed record ReasonBody(string Reason);

internal sealed record ReopenBody(string Reason);

internal sealed record RateBody(int Level, string? Comment = null);

internal sealed record MigrateBody(int ToVersion, IReadOnlyDictionary<string, string>? Elements = null);

/// <summary>Matters of every kind: lists, one matter now or as it was, its timeline, its diagram, its migration.</summary>
internal static class MatterEndpoints
{
    public static void MapMatters(this IEndpointRouteBuilder api)
    {
        var matters = api.MapGroup("/matters").WithTags("Matters").RequireAuthorization(Rights.ReadMatters);
        matters.MapGet("", List).Produces<Page<MatterLine>>().Produces<AsOfMaking>(202)
            .WithSummary("Matters, newest first: now, or as of a moment");
        matters.MapGet("/{id:guid}", Find).WithSummary("One matter: now, at a version, or as it was known at a moment")
            .Produces<MatterView>();
        matters.MapGet("/{id:guid}/timeline", Timeline).WithSummary("Every event of the matter in order");
        matters.MapGet("/{id:guid}/diagram", Diagram).WithSummary("The matter's process as BPMN 2.0 XML");
        matters.MapPost("/{id:guid}/tasks/{task:guid}/reopen", Reopen)
            .WithSummary("Take a completion back before anybody acted on what followed")
            .Accepts<ReopenBody>("application/json").Produces<MatterAnswer>().RequireAuthorization(Rights.WorkOnTasks);
        matters.MapPost("/{id:guid}/rating", Rate).WithSummary("The rating by the person it was done for")
            .Accepts<RateBody>("application/json").Produces<MatterAnswer>().RequireAuthorization(Rights.ActForApplicant);
        matters.MapPost("/{id:guid}/migrate", Migrate).WithSummary("Move a running matter to another version of its process")
            .Accepts<MigrateBody>("application/json").RequireAuthorization(Rights.Administer);
    }

    private static async Task<IResult> List(
        HttpContext http, MatterList list, AsOfPlaces past, IClock clock, string? kind, string? stage, string? unit, bool? overdue, string? q,
        string? asOf, int? limit, string? cursor, CancellationToken stop)
    {
        var actor = http.Actor();
        var size = Paging.Limit(limit);
        var before = MomentCursor.Place(cursor, (at, id) => new MatterPlace(at, id));
        var (place, making) = await past.Of(http, asOf, clock, stop);
        if (making is not null) return making;
        var filter = new MatterFilter(Sight.SeesAll(actor) ? null : actor.Unit, kind, stage, unit, overdue, q);
        var rows = await list.Page(filter, before, size + 1, place.At, stop, place.Schema);
        return Results.Ok(Paging.Of(rows, size, row => MatterLine.Of(row, place.At), row => MomentCursor.Text(row.OpenedAt, row.Id)));
    }

    private static async Task<IResult> Find(
        Guid id, HttpContext http, MatterDesk desk, PublishedCalendar calendar, ProcessRegistry processes, MatterWords words,
        IClock clock, string? asOf, long? version, CancellationToken stop)
    {
        var moment = Moment(asOf);
        if (version is < 1) throw new RequestRefused(400, "request.bad-version", "version 必须大于 0。", "version must be above 0.");
        if (await desk.Read(http, id, version, moment, stop) is not { } read) return new MatterNotFound().ToProblem();
        http.Response.Headers.ETag = CommandHeaders.ETag(read.Matter.Version);
        return Results.Ok(MatterView.Of(
            read.Matter, read.Facts, moment ?? clock.GetCurrentInstant(), calendar.Current, processes, words));
    }

    private static async Task<IResult> Timeline(Guid id, HttpContext http, MatterDesk desk, CancellationToken stop) =>
        await desk.Timeline(http.Actor(), id, stop) is { } items ? Results.Ok(new { items }) : new MatterNotFound().ToProblem();

    private static async Task<IResult> Diagram(
        Guid id, HttpContext http, MatterDesk desk, ProcessRegistry processes, CancellationToken stop) =>
        await desk.Visible(http.Actor(), id, stop) is { Process: { } process }
            ? Results.Text(processes.Find(process.Key)!.Xml, "application/xml")
            : new MatterNotFound().ToProblem();

    private static Task<IResult> Migrate(Guid id, HttpContext http, CommandDesk desk, IWorkflowEngine engine) =>
        desk.Run<MigrateBody>(http, "migrate-matter", id, (body, headers, matter, context, _) =>
            MigrateMatterHandler.Handle(
                new(id, body.ToVersion, body.Elements ?? new Dictionary<string, string>(), headers.Version), matter, context, engine),
            matter => JsonAnswer.Of(200, new { matter.Id, matter.Version, Process = matter.Process!.Key.ToString() }, matter.Version));

    private static Task<IResult> Reopen(Guid id, Guid task, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<ReopenBody>(http, "reopen-task", id, (body, headers, matter, context, _) =>
            TaskHandlers.Handle(new ReopenTask(task, body.Reason, headers.Version), matter, context, progress), MatterAnswer.Of);

    private static Task<IResult> Rate(
        Guid id, HttpContext http, CommandDesk desk, MatterProgress progress, IEnumerable<IRatedKind> kinds) =>
        desk.Run<RateBody>(http, "rate-matter", id, (body, headers, matter, context, _) =>
            RateMatterHandler.Handle(new(id, body.Level, body.Comment, headers.Version), matter, context, progress, kinds), MatterAnswer.Of);

    private static Instant? Moment(string? asOf) =>
        asOf is null ? null
        : BeijingInstantJson.TryParse(asOf, out var at) ? at
        : throw new RequestRefused(400, "request.bad-time",
            "asOf 必须是带时区的 ISO 8601 时间。", "asOf must be an ISO 8601 time with offset, such as 2026-03-13T09:00:00+08:00.");
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Shared;

/// <summary>A task as clients see it; the outcome that moves the matter forward stands first.</summary>
internal sealed record TaskView(
    Guid Id, Guid MatterId, string MatterNumber, string MatterKind, LocalizedText MatterTitle, string Code, LocalizedText Name,
    string Stage, string Unit, string Role, string? Instance, string? ClaimedBy, Instant OpenedAt, Instant? DueAt, string Light,
    long Version, IReadOnlyList<OutcomeView> Outcomes)
{
    public static TaskView Of(TaskRow row, ProcessRegistry processes, MatterWords words, Instant now)
    {
        var task = processes.Task(new(row.Definition, row.ProcessVersion), row.Element)
            ?? throw new InvalidOperationException($"Task {row.Id} stands at '{row.Element}', which {row.Definition}.v{row.ProcessVersion} does not have.");
        return new(
            row.Id, row.MatterId, row.MatterNumber, row.MatterKind, new(row.TitleZh, row.TitleEn), row.Element, words.Task(row),
            row.Stage, row.Unit, row.Role, row.Instance, row.ClaimedBy, row.OpenedAt, row.DueAt,
            Lights.Of(row.DueAt, row.WarnAt, now), row.Version,
            [.. task.Outcomes.Select(o => new OutcomeView(o.Code, o.Name, JsonNode.Parse(o.FormSchema)))]);
    }
}

/// <summary>One way to complete a task, and the JSON Schema of the form that goes with it.</summary>
internal sealed record OutcomeView(string Code, LocalizedText Name, JsonNode? FormSchema);

/// <summary>The answer to an act on a task.</summary>
/// <param name="Version">The task's while it is open, then the matter's.</param>
internal sealed record TaskAnswer(
    Guid Id, Guid MatterId, string? ClaimedBy, string Stage, string Status, long Version, IReadOnlyList<OpenTask> OpenTasks);

/// <summary>The colours of the supervision lights (红黄绿灯).</summary>
internal static class Lights
{
    public static string Of(Instant? dueAt, Instant? warnAt, Instant now) =>
        now > dueAt ? "red" : now >= warnAt ? "yellow" : "green";
}

internal sealed record CompleteTaskBody(string Outcome, JsonElement? Form = null);

internal sealed record DelegateTaskBody(string To);

/// <summary>The task inbox and what is done with a task, for every kind of matter.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Tasks").RequireAuthorization(Rights.WorkOnTasks);
        var read = api.MapGroup("/tasks").WithTags("Tasks").RequireAuthorization(Rights.ReadTasks);
        read.MapGet("", List).Produces<Page<TaskView>>().Produces<AsOfMaking>(202)
            .WithSummary("Tasks that the caller may claim or has claimed, or all of a unit for those who see all; now or as of a moment, most urgent first");
        read.MapGet("/{id:guid}", Find).WithSummary("One open task").Produces<TaskView>();
        tasks.MapPost("/{id:guid}/claim", Claim).WithSummary("Take a task").Produces<TaskAnswer>();
        tasks.MapPost("/{id:guid}/release", Release).WithSummary("Give a task back to its unit").Produces<TaskAnswer>();
        tasks.MapPost("/{id:guid}/delegate", Delegate).WithSummary("Hand a task to a colleague")
            .Accepts<DelegateTaskBody>("application/json").Produces<TaskAnswer>();
        tasks.MapPost("/{id:guid}/complete", Complete).WithSummary("Complete a task with one of its outcomes")
            .Accepts<CompleteTaskBody>("application/json").Produces<TaskAnswer>();
    }

    private static async Task<IResult> List(
        HttpContext http, TaskInbox inbox, AsOfPlaces past, ProcessRegistry processes, MatterWords words, IClock clock, string? unit, string? asOf,
        int? limit, string? cursor, CancellationToken stop)
    {
        var actor = http.Actor();
        var size = Paging.Limit(limit);
        var after = Paging.Place(cursor, ParseCursor) ?? TaskCursor.Start;
        var all = Sight.SeesAll(actor) && unit is not null;
        if (unit is not null && unit != actor.Unit && !all) return Problem.NotAllowed.ToResult();
        var (place, making) = await past.Of(http, asOf, clock, stop);
        if (making is not null) return making;
        var rows = all
            ? await inbox.PageOfUnit(unit!, after, size + 1, stop, place.Schema)
            : await inbox.Page(actor.Unit, actor.Roles, actor.Id, after, size + 1, stop, place.Schema);
        return Results.Ok(Paging.Of(rows, size, row => TaskView.Of(row, processes, words, place.At), row => Cursor(TaskCursor.Of(row))));
    }

    private static async Task<IResult> Find(
        Guid id, HttpContext http, TaskInbox inbox, ProcessRegistry processes, MatterWords words, IClock clock, CancellationToken stop)
    {
        var actor = http.Actor();
        return await inbox.Find(id, stop) is { } row && (row.Unit == actor.Unit && actor.Has(row.Role) || actor.Has(Roles.Auditor))
            ? Results.Ok(TaskView.Of(row, processes, words, clock.GetCurrentInstant()))
            : new TaskNotFound().ToProblem();
    }

    private static Task<IResult> Claim(Guid id, HttpContext http, TaskDesk desk) =>
        desk.Run(http, "claim-task", id, (headers, matter, context) =>
            TaskHandlers.Handle(new ClaimTask(id, headers.Version), matter, context));

    private static Task<IResult> Release(Guid id, HttpContext http, TaskDesk desk) =>
        desk.Run(http, "release-task", id, (headers, matter, context) =>
            TaskHandlers.Handle(new ReleaseTask(id, headers.Version), matter, context));

    private static Task<IResult> Delegate(Guid id, HttpContext http, TaskDesk desk, AccountBook accounts) =>
        desk.Run<DelegateTaskBody>(http, "delegate-task", id, (body, headers, matter, context) =>
            accounts.Person(body.To) is { } to
                ? TaskHandlers.Handle(new DelegateTask(id, to.Actor, headers.Version), matter, context)
                : new TaskDelegateNotEntitled(body.To));

    private static Task<IResult> Complete(
        Guid id, HttpContext http, TaskDesk desk, MatterProgress progress, FormAttachments attachments) =>
        desk.Run<CompleteTaskBody>(http, "complete-task", id, (body, headers, matter, context) =>
            TaskHandlers.Handle(
                new CompleteTask(id, body.Outcome, body.Form ?? NoForm, headers.Version), matter, context, progress),
            body => attachments.Check(http.Actor(), id, body.Outcome, body.Form, http.RequestAborted));

    private static readonly JsonElement NoForm = JsonSerializer.SerializeToElement(new { });

    private static string Cursor(TaskCursor place) =>
        string.Create(CultureInfo.InvariantCulture, $"{place.DueAt.ToUnixTimeTicks()}|{place.Id:N}");

    private static TaskCursor? ParseCursor(string text) =>
        text.Split('|') is [var due, var id] && Guid.TryParseExact(id, "N", out var task)
            && long.TryParse(due, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ticks)
            && ticks >= Instant.MinValue.ToUnixTimeTicks() && ticks <= Instant.MaxValue.ToUnixTimeTicks()
            ? new(ticks == Instant.MaxValue.ToUnixTimeTicks() ? Instant.MaxValue : Instant.FromUnixTimeTicks(ticks), task)
            : null;
}

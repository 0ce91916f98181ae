using NodaTime;
using SmartCity.Application.GridCases;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.GridCases;

/// <summary>Cases over HTTP: the report, and what may be done beside the tasks.</summary>
internal static class GridCaseEndpoints
{
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/grid-cases").WithTags("Grid cases");
        cases.MapPost("", Report).RequireAuthorization(Rights.ReportCase).WithSummary("Report a case")
            .Accepts<ReportCaseBody>("application/json").Produces<OpenedAnswer>(201);
        cases.MapPost("/{id:guid}/split", Split).RequireAuthorization(Rights.AnalyseCases)
            .WithSummary("Take further demands out of a report").Accepts<SplitBody>("application/json").Produces<SplitAnswer>();
        cases.MapPost("/{id:guid}/merge", Merge).RequireAuthorization(Rights.AnalyseCases)
            .WithSummary("End a case as a duplicate of another").Accepts<MergeBody>("application/json").Produces<MatterAnswer>();
        cases.MapPost("/{id:guid}/contact", Contact).RequireAuthorization(Rights.WorkOnTasks)
            .WithSummary("The reporter was spoken to").Accepts<ContactBody>("application/json").Produces<MatterAnswer>();
        cases.MapPost("/{id:guid}/feedback", Feedback).RequireAuthorization(Rights.HandleCases)
            .WithSummary("How the handling goes, with photos").Accepts<FeedbackBody>("application/json").Produces<MatterAnswer>();
        cases.MapPost("/{id:guid}/extension", Extend).RequireAuthorization(Rights.HandleCases)
            .WithSummary("Ask for more time").Accepts<ExtensionBody>("application/json").Produces<MatterAnswer>();
        cases.MapPost("/{id:guid}/suspend", Suspend).RequireAuthorization(Rights.HandleCases)
            .WithSummary("Let the case wait on a ground").Accepts<SuspendCaseBody>("application/json").Produces<MatterAnswer>();
        cases.MapPost("/{id:guid}/resume", Resume).RequireAuthorization(Rights.HandleCases)
            .WithSummary("Let the case go on").Produces<MatterAnswer>();
        cases.MapPost("/{id:guid}/whistle", Whistle).RequireAuthorization(Rights.HandleCases)
            .WithSummary("Call other units to the place").Accepts<WhistleBody>("application/json").Produces<MatterAnswer>();
        cases.MapPost("/{id:guid}/reopen", Reopen).RequireAuthorization(Rights.ActForApplicant)
            .WithSummary("The reporter says that it is not solved").Accepts<ReasonBody>("application/json").Produces<MatterAnswer>();
    }

    private static Task<IResult> Report(
        HttpContext http, CommandDesk desk, CaseReporting reporting, AttachmentShelf shelf, IClock clock)
    {
        var id = Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
        ReportGrounds grounds = new([], null);
        return desk.Run<ReportCaseBody>(
            http, "report-case", id, (body, _, matter, context, number) =>
                // The id is new: a matter that is there already was opened by this very command.
                matter is null ? reporting.Report(id, body, grounds, context, number) : Decision.Nothing,
            OpenedAnswer.Of, CaseReporting.NumberPrefix,
            check: async body =>
            {
                grounds = await reporting.LookUp(http.Actor(), body, http.RequestAborted);
                return await CasePhotos.Check(GridCase.MatterKind, shelf, http, ("photos", body.Photos));
            });
    }

    private static Task<IResult> Split(Guid id, HttpContext http, CommandDesk desk, CaseReporting reporting, IClock clock)
    {
        IReadOnlyList<Guid> parts = [];
        return desk.RunTogether<SplitBody>(
            http, "split-report", id, CaseReporting.NumberPrefix,
            body => Task.FromResult(parts =
                [.. body.Demands.Select(_ => Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset()))]),
            (body, headers, states, context, numbers) =>
                reporting.Split(id, body, parts, headers.Version, states[0], context, numbers),
            SplitAnswer.Of);
    }

    private static Task<IResult> Merge(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.RunTogether<MergeBody>(
            http, "merge-case", id, null, body => Task.FromResult<IReadOnlyList<Guid>>(body.Into == id ? [] : [body.Into]),
            (body, headers, states, context, _) => GridCaseHandlers.Handle(
                new MergeCase(id, body.Into, headers.Version), states[0], states[^1], context, progress),
            MatterAnswer.Of);

    private static Task<IResult> Contact(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<ContactBody>(http, "contact-reporter", id, (body, _, matter, context, _) =>
            GridCaseHandlers.Handle(new ContactReporter(id, body.Remark), matter, context, progress), MatterAnswer.Of);

    private static Task<IResult> Feedback(
        Guid id, HttpContext http, CommandDesk desk, MatterProgress progress, AttachmentShelf shelf) =>
        desk.Run<FeedbackBody>(http, "give-feedback", id, (body, _, matter, context, _) =>
            GridCaseHandlers.Handle(
                new GiveFeedback(id, body.Text, body.PhotosBefore ?? [], body.PhotosAfter ?? []), matter, context, progress),
            MatterAnswer.Of,
            check: body => CasePhotos.Check(
                GridCase.MatterKind, shelf, http, ("photosBefore", body.PhotosBefore), ("photosAfter", body.PhotosAfter)));

    private static Task<IResult> Extend(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<ExtensionBody>(http, "request-extension", id, (body, headers, matter, context, _) =>
            GridCaseHandlers.Handle(
                new RequestExtension(id, body.By, body.Reason, headers.Version), matter, context, progress), MatterAnswer.Of);

    private static Task<IResult> Suspend(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<SuspendCaseBody>(http, "suspend-case", id, (body, headers, matter, context, _) =>
            GridCaseHandlers.Handle(
                new SuspendCase(id, body.Ground, body.Needed, body.Reason, headers.Version), matter, context, progress),
            MatterAnswer.Of);

    private static Task<IResult> Resume(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run(http, "resume-case", id, (headers, matter, context) =>
            GridCaseHandlers.Handle(new ResumeCase(id, headers.Version), matter, context, progress), MatterAnswer.Of);

    private static Task<IResult> Whistle(Guid id, HttpContext http, CommandDesk desk, CaseReporting reporting) =>
        desk.Run<WhistleBody>(http, "whistle", id, (body, headers, matter, context, _) =>
            reporting.Whistle(id, body, headers.Version, matter, context), MatterAnswer.Of);

    private static Task<IResult> Reopen(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<ReasonBody>(http, "reopen-case", id, (body, headers, matter, context, _) =>
            GridCaseHandlers.Handle(new ReopenCase(id, body.Reason, headers.Version), matter, context, progress), MatterAnswer.Of);
}

/// <summary>What a split is answered with: the report, and every case that was ever taken out of it.</summary>
internal sealed record SplitAnswer(
    Guid Id, string Number, long Version, IReadOnlyList<CaseReference> Parts, IReadOnlyList<OpenTask> OpenTasks)
{
    public static Answer Of(Matter matter) => JsonAnswer.Of(
        200,
        new SplitAnswer(matter.Id, matter.Number, matter.Version, ((GridCase)matter).Parts, OpenTask.Of(matter)),
        matter.Version);
}

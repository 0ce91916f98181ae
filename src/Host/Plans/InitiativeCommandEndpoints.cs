using SmartCity.Application.Plans;
using SmartCity.Application.Shared;
using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Plans;

/// <summary>What may be done to an initiative beside its tasks.</summary>
internal static class InitiativeCommandEndpoints
{
    public static void MapInitiativeCommands(this RouteGroupBuilder initiatives)
    {
        Map<MilestoneBody>("/{number}/milestones", "Set a milestone", Set);
        Map<MoveMilestoneBody>("/{number}/milestones/{id:guid}/move", "Another day for a milestone, with the reason", Move);
        Map<ReachMilestoneBody>("/{number}/milestones/{id:guid}/reach", "A milestone is reached; evidence shows it", Reach);
        Map<ProgressBody>("/{number}/progress", "Report progress: the lead of the whole, a supporting unit of its part", Report);
        Map<RiskBody>("/{number}/risks", "Raise a risk", Raise);
        Map<MitigateRiskBody>("/{number}/risks/{id:guid}/mitigate", "What is done against a risk, and what is left of it", Mitigate);
        Map<CloseRiskBody>("/{number}/risks/{id:guid}/close", "Close a risk", Close);
        Map<InitiativeEvidenceBody>("/{number}/evidence", "Attach evidence", Attach);
        Map<DeadlineBody>("/{number}/deadline", "Another deadline, with reason and document; the old one stays visible", Deadline, Rights.MovePlanDeadline);
        Map<AskAcceptanceBody>("/{number}/acceptance", "Ask for acceptance; a task for the supervisor follows", Ask);

        void Map<TBody>(string path, string summary, Delegate act, string right = Rights.WorkOnPlan) where TBody : class =>
            initiatives.MapPost(path, act).RequireAuthorization(right).WithSummary(summary)
                .Accepts<TBody>("application/json").Produces<MatterAnswer>();
    }

    private static Task<IResult> Set(string number, HttpContext http, InitiativeDesk desk) =>
        desk.Run<MilestoneBody>(http, "set-milestone", number, (id, body, seen, matter, context) =>
            InitiativeHandlers.Handle(new SetMilestone(id, body.Name, body.DueOn, seen), matter, context));

    private static Task<IResult> Move(string number, Guid id, HttpContext http, InitiativeDesk desk) =>
        desk.Run<MoveMilestoneBody>(http, "move-milestone", number, (initiative, body, seen, matter, context) =>
            InitiativeHandlers.Handle(new MoveMilestone(initiative, id, body.DueOn, body.Reason, seen), matter, context));

    private static Task<IResult> Reach(string number, Guid id, HttpContext http, InitiativeDesk desk) =>
        desk.Run<ReachMilestoneBody>(http, "reach-milestone", number, (initiative, body, seen, matter, context) =>
            InitiativeHandlers.Handle(
                new ReachMilestone(initiative, id, body.Day, body.Note ?? "", body.Evidence, seen), matter, context),
            body => body.Evidence);

    private static Task<IResult> Report(string number, HttpContext http, InitiativeDesk desk) =>
        desk.Run<ProgressBody>(http, "report-progress", number, (id, body, seen, matter, context) =>
            InitiativeHandlers.Handle(
                new ReportInitiativeProgress(id, body.Percent, body.Text, body.Evidence ?? [], seen), matter, context),
            body => body.Evidence ?? []);

    private static Task<IResult> Raise(string number, HttpContext http, InitiativeDesk desk) =>
        desk.Run<RiskBody>(http, "raise-risk", number, (id, body, seen, matter, context) =>
            InitiativeHandlers.Handle(new RaiseInitiativeRisk(id, body.Level, body.Text, seen), matter, context));

    private static Task<IResult> Mitigate(string number, Guid id, HttpContext http, InitiativeDesk desk) =>
        desk.Run<MitigateRiskBody>(http, "mitigate-risk", number, (initiative, body, seen, matter, context) =>
            InitiativeHandlers.Handle(
                new MitigateInitiativeRisk(initiative, id, body.Level, body.Measures, seen), matter, context));

    private static Task<IResult> Close(string number, Guid id, HttpContext http, InitiativeDesk desk) =>
        desk.Run<CloseRiskBody>(http, "close-risk", number, (initiative, body, seen, matter, context) =>
            InitiativeHandlers.Handle(new CloseInitiativeRisk(initiative, id, body.Note, seen), matter, context));

    private static Task<IResult> Attach(string number, HttpContext http, InitiativeDesk desk) =>
        desk.Run<InitiativeEvidenceBody>(http, "attach-plan-evidence", number, (id, body, seen, matter, context) =>
            InitiativeHandlers.Handle(new AttachInitiativeEvidence(id, body.Evidence, body.Note ?? "", seen), matter, context),
            body => body.Evidence);

    private static Task<IResult> Deadline(string number, HttpContext http, InitiativeDesk desk) =>
        desk.Run<DeadlineBody>(http, "move-plan-deadline", number, (id, body, seen, matter, context) =>
            InitiativeHandlers.Handle(
                new MoveInitiativeDeadline(id, body.Deadline, body.Reason, body.Document, seen), matter, context),
            body => [body.Document]);

    private static Task<IResult> Ask(string number, HttpContext http, InitiativeDesk desk, MatterProgress progress) =>
        desk.Run<AskAcceptanceBody>(http, "ask-acceptance", number, (id, body, seen, matter, context) =>
            InitiativeHandlers.Handle(new AskInitiativeAcceptance(id, body.Statement, seen), matter, context, progress));
}

/// <summary>Finds the initiative of a number, and checks the attachments that a command names.</summary>
internal sealed class InitiativeDesk(
    CommandDesk desk, PlanBook book, AttachmentShelf shelf)
{
    public Task<IResult> Run<TBody>(
        HttpContext http, string name, string number, Func<Guid, TBody, long?, Matter?, StepContext, Decision> decide,
        Func<TBody, IReadOnlyList<Guid>>? evidence = null)
    {
        if (book.Rows(number) is not [{ Number: var exact }] || exact != number)
            return Task.FromResult(new InitiativeNotFound().ToProblem());
        var id = book.IdOf(number);
        return desk.Run<TBody>(
            http, name, id, (body, headers, matter, context, _) => decide(id, body, headers.Version, matter, context),
            MatterAnswer.Of, check: async body =>
            {
                var named = (evidence?.Invoke(body) ?? []).Select((attachment, i) => ($"evidence[{i}]", (Guid?)attachment));
                return await AttachmentUnknown.Check(named, Initiative.MatterKind, shelf, http);
            });
    }
}

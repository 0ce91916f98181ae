using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Application.Violations;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Violations;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Violations;

/// <summary>Violations over HTTP: the report, and what may be done beside the tasks.</summary>
internal static class ViolationEndpoints
{
    public static void MapViolations(this IEndpointRouteBuilder api)
    {
        api.MapOffenceKinds();
        var violations = api.MapGroup("/violations").WithTags("Violations");
        violations.MapVehicleReadings();
        violations.MapCandidates();
        violations.MapPost("", Report).RequireAuthorization(Rights.ReportViolation).WithSummary("Report a violation")
            .Accepts<ReportViolationBody>("application/json").Produces<OpenedAnswer>(201);
        violations.MapPost("/{id:guid}/evidence", Add).RequireAuthorization(Rights.HandleViolations)
            .WithSummary("Add evidence").Accepts<AddEvidenceBody>("application/json").Produces<MatterAnswer>();
        violations.MapPost("/{id:guid}/statement", State).RequireAuthorization(Rights.ActForParty)
            .WithSummary("The party states its case").Accepts<StatementBody>("application/json").Produces<MatterAnswer>();
        violations.MapPost("/{id:guid}/hearing-request", RequestHearing).RequireAuthorization(Rights.ActForParty)
            .WithSummary("The party asks for a hearing").Produces<MatterAnswer>();
        violations.MapGet("/{id:guid}/due", Due).RequireAuthorization(Rights.ReadMatters)
            .WithSummary("What is to be paid on a day, with what is added for being late").Produces<AmountDue>();
        violations.MapPost("/{id:guid}/payments", Pay).RequireAuthorization(Rights.ActForParty)
            .WithSummary("The party paid").Accepts<PaymentBody>("application/json").Produces<MatterAnswer>();
        violations.MapPost("/{id:guid}/remedies", Seek).RequireAuthorization(Rights.HandleViolations)
            .WithSummary("The party asks for review or goes to court").Accepts<RemedyBody>("application/json")
            .Produces<MatterAnswer>();
        violations.MapPost("/{id:guid}/remedies/end", End).RequireAuthorization(Rights.HandleViolations)
            .WithSummary("What came of the review or the lawsuit").Accepts<RemedyEndBody>("application/json")
            .Produces<MatterAnswer>();
    }

    private static Task<IResult> Report(HttpContext http, CommandDesk desk, ViolationReporting reporting, IClock clock)
    {
        var id = Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
        IReadOnlyList<EvidenceItem> evidence = [];
        return desk.Run<ReportViolationBody>(
            http, "report-violation", id, (body, _, matter, context, number) =>
                // The id is new: a matter that is there already was opened by this very command.
                matter is null ? reporting.Report(id, body, evidence, context, number) : Decision.Nothing,
            OpenedAnswer.Of, ViolationReporting.NumberPrefix,
            check: async body =>
            {
                (evidence, var refusal) = await reporting.Hashed(body.Evidence, http);
                return refusal;
            });
    }

    private static Task<IResult> Add(
        Guid id, HttpContext http, CommandDesk desk, ViolationReporting reporting, MatterProgress progress)
    {
        IReadOnlyList<EvidenceItem> evidence = [];
        return desk.Run<AddEvidenceBody>(http, "add-evidence", id, (_, headers, matter, context, _) =>
            ViolationHandlers.Handle(new AddEvidence(id, evidence, headers.Version), matter, context, progress),
            MatterAnswer.Of,
            check: async body =>
            {
                (evidence, var refusal) = await reporting.Hashed(body.Evidence, http);
                return refusal;
            });
    }

    private static Task<IResult> State(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<StatementBody>(http, "state-defence", id, (body, _, matter, context, _) =>
            ViolationHandlers.Handle(new StateDefence(id, body.Text), matter, context, progress), MatterAnswer.Of);

    private static Task<IResult> RequestHearing(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run(http, "request-penalty-hearing", id, (_, matter, context) =>
            ViolationHandlers.Handle(new RequestPenaltyHearing(id), matter, context, progress), MatterAnswer.Of);

    private static async Task<IResult> Due(
        Guid id, HttpContext http, MatterDesk desk, IClock clock, string? on, CancellationToken stop)
    {
        if (await desk.Visible(http.Actor(), id, stop) is not Violation violation) return new ViolationNotFound().ToProblem();
        var day = QueryTimes.Day("on", on) ?? clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date;
        return violation.Payment is null && ViolationDecider.Due(violation, day) is { } due
            ? Results.Ok(due)
            : new NothingToPay().ToProblem();
    }

    private static Task<IResult> Pay(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<PaymentBody>(http, "pay-penalty", id, (body, _, matter, context, _) =>
            ViolationHandlers.Handle(new PayPenalty(id, body.Amount, body.PaidOn, body.Receipt), matter, context, progress),
            MatterAnswer.Of);

    private static Task<IResult> Seek(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<RemedyBody>(http, "seek-remedy", id, (body, _, matter, context, _) =>
            ViolationHandlers.Handle(
                new SeekRemedy(id, body.Remedy, body.Day, body.Body, body.Document ?? ""), matter, context, progress),
            MatterAnswer.Of);

    private static Task<IResult> End(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<RemedyEndBody>(http, "end-remedy", id, (body, _, matter, context, _) =>
            ViolationHandlers.Handle(
                new EndRemedy(id, body.Result, body.Day, body.Document ?? ""), matter, context, progress), MatterAnswer.Of);
}

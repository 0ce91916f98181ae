using SmartCity.Application.Referrals.Patients;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Host.Identity;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>Health cards over HTTP. An answer names the card by its id; its number stands in the patient's record alone.</summary>
internal static class CardEndpoints
{
    public static void MapCards(this IEndpointRouteBuilder patients)
    {
        var cards = patients.MapGroup("/{id:guid}/cards").RequireAuthorization(Rights.KeepPatients);
        cards.MapPost("", Issue).Accepts<CardBody>("application/json").Produces<RegisteredPatient>().WithSummary("Give the patient a health card");
        cards.MapPost("/{card:guid}/bind", Bind).Accepts<BindBody>("application/json").Produces<RegisteredPatient>()
            .WithSummary("The card belongs to a telephone");
        cards.MapPost("/{card:guid}/suspend", Suspend).Accepts<CardReasonBody>("application/json").Produces<RegisteredPatient>()
            .WithSummary("The card is not honoured for the time being");
        cards.MapPost("/{card:guid}/resume", Resume).Accepts<CardReasonBody>("application/json").Produces<RegisteredPatient>()
            .WithSummary("The card is honoured again");
        cards.MapPost("/{card:guid}/replace", Replace).Accepts<CardBody>("application/json").Produces<RegisteredPatient>()
            .WithSummary("Another card in its place");
    }

    private static Task<IResult> Issue(Guid id, HttpContext http, PatientDesk desk) =>
        desk.Run<CardBody>(http, "issue-health-card", id, (body, seen, matter, context, unit) =>
            HealthCardHandlers.Handle(new IssueHealthCard(id, body.Medium, unit), seen, matter, context));

    private static Task<IResult> Bind(Guid id, Guid card, HttpContext http, PatientDesk desk) =>
        desk.Run<BindBody>(http, "bind-health-card", id, (body, seen, matter, context, _) =>
            HealthCardHandlers.Handle(new BindHealthCard(id, card, body.Phone.Trim()), seen, matter, context));

    private static Task<IResult> Suspend(Guid id, Guid card, HttpContext http, PatientDesk desk) =>
        desk.Run<CardReasonBody>(http, "suspend-health-card", id, (body, seen, matter, context, _) =>
            HealthCardHandlers.Handle(new SuspendHealthCard(id, card, body.Reason), seen, matter, context));

    private static Task<IResult> Resume(Guid id, Guid card, HttpContext http, PatientDesk desk) =>
        desk.Run<CardReasonBody>(http, "resume-health-card", id, (_, seen, matter, context, _) =>
            HealthCardHandlers.Handle(new ResumeHealthCard(id, card), seen, matter, context));

    private static Task<IResult> Replace(Guid id, Guid card, HttpContext http, PatientDesk desk) =>
        desk.Run<CardBody>(http, "replace-health-card", id, (body, seen, matter, context, unit) =>
            HealthCardHandlers.Handle(new ReplaceHealthCard(id, card, body.Medium, unit), seen, matter, context));
}

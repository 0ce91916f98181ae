using NodaTime;
using SmartCity.Application.Referrals.Consultations;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Consultations;

/// <summary>Consultations over HTTP: the request, and its withdrawal; all else is done through tasks.</summary>
internal static class ConsultationEndpoints
{
    public static void MapConsultations(this IEndpointRouteBuilder api)
    {
        var consultations = api.MapGroup("/consultations").WithTags("Referrals");
        consultations.MapPost("", Request).RequireAuthorization(Rights.RequestConsultation)
            .WithSummary("Ask another institution: teleconsultation, remote diagnosis, or a citizen's question")
            .Accepts<RequestConsultationBody>("application/json").Produces<OpenedAnswer>(201);
        consultations.MapPost("/{id:guid}/withdraw", Withdraw).RequireAuthorization(Rights.RequestConsultation)
            .WithSummary("Withdraw it before it is held or read").Accepts<WithdrawConsultationBody>("application/json")
            .Produces<MatterAnswer>();
        api.MapAdvice();
    }

    private static Task<IResult> Request(
        HttpContext http, CommandDesk desk, ConsultationRequests requests, AttachmentShelf shelf, AdviceCodes codes, IClock clock)
    {
        var now = clock.GetCurrentInstant().ToDateTimeOffset();
        var (id, patient) = (Guid.CreateVersion7(now), Guid.CreateVersion7(now));
        return desk.OpenTogether<RequestConsultationBody>(
            http, "request-consultation", id, ConsultationRequests.NumberPrefix, async body =>
            {
                if ((requests.Unknown(body) ?? await Unusable(body, shelf, http)) is { } refusal) return (null, refusal);
                patient = await requests.PatientOf(body.Patient, patient, http.RequestAborted);
                if (await requests.Foreign(http.Actor(), body, patient, http.RequestAborted) is { } foreign) return (null, foreign);
                return (requests.Besides(body, id, patient), null);
            },
            codes.Opened);
    }

    private static Task<Refusal?> Unusable(RequestConsultationBody body, AttachmentShelf shelf, HttpContext http) =>
        AttachmentUnknown.Check(
            (body.Attachments ?? []).Select((file, i) => ($"attachments[{i}]", (Guid?)file)), Consultation.MatterKind, shelf, http);

    private static Task<IResult> Withdraw(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<WithdrawConsultationBody>(http, "withdraw-consultation", id, (body, headers, matter, context, _) =>
            ConsultationHandlers.Handle(new WithdrawConsultation(id, body.Reason, headers.Version), matter, context, progress),
            MatterAnswer.Of);
}

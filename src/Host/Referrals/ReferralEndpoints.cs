using NodaTime;
using SmartCity.Application.Referrals;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals;

/// <summary>Referrals over HTTP: the referral itself, and what its sender may do beside the tasks.</summary>
internal static class ReferralEndpoints
{
    public static void MapReferralMatters(this IEndpointRouteBuilder api)
    {
        api.MapReferralRules();
        var referrals = api.MapGroup("/referrals").WithTags("Referrals");
        referrals.MapPost("", Refer).RequireAuthorization(Rights.ReferPatients).WithSummary("Refer a patient")
            .Accepts<ReferPatientBody>("application/json").Produces<OpenedAnswer>(201);
        referrals.MapPost("/{id:guid}/submit", Submit).RequireAuthorization(Rights.ReferPatients)
            .WithSummary("Send a draft to its receiver").Produces<MatterAnswer>();
        referrals.MapPost("/{id:guid}/withdraw", Withdraw).RequireAuthorization(Rights.ReferPatients)
            .WithSummary("Take a referral back before the patient arrives")
            .Accepts<WithdrawReferralBody>("application/json").Produces<MatterAnswer>();
        referrals.MapChain();
        referrals.MapFigures();
    }

    private static Task<IResult> Refer(
        HttpContext http, CommandDesk desk, ReferralWriting writing, AttachmentShelf shelf, IClock clock)
    {
        var id = Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
        return desk.OpenTogether<ReferPatientBody>(
            http, "refer-patient", id, ReferralWriting.NumberPrefix,
            async body => await Unknown(body, shelf, http) is { } unknown
                ? ((Besides?)null, unknown)
                : await writing.Write(id, Order(body), http.RequestAborted),
            OpenedAnswer.Of);
    }

    private static Task<IResult> Submit(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run(http, "submit-referral", id, (headers, matter, context) =>
            ReferralHandlers.Handle(new SubmitReferral(id, headers.Version), matter, context, progress), MatterAnswer.Of);

    private static Task<IResult> Withdraw(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<WithdrawReferralBody>(http, "withdraw-referral", id, (body, headers, matter, context, _) =>
            ReferralHandlers.Handle(
                new WithdrawReferral(id, body.Reason ?? WithdrawalReasons.NotNeeded, body.Note, headers.Version),
                matter, context, progress),
            MatterAnswer.Of);

    private static Task<Refusal?> Unknown(ReferPatientBody body, AttachmentShelf shelf, HttpContext http) =>
        AttachmentUnknown.Check(
            (body.Attachments ?? []).Select((file, i) => ($"attachments[{i}]", (Guid?)file)), Referral.MatterKind, shelf, http);

    internal static ReferralOrder Order(ReferPatientBody body) => new(
        body.Direction, null,
        new(Details(body.Patient), body.Reason.Trim(), new(body.Diagnosis.Code.Trim(), body.Diagnosis.Display.Trim()),
            Said(body.Summary), Said(body.Plan)),
        body.FromInstitution, body.ToInstitution, Said(body.Department), body.Urgency, body.Attachments ?? [],
        body.Visits ?? [], body.Follows, body.Draft);

    private static PatientDetails Details(PatientBody body) => new(
        body.Name.Trim(), body.IdNumber.Trim().ToUpperInvariant(), body.BirthDate, body.Sex ?? Sexes.Unknown,
        Said(body.Phone), Said(body.Address));

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

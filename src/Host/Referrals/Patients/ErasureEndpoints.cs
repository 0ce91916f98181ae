using FluentValidation;
using SmartCity.Application.Referrals.Patients;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Patients;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Referrals.Patients;

/// <param name="Basis">One of <see cref="ErasureBases"/>.</param>
/// <param name="Document">Number of the document behind it.</param>
internal sealed record EraseBody(string Reason, string Basis, string Document);

internal sealed class EraseValidator : AbstractValidator<EraseBody>
{
    public EraseValidator()
    {
        RuleFor(x => x.Reason).NotEmpty().MaximumLength(1000);
        RuleFor(x => x.Basis).NotEmpty().MaximumLength(50);
        RuleFor(x => x.Document).NotEmpty().MaximumLength(60);
    }
}

/// <summary>The erasure of a patient over HTTP: one asks, another decides.</summary>
internal static class ErasureEndpoints
{
    public static void MapErasure(this IEndpointRouteBuilder patients)
    {
        patients.MapPost("/{id:guid}/erase", Request).RequireAuthorization(Rights.RequestErasure).Accepts<EraseBody>("application/json")
            .Produces<RegisteredPatient>().WithSummary("Ask that what is known of a patient be erased");
        patients.MapPost("/{id:guid}/erase/approve", Approve).RequireAuthorization(Rights.DecideErasure).Produces<RegisteredPatient>()
            .WithSummary("Approve of it, as somebody else: their key is destroyed, and what it sealed is unreadable for ever");
        patients.MapPost("/{id:guid}/erase/decline", Decline).RequireAuthorization(Rights.DecideErasure).Accepts<ReasonBody>("application/json")
            .Produces<RegisteredPatient>().WithSummary("Do not approve of it, as somebody else");
        patients.MapGet("/erasures", Asked).RequireAuthorization(Rights.ReadErasures).WithSummary("The erasures that wait for a second person");
    }

    private static Task<IResult> Request(Guid id, HttpContext http, CommandDesk desk) =>
        desk.Run<EraseBody>(http, "request-erasure", id, (body, headers, matter, context, _) => PatientHandlers.Handle(
            new RequestErasure(id, body.Basis, body.Document.Trim(), body.Reason.Trim()), headers.Version, matter, context), PatientDesk.Answered);

    private static Task<IResult> Decline(Guid id, HttpContext http, CommandDesk desk) =>
        desk.Run<ReasonBody>(http, "decline-erasure", id, (body, headers, matter, context, _) => PatientHandlers.Handle(
            new DeclineErasure(id, body.Reason.Trim()), headers.Version, matter, context), PatientDesk.Answered);

    private static async Task<IResult> Approve(
        Guid id, HttpContext http, CommandDesk desk, PersonStreams streams, MatterReader reader, Erasures erasures)
    {
        // Nobody links or parts records while an erasure waits.
        IReadOnlyCollection<Guid> records =
            await reader.Find(id, null, null, http.RequestAborted) is Patient patient ? [.. patient.Records] : [id];
        var result = await desk.RunTogether(
            http, "approve-erasure", id,
            async () => [.. (await streams.Of(records, http.RequestAborted)).Select(held => held.Stream).Where(stream => stream != id)],
            (headers, states, context) => PatientHandlers.Handle(new ApproveErasure(id, records), headers.Version, states, context), PatientDesk.Answered);
        // From here on nobody may stop it half way: whoever asked may be gone.
        if (result is JsonAnswer) await erasures.Finish(records, CancellationToken.None);
        return result;
    }

    private static async Task<IResult> Asked(PatientDirectory patients, CancellationToken stop) => Results.Ok(new
    {
        Items = (await patients.ErasuresAsked(stop)).Select(asked => new { asked.Id, asked.Number, asked.Unit }),
        NextCursor = (string?)null,
    });
}

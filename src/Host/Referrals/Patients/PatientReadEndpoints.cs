using System.Globalization;
using FluentValidation;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Patients;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>Reading of patients over HTTP: everything goes through the gate, and is recorded there.</summary>
internal static class PatientReadEndpoints
{
    public static void MapReading(this IEndpointRouteBuilder patients)
    {
        patients.MapGet("/{id:guid}", Find).RequireAuthorization(Rights.ReadPatients).Produces<PatientView>()
            .WithSummary("A patient's record, for whoever keeps it, treats them, was let by them or opened it in an emergency");
        patients.MapGet("/{id:guid}/reads", Reads).RequireAuthorization(Rights.ReadPatients).Produces<Page<ReadView>>()
            .WithSummary("Who read what of it on what ground, newest first, refusals too");
        patients.MapPost("/find", Candidates).RequireAuthorization(Rights.KeepPatients).Accepts<FindBody>("application/json")
            .Produces<Page<CandidateView>>().WithSummary("Who it may be, by number, card, name and birth date, or telephone, with a score by rule");
        patients.MapGet("/record-standards", Standards).RequireAuthorization(Rights.ReadPatients)
            .WithSummary("What a standard record must hold: every version with its days");
        patients.MapPost("/my-reads", MyReads).AllowAnonymous().Accepts<CitizenReadsBody>("application/json").Produces<Page<ReadView>>()
            .WithSummary("For the patient, without a token: who read their record; the card's number and the last four digits of the telephone");
    }

    private static async Task<IResult> Find(
        Guid id, string? institution, HttpContext http, PatientDesk desk, PatientViews views, CancellationToken stop)
    {
        var admission = await desk.Look(http.Actor(), id, AccessScopes.Record, institution, stop);
        // That somebody is erased is no secret; nothing else of them is left.
        if (admission.Refusal is { } refusal and not PatientIsErased) return refusal.ToProblem();
        http.Response.Headers.ETag = CommandHeaders.ETag(admission.Patient!.Version);
        return Results.Ok(await views.Of(http.Actor(), admission, stop));
    }

    private static async Task<IResult> Reads(
        Guid id, string? institution, int? limit, string? cursor, HttpContext http, PatientDesk desk, PatientReads reads, UnitDirectory units,
        CancellationToken stop)
    {
        var admission = await desk.Look(http.Actor(), id, AccessScopes.Reads, institution, stop);
        return admission.Refusal is { } refusal
            ? refusal.ToProblem()
            : Results.Ok(await Page(admission.Patient!, limit, cursor, reads, units, stop));
    }

    private static async Task<IResult> Candidates(
        FindBody body, HttpContext http, IValidator<FindBody> validator, PatientDesk desk, PatientFinder finder, CancellationToken stop)
    {
        if (validator.Validate(body) is { IsValid: false } invalid) return invalid.ToProblem();
        if (desk.Institution(http.Actor(), body.Institution) is not { } unit) return new NotAHealthInstitution().ToProblem();
        return Results.Ok(new Page<CandidateView>(await finder.Find(http.Actor(), unit, body, stop), null));
    }

    private static async Task<IResult> MyReads(
        CitizenReadsBody body, int? limit, string? cursor, HttpContext http, CitizenTries tries, PatientFinder finder, PatientReads reads,
        UnitDirectory units, CancellationToken stop)
    {
        var number = body.CardNumber ?? "";
        // What no card can have as its number is not counted, and not kept.
        if (!CardNumber.Fits(number)) return new CardUnknown().ToProblem();
        if (tries.Refuse(http, number) is { } tooMany) return tooMany;
        return await finder.OfCard(number, stop) is { } patient && AccessRules.Proves(patient, body.PhoneLast4)
            ? Results.Ok(await Page(patient, limit, cursor, reads, units, stop))
            : new CardUnknown().ToProblem();
    }

    private static IResult Standards(RecordStandards standards) => Results.Ok(new { Items = standards.All, NextCursor = (string?)null });

    private static async Task<Page<ReadView>> Page(
        Patient patient, int? limit, string? cursor, PatientReads reads, UnitDirectory units, CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        var before = Paging.Place(cursor, text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? text : null);
        var rows = await reads.Page(
            patient.Records, before is null ? long.MaxValue : long.Parse(before, CultureInfo.InvariantCulture), size + 1, stop);
        return Paging.Of(rows, size, read => ReadView.Of(read, units), read => read.Id.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>No card has this number and this telephone. A wrong number and a wrong telephone look the same.</summary>
internal sealed record CardUnknown() : Refusal(RefusalKind.NotFound, "patient.card-unknown",
    new("健康卡号或手机号后四位不正确。", "No health card has this number and these last four digits of a telephone."));

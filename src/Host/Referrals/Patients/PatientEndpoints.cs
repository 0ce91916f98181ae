using NodaTime;
using SmartCity.Application.Referrals.Patients;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared.Identifiers;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Patients;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>What a command on a patient is answered with; nothing in it names anybody.</summary>
internal sealed record RegisteredPatient(Guid Id, string Number, string Status, long Version);

/// <summary>The health record index over HTTP: whom it knows, and what their records hold.</summary>
internal static class PatientEndpoints
{
    public static void MapRecords(this IEndpointRouteBuilder patients)
    {
        patients.MapPost("", Register).RequireAuthorization(Rights.KeepPatients).Accepts<RegisterPatientBody>("application/json")
            .Produces<RegisteredPatient>(201).Produces<RegisteredPatient>()
            .WithSummary("Make a patient known; who has the same identity number is the same patient");
        var record = patients.MapGroup("/{id:guid}").RequireAuthorization(Rights.KeepPatients);
        record.MapPost("/details", Correct).Accepts<RegisterPatientBody>("application/json").Produces<RegisteredPatient>()
            .WithSummary("Say anew who the patient is");
        record.MapPost("/sections/{section}", Write).Accepts<SectionBody>("application/json").Produces<RegisteredPatient>()
            .WithSummary("Write fields of a section of the record; what is not named stays");
        record.MapPost("/link", Link).Accepts<LinkBody>("application/json").Produces<RegisteredPatient>()
            .WithSummary("The record is of the same person as another, which stands for both from now on");
        record.MapPost("/unlink", Unlink).Accepts<LinkBody>("application/json").Produces<RegisteredPatient>()
            .WithSummary("It is of somebody else after all");
    }

    private static async Task<IResult> Register(
        HttpContext http, CommandDesk desk, PatientDesk institutions, PatientRulebook rules, PatientDirectory directory, IClock clock)
    {
        var said = await Bodies.Peek<RegisterPatientBody>(http);
        // What cannot be read is said to be so by the desk.
        var unit = institutions.Institution(http.Actor(), said?.Institution) ?? "";
        if (unit.Length == 0 && said is not null) return new NotAHealthInstitution().ToProblem();
        var number = said?.IdNumber?.Trim().ToUpperInvariant();
        var id = number is not null && ResidentNumber.Check(number, rules.Today) is null
            ? await directory.IdOf(number, http.RequestAborted)
            : Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
        var known = await directory.Knows(id, http.RequestAborted);
        return await desk.Run<RegisterPatientBody>(
            http, "register-patient", id,
            (body, _, matter, context, allotted) =>
            {
                known = matter is not null;
                return PatientHandlers.Handle(new RegisterPatient(id, allotted, body.Details, unit), matter, context);
            },
            matter => JsonAnswer.Of(
                known ? 200 : 201, new RegisteredPatient(matter.Id, matter.Number, matter.Status, matter.Version), matter.Version,
                $"/api/v1/patients/{matter.Id}"),
            known ? null : ReferralWriting.PatientPrefix);
    }

    private static Task<IResult> Correct(Guid id, HttpContext http, PatientDesk desk, PatientRulebook rules) =>
        desk.Run<RegisterPatientBody>(http, "correct-patient", id, (body, seen, matter, context, unit) =>
            PatientHandlers.Handle(new CorrectPatient(id, body.Details, unit), seen, matter, rules.Times, context));

    private static Task<IResult> Write(Guid id, string section, HttpContext http, PatientDesk desk, PatientRulebook rules) =>
        desk.Run<SectionBody>(http, "write-record-section", id, (body, seen, matter, context, unit) =>
            PatientHandlers.Handle(new WriteSection(id, section, body.Fields, body.On, unit), seen, matter, rules.Standard, context));

    private static async Task<IResult> Link(Guid id, HttpContext http, PatientDesk desk) =>
        await Bodies.Peek<LinkBody>(http) is not { } body ? Problem.OfStatus(400).ToResult()
        : desk.Institution(http.Actor(), body.Institution) is not { } unit ? new NotAHealthInstitution().ToProblem()
        : await desk.RunOnBoth(http, "link-patient", id, body.To, unit, (states, context) =>
            PatientHandlers.Handle(new LinkPatient(id, body.To), states, context));

    private static async Task<IResult> Unlink(Guid id, HttpContext http, PatientDesk desk) =>
        await Bodies.Peek<LinkBody>(http) is not { } body ? Problem.OfStatus(400).ToResult()
        : desk.Institution(http.Actor(), body.Institution) is not { } unit ? new NotAHealthInstitution().ToProblem()
        : await desk.RunOnBoth(http, "unlink-patient", id, body.To, unit, (states, context) =>
            PatientHandlers.Handle(new UnlinkPatient(id, body.To), states, context));
}

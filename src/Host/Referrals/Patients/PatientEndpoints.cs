using FluentValidation;
using NodaTime;
using SmartCity.Application.Referrals.Patients;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Identifiers;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Patients;

namespace SmartCity.Host.Referrals.Patients;

/// <param name="Institution">Code of the institution that speaks of them; for machines, a person speaks for their own.</param>
internal sealed record PatientBody(
    string Name, string Sex, string? IdNumber = null, LocalDate? BirthDate = null, string? Phone = null, string? Address = null,
    string? Institution = null)
{
    public PatientDetails Details => new(Name.Trim(), IdNumber?.Trim().ToUpperInvariant(), BirthDate, Sex, Phone?.Trim(), Address?.Trim());
}

internal sealed class PatientValidator : AbstractValidator<PatientBody>
{
    public PatientValidator()
    {
        RuleFor(x => x.Name).NotEmpty().MaximumLength(100);
        RuleFor(x => x.Sex).NotEmpty().Must(Sexes.All.Contains);
        RuleFor(x => x.Phone).MaximumLength(30);
        RuleFor(x => x.Address).MaximumLength(300);
    }
}

/// <summary>What the entry of a patient is answered with; nothing in it names anybody.</summary>
internal sealed record RegisteredPatient(Guid Id, string Number, string Status, long Version);

/// <summary>The health record index over HTTP: whom it knows.</summary>
internal static class PatientEndpoints
{
    public const string NumberPrefix = "DX-PT";

    public static void MapRegister(this IEndpointRouteBuilder patients) =>
        patients.MapPost("", Register).RequireAuthorization(Rights.KeepPatients).Accepts<PatientBody>("application/json")
            .Produces<RegisteredPatient>(201).Produces<RegisteredPatient>()
            .WithSummary("Make a patient known; who has the same identity number is the same patient");

    private static async Task<IResult> Register(
        HttpContext http, CommandDesk desk, UnitDirectory units, PatientDirectory directory, IClock clock)
    {
        var actor = http.Actor();
        var said = await Bodies.Peek<PatientBody>(http);
        // What cannot be read is said to be so by the desk.
        var unit = Institution(actor, said?.Institution, units) ?? "";
        if (unit.Length == 0 && said is not null) return new NotAHealthInstitution().ToProblem();
        var number = said?.IdNumber?.Trim().ToUpperInvariant();
        var today = clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date;
        var id = number is not null && ResidentNumber.Check(number, today) is null
            ? await directory.IdOf(number, http.RequestAborted)
            : Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
        var known = await directory.Knows(id, http.RequestAborted);
        return await desk.Run<PatientBody>(http, "register-patient", id, (body, _, matter, context, allotted) =>
            {
                known = matter is not null;
                return PatientHandlers.Handle(new RegisterPatient(id, allotted, body.Details, unit), matter, context);
            },
            matter => JsonAnswer.Of(
                known ? 200 : 201, new RegisteredPatient(matter.Id, matter.Number, matter.Status, matter.Version), matter.Version,
                $"/api/v1/patients/{matter.Id}"),
            known ? null : NumberPrefix);
    }

    /// <summary>The institution that somebody speaks for; null where it is none.</summary>
    public static string? Institution(Actor actor, string? said, UnitDirectory units)
    {
        var unit = actor.Has(Roles.Integrator) ? said : actor.Unit;
        return unit is not null && units.IsHealthInstitution(unit) ? unit : null;
    }
}

/// <summary>Who speaks of a patient is of no health institution, or a machine did not say of which.</summary>
internal sealed record NotAHealthInstitution() : Refusal(RefusalKind.Forbidden, "patient.not-a-health-institution",
    new("仅限医疗卫生机构办理；接入系统须写明机构代码。", "Health institutions alone may do this; a machine names the institution."));

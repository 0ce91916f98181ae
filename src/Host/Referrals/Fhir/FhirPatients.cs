using NodaTime;
using NodaTime.Text;
using SmartCity.Application.Referrals.Patients;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Identifiers;
using SmartCity.Projections.Referrals.Patients;
using SmartCity.Projections.Shared;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>
/// <c>Patient</c> and the index of health records: who has a resident identity number is one patient, whoever posts them, under
/// the id of their record.
/// </summary>
internal sealed class FhirPatients(PatientDirectory directory, MatterReader matters, IClock clock)
{
    /// <summary>System of the resident identity number (公民身份号码).</summary>
    public const string ResidentSystem = "urn:oid:2.16.156.10011.1.3";

    /// <summary>System of the numbers of this index, such as <c>DX-PT-20261201-000001</c>.</summary>
    public const string NumberSystem = "urn:smartcity:patient-number";

    /// <summary>The id under which a patient is to be stored; null where they have no identity number.</summary>
    /// <exception cref="FhirRefused">The number does not hold its check.</exception>
    public async Task<string?> IdOf(R4.Resource resource, string root, CancellationToken stop)
    {
        if (resource is not R4.Patient patient || NumberAt(patient) is not (var at and >= 0)) return null;
        var number = patient.Identifier[at].Value!.Trim().ToUpperInvariant();
        if (ResidentNumber.Check(number, Today()) is not null) throw new FhirRefused(422, new FhirIssue(
            IssueType.Value, "patient.field-invalid", new("身份证号有误。", "The identity number does not hold its check."),
            $"{root}.identifier[{at}].value"));
        return (await directory.IdOf(number, stop)).ToString();
    }

    /// <summary>One number is one patient: an update neither gives a record another's number nor takes its own away.</summary>
    /// <exception cref="FhirRefused">It would.</exception>
    public async Task CheckNumber(R4.Resource resource, string id, string root, CancellationToken stop)
    {
        if (resource is not R4.Patient) return;
        var owner = await IdOf(resource, root, stop);
        if (owner is null ? (await Find(id, stop))?.Details?.IdNumber is null : owner == id) return;
        throw new FhirRefused(422, new FhirIssue(IssueType.BusinessRule, "fhir.patient-number-fixed", new(
            "身份证号不可更改；另一号码是另一名患者。", "The identity number stays; another number is another patient."), $"{root}.identifier"));
    }

    /// <summary>
    /// Makes a patient with an identity number known to the index; who is known must be named as they are there. Null for a patient
    /// without a number, and for a new one without a name.
    /// </summary>
    public async Task<FhirAct?> Register(FhirWritePlan plan, CancellationToken stop)
    {
        if (plan.Resource is not R4.Patient patient || NumberAt(patient) < 0) return null;
        var (stream, details) = (FhirReference.PersonOf(plan.LogicalId), Details(patient));
        var known = await directory.Knows(stream, stop);
        return !known && details.Name.Length == 0 ? null : new(
            stream, known ? null : ReferralWriting.PatientPrefix,
            (matter, context, number) => PatientHandlers.Handle(new RegisterPatient(stream, number, details, plan.Command.Unit), matter, context),
            plan.Root);
    }

    /// <summary>A patient of the index; null where there is none, or they are erased.</summary>
    public async Task<Patient?> Find(string id, CancellationToken stop) =>
        await matters.Find(FhirReference.PersonOf(id), null, null, stop) is Patient { IsErased: false } known ? known : null;

    /// <summary>What the index keeps of a patient.</summary>
    public static PatientDetails Details(R4.Patient patient)
    {
        var name = patient.Name.FirstOrDefault();
        return new(
            name?.Text ?? string.Join(' ', new[] { name?.Family }.Concat(name?.Given ?? []).OfType<string>()),
            NumberAt(patient) is >= 0 and var at ? patient.Identifier[at].Value!.Trim().ToUpperInvariant() : null,
            patient.BirthDate is { } born && LocalDatePattern.Iso.Parse(born) is { Success: true, Value: var day } ? day : null,
            patient.Gender?.ToString().ToLowerInvariant() ?? Sexes.Unknown,
            patient.Telecom.FirstOrDefault(t => t.System == R4.ContactPoint.ContactPointSystem.Phone)?.Value,
            patient.Address.FirstOrDefault()?.Text);
    }

    private static int NumberAt(R4.Patient patient) => patient.Identifier.FindIndex(i => i.System == ResidentSystem && i.Value is not null);

    private LocalDate Today() => clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date;
}

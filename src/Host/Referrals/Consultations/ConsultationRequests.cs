using SmartCity.Application.Referrals.Consultations;
using SmartCity.Application.Referrals.Patients;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.Referrals.Patients;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Referrals.Consultations;

/// <summary>
/// What a request decides, whichever door it comes in by: on the stream of the consultation, and on the patient's, who is
/// registered where nobody knew them.
/// </summary>
internal sealed class ConsultationRequests(
    PublishedTables tables, ProcessRegistry processes, MatterProgress progress, UnitDirectory units, PatientDirectory patients,
    MatterReader matters)
{
    /// <summary>The series that numbers come from.</summary>
    public const string NumberPrefix = "DX-CS";

    /// <summary>Tables made ready, for as long as the same ones are published.</summary>
    private (PublishedTables.Shelf Shelf, NodaTime.LocalDate Day, IReadOnlyDictionary<string, PreparedTable> Ready)? _ready;

    /// <summary>The patient's stream: by the identity number where there is one, else a new one.</summary>
    public async Task<Guid> PatientOf(ConsultedPatientBody body, Guid ifNew, CancellationToken stop) =>
        body.IdNumber is { Length: > 0 } number ? await patients.IdOf(number, stop) : ifNew;

    /// <summary>Names the field with an institution that there is not, or that cannot be asked; null where all hold.</summary>
    public Refusal? Unknown(RequestConsultationBody body) =>
        !units.IsHealthInstitution(body.ToInstitution)
            || (body.Form != ConsultationForms.HealthAdvice && !IsHospital(body.ToInstitution))
            ? ConsultationFieldInvalid.Of("toInstitution", "not an institution that gives it")
        : body.FromInstitution is { } from && !units.IsHealthInstitution(from) ? ConsultationFieldInvalid.Of("fromInstitution")
        : null;

    /// <summary>
    /// Refuses a consultation about a referral that is of another patient, or that the institution does not know of; null where none is
    /// named, or it holds.
    /// </summary>
    public async Task<Refusal?> Foreign(Actor actor, RequestConsultationBody body, Guid patient, CancellationToken stop)
    {
        if (body.ReferralId is not { } id) return null;
        var records = await matters.Find(patient, null, null, stop) is Patient known ? known.Records : [];
        return await matters.Find(id, null, null, stop) is Referral about && records.Contains(about.Patient)
            && about.Units.Contains(body.FromInstitution ?? actor.Unit)
                ? null
                : ConsultationFieldInvalid.Of("referralId", "no referral of this patient that the institution knows of");
    }

    /// <summary>What it does besides: the patient's record.</summary>
    public Besides Besides(RequestConsultationBody body, Guid id, Guid patient) =>
        new([patient], ReferralWriting.PatientPrefix, (states, context, numbers) => Decide(body, id, patient, states, context, numbers));

    /// <summary>Two decisions: the consultation's, and the patient's.</summary>
    private IReadOnlyList<Decision> Decide(
        RequestConsultationBody body, Guid id, Guid patient, IReadOnlyList<Matter?> states, StepContext context,
        IReadOnlyList<string> numbers)
    {
        // The id is new: a consultation that is there already was opened by this very command.
        if (states[0] is not null) return [Decision.Nothing, Decision.Nothing];
        var advice = body.Form == ConsultationForms.HealthAdvice;
        var from = body.FromInstitution ?? (context.Actor.Unit.Length > 0 || !advice ? context.Actor.Unit : body.ToInstitution);
        var form = ConsultationForms.All.Contains(body.Form) ? body.Form : ConsultationForms.HealthAdvice;
        var urgency = body.Urgency ?? ConsultationUrgencies.Routine;
        var request = new RequestConsultation(
            id, numbers[0], body.Form, urgency, body.Modality, patient, body.ReferralId, from, body.ToInstitution,
            new(body.Question, body.Summary, advice ? new(body.Patient.Name.Trim(), body.Patient.Phone?.Trim() ?? "") : null),
            body.Attachments ?? [], Limits(form, urgency, context));
        return
        [
            ConsultationHandlers.Handle(request, processes.Latest(form)!.Key, context, progress),
            PatientHandlers.Handle(new RegisterPatient(patient, numbers[1], body.Patient.Details(), from), states[1], context),
        ];
    }

    private bool IsHospital(string code) => units.All.Any(unit => unit.Code == code && unit.Kind == "hospital");

    private ConsultationLimits Limits(string form, string urgency, StepContext context)
    {
        var (shelf, day) = (tables.Current, context.Now.InZone(WorkingCalendar.Zone).Date);
        if (_ready is not { } ready || ready.Shelf != shelf || ready.Day != day) _ready = ready = (shelf, day, shelf.InForce(day));
        return ConsultationLimits.Ask(
            ready.Ready, form, ConsultationUrgencies.All.Contains(urgency) ? urgency : ConsultationUrgencies.Routine);
    }
}

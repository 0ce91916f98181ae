using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Personal;
using R4 = Hl7.Fhir.Model;
using RequestStatus = Hl7.Fhir.Model.RequestStatus;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>
/// A referral as the closed loop of HL7 BSeR: <c>ServiceRequest</c>, <c>Task</c> and <c>Appointment</c>, all three under its own
/// id. What was posted stands as it was posted; what the referral itself determines is said over it.
/// </summary>
internal static class FhirReferralView
{
    /// <summary>Where a task stands in the words of BSeR.</summary>
    public const string BusinessStatusSystem = "http://hl7.org/fhir/us/bser/CodeSystem/TaskBusinessStatusCS";

    /// <summary>What an output of a task is: <c>result</c>, <c>treatment</c>, <c>advice</c>; of a proposal <c>department</c>, <c>day</c>.</summary>
    public const string OutputSystem = "urn:smartcity:referral-output";

    public const string DepartmentSystem = "urn:smartcity:department", DiagnosisSystem = "http://hl7.org/fhir/sid/icd-10",
        DeclineSystem = "urn:smartcity:decline-reason", DirectionSystem = "urn:smartcity:referral-direction", NumberSystem = "urn:smartcity:referral-number";

    public static RequestStatus RequestStatusOf(Referral r) => r.Status switch
    {
        ReferralStatuses.Draft => RequestStatus.Draft,
        ReferralStatuses.NoShow => RequestStatus.OnHold,
        ReferralStatuses.Rejected or ReferralStatuses.Cancelled or ReferralStatuses.Expired or ReferralStatuses.Failed => RequestStatus.Revoked,
        ReferralStatuses.Completed or ReferralStatuses.ReReferred or ReferralStatuses.Closed => RequestStatus.Completed,
        ReferralStatuses.EnteredInError => RequestStatus.EnteredInError,
        _ => RequestStatus.Active,
    };

    public static TaskStatus TaskStatusOf(Referral r) => r.Status switch
    {
        ReferralStatuses.Draft => TaskStatus.Draft,
        ReferralStatuses.Submitted => TaskStatus.Requested,
        ReferralStatuses.Received or ReferralStatuses.MoreInformation or ReferralStatuses.Proposed => TaskStatus.Received,
        ReferralStatuses.Accepted or ReferralStatuses.Scheduled => TaskStatus.Accepted,
        ReferralStatuses.NoShow => TaskStatus.OnHold,
        ReferralStatuses.Arrived or ReferralStatuses.InTreatment => TaskStatus.InProgress,
        ReferralStatuses.Completed or ReferralStatuses.ReReferred or ReferralStatuses.Closed => TaskStatus.Completed,
        ReferralStatuses.Rejected => TaskStatus.Rejected,
        ReferralStatuses.Failed => TaskStatus.Failed,
        ReferralStatuses.EnteredInError => TaskStatus.EnteredInError,
        _ => TaskStatus.Cancelled,
    };

    /// <summary>The status code of BSeR; null where it has none for it.</summary>
    private static string? BusinessStatusOf(Referral r) => r.Status switch
    {
        ReferralStatuses.Submitted or ReferralStatuses.Received or ReferralStatuses.MoreInformation or ReferralStatuses.Proposed => "2.0",
        ReferralStatuses.Accepted => "3.0",
        ReferralStatuses.Rejected => "4.0",
        ReferralStatuses.Scheduled => "5.1.1",
        ReferralStatuses.NoShow => "5.1.2",
        ReferralStatuses.Cancelled or ReferralStatuses.Expired or ReferralStatuses.Failed => "6.0",
        ReferralStatuses.Completed or ReferralStatuses.ReReferred or ReferralStatuses.Closed => "7.0",
        _ => null,
    };

    public static R4.ServiceRequest Request(Referral r, R4.ServiceRequest? posted)
    {
        var slip = r.Slip.Value;
        var request = posted ?? new R4.ServiceRequest
        {
            Identifier = [new(NumberSystem, r.Number)],
            Intent = R4.RequestIntent.Order,
            Category = [new(DirectionSystem, r.Direction)],
            Code = new() { Text = r.Title.Zh },
            Priority = Enum.Parse<R4.RequestPriority>(r.Urgency, ignoreCase: true),
            AuthoredOn = Time(r.OpenedAt),
            Requester = Requester(r),
            PerformerType = r.Department is { } department ? new(DepartmentSystem, department) : null,
            Performer = [new($"Organization/{r.ToInstitution}")],
            Subject = new($"Patient/{r.Patient}"),
            Replaces = r.Follows is { } before ? [new($"ServiceRequest/{before}")] : [],
            ReasonCode = slip is null ? [] : [new(DiagnosisSystem, slip.Diagnosis.Code, slip.Diagnosis.Display, slip.Reason)],
            Note = slip?.Summary is { } summary ? [new() { Text = summary }] : [],
            PatientInstruction = slip?.Plan,
        };
        request.Status = RequestStatusOf(r);
        return request;
    }

    public static R4.Task Task(Referral r, R4.Task? posted)
    {
        var task = posted ?? new R4.Task
        {
            Intent = R4.Task.TaskIntent.Order,
            Code = new("http://hl7.org/fhir/CodeSystem/task-code", "fulfill"),
            For = new($"Patient/{r.Patient}"),
            AuthoredOn = Time(r.SubmittedAt ?? r.OpenedAt),
            Requester = Requester(r),
        };
        task.Status = TaskStatusOf(r);
        task.Focus = new($"ServiceRequest/{r.Id}");
        task.Owner ??= new($"Organization/{r.ToInstitution}");
        task.BusinessStatus = BusinessStatusOf(r) is { } code ? new(BusinessStatusSystem, code, r.Status) : new() { Text = r.Status };
        task.LastModified = Time(r.UpdatedAt);
        if (r.Declined is { } declined) task.StatusReason ??= new(DeclineSystem, declined.Reason) { Text = declined.Note?.Value?.Text };
        if (r.Question is { } question) task.StatusReason = new() { Text = question.Question.Value?.Text };
        if (r.Expired is { } why) task.StatusReason = new("urn:smartcity:expiry", why);
        foreach (var output in Outputs(r).Where(output => !task.Output.Any(said => Says(said, output)))) task.Output.Add(output);
        return task;
    }

    /// <summary>The slot that is booked; null where none is, and none was posted.</summary>
    public static R4.Appointment? Appointment(Referral r, R4.Appointment? posted)
    {
        if (posted is null && r.Appointment is null) return null;
        var appointment = posted ?? new R4.Appointment
        {
            BasedOn = [new($"ServiceRequest/{r.Id}")],
            Participant =
            [
                new() { Actor = new($"Patient/{r.Patient}"), Status = R4.ParticipationStatus.Accepted },
                new() { Actor = new($"Organization/{r.ToInstitution}"), Status = R4.ParticipationStatus.Accepted },
            ],
        };
        if (r.Appointment is { } slot)
        {
            appointment.Start = (slot.Day + (slot.Time ?? LocalTime.Midnight)).InZoneLeniently(WorkingCalendar.Zone).ToDateTimeOffset();
            appointment.AppointmentType ??= new("urn:smartcity:appointment-kind", slot.Kind);
            if (appointment.Specialty.Count == 0) appointment.Specialty = [new(DepartmentSystem, slot.Department)];
        }
        appointment.Status = r switch
        {
            { EndedEarly: true } => R4.Appointment.AppointmentStatus.Cancelled,
            { Concluded: not null } => R4.Appointment.AppointmentStatus.Fulfilled,
            { ArrivedAt: not null } => R4.Appointment.AppointmentStatus.Arrived,
            { Appointment: null } => R4.Appointment.AppointmentStatus.Noshow,
            _ => R4.Appointment.AppointmentStatus.Booked,
        };
        return appointment;
    }

    /// <summary>A patient of the index, where nobody posted one.</summary>
    public static R4.Patient Patient(Domain.Referrals.Patients.Patient p) => new()
    {
        Identifier =
        [
            new(FhirPatients.NumberSystem, p.Number),
            .. p.Details?.IdNumber is { } number ? (R4.Identifier[])[new(FhirPatients.ResidentSystem, number)] : [],
        ],
        Active = true,
        Name = [new() { Text = p.Details?.Name }],
        Gender = Enum.Parse<R4.AdministrativeGender>(p.Details?.Sex ?? "unknown", ignoreCase: true),
        BirthDate = p.Details?.BirthDate is { } born ? LocalDatePattern.Iso.Format(born) : null,
        Telecom = p.Details?.Phone is { } phone ? [new(R4.ContactPoint.ContactPointSystem.Phone, null, phone)] : [],
        Address = p.Details?.Address is { } address ? [new() { Text = address }] : [],
    };

    private static IEnumerable<R4.Task.OutputComponent> Outputs(Referral r)
    {
        if (r.Proposal is { } proposed)
        {
            yield return Output("department", proposed.Department);
            yield return new() { Type = new(OutputSystem, "day"), Value = new R4.Date(LocalDatePattern.Iso.Format(proposed.Day)) };
        }
        if (Text(r.Treatment, t => t.Treatment) is { } treatment) yield return Output("treatment", treatment);
        if (Text(r.Concluded?.Result, t => t.Result) is { } result) yield return Output("result", result);
        if (Text(r.Concluded?.Result, t => t.Advice) is { } advice) yield return Output("advice", advice);
        if (r.Concluded?.Result.Value?.Diagnosis is { } diagnosis)
            yield return new()
            {
                Type = new(OutputSystem, "diagnosis"), Value = new R4.CodeableConcept(DiagnosisSystem, diagnosis.Code, diagnosis.Display, diagnosis.Display),
            };
    }

    /// <summary>Whether what was posted says it already, under that name or under another.</summary>
    private static bool Says(R4.Task.OutputComponent said, R4.Task.OutputComponent output) =>
        said.Type?.Text == output.Type!.Coding[0].Code || said.Type?.Coding.Any(c => c.Code == output.Type.Coding[0].Code) == true
        || (said.Value is R4.FhirString { Value: { } text } && text == (output.Value as R4.FhirString)?.Value);

    private static string? Text<T>(Sealed<T>? given, Func<T, string?> text) where T : class => given?.Value is { } value ? text(value) : null;

    private static R4.Task.OutputComponent Output(string code, string text) => new() { Type = new(OutputSystem, code), Value = new R4.FhirString(text) };

    private static R4.ResourceReference Requester(Referral r) =>
        new(r.Doctor is { } doctor ? $"PractitionerRole/{doctor}" : $"Organization/{r.FromInstitution}");

    private static string Time(Instant at) => OffsetDateTimePattern.Rfc3339.Format(at.InZone(WorkingCalendar.Zone).ToOffsetDateTime());
}

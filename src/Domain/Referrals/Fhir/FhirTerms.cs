namespace SmartCity.Domain.Referrals.Fhir;

/// <summary>A resource as it was posted (资源原文), whole, in the JSON form of FHIR R4. It stands sealed in every event.</summary>
public sealed record FhirContent(string Json);

/// <summary>
/// What a resource is found by. It names nobody: identifiers and addresses elsewhere stand as keyed hashes, references as
/// the type and id of a resource of this system.
/// </summary>
/// <param name="Status">The resource's own status code; null where its type has none.</param>
/// <param name="Subject">Whom it is about, such as <c>Patient/…</c>.</param>
/// <param name="Identifiers">Keyed hashes of each identifier: of system and value, of the value alone, of the system alone.</param>
/// <param name="References">What it refers to here, each as <c>element=Type/id</c>.</param>
public sealed record FhirIndex(
    string? Status, string? Subject, string? Requester, string? Owner, string? Focus, IReadOnlyList<string> Identifiers,
    IReadOnlyList<string> References);

/// <summary>The resource types of FHIR R4 that this system serves.</summary>
public static class FhirTypes
{
    public const string ServiceRequest = "ServiceRequest", Task = "Task", Patient = "Patient", Organization = "Organization",
        Practitioner = "Practitioner", PractitionerRole = "PractitionerRole", Appointment = "Appointment",
        Communication = "Communication", DocumentReference = "DocumentReference", Consent = "Consent",
        AuditEvent = "AuditEvent", Provenance = "Provenance", Subscription = "Subscription";

    public static IReadOnlyList<string> All { get; } =
    [
        ServiceRequest, Task, Patient, Organization, Practitioner, PractitionerRole, Appointment, Communication,
        DocumentReference, Consent, AuditEvent, Provenance, Subscription,
    ];

    public static bool IsOfDirectory(string type) => type is Organization or Practitioner or PractitionerRole;

    /// <summary>Whether a resource of the type is a record of what was done: it is written once, and never again.</summary>
    public static bool IsRecord(string type) => type is AuditEvent or Provenance;

    /// <summary>Whether a resource of the type may be deleted: what was said of a patient stays, a subscription may end.</summary>
    public static bool MayBeDeleted(string type) => type == Subscription;
}

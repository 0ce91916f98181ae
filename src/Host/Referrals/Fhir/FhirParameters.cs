using SmartCity.Domain.Referrals.Fhir;
using SearchParamType = Hl7.Fhir.Model.SearchParamType;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>A search parameter of a type, and the column that it asks for.</summary>
internal sealed record FhirParameter(string Name, SearchParamType Type, string? Column = null, string? Target = null);

/// <summary>What each type may be searched by, and what may be brought along. The CapabilityStatement says the same.</summary>
internal static class FhirParameters
{
    /// <summary>Of <c>Provenance</c>: what it is about.</summary>
    public const string Target = "target";

    private static readonly string[] WithoutIdentifier = [FhirTypes.AuditEvent, FhirTypes.Provenance, FhirTypes.Subscription];
    private static readonly string[] OfNoPatient =
        [FhirTypes.Patient, FhirTypes.Organization, FhirTypes.Practitioner, FhirTypes.PractitionerRole, FhirTypes.Subscription];
    private static readonly string[] WithoutStatus =
    [
        FhirTypes.Patient, FhirTypes.Organization, FhirTypes.Practitioner, FhirTypes.PractitionerRole, FhirTypes.AuditEvent,
        FhirTypes.Provenance,
    ];

    private static readonly Dictionary<string, IReadOnlyList<FhirParameter>> Known = FhirTypes.All.ToDictionary(type => type, Make);

    /// <summary>Elements that hold what an <c>_include</c> of this name brings; a name that is not here is the element's own.</summary>
    private static readonly Dictionary<string, IReadOnlyList<string>> Elements = new()
    {
        ["subject"] = ["subject", "for", "patient"],
        ["patient"] = ["subject", "for", "patient", "participant", "target", "entity", "agent"],
        ["actor"] = ["participant"],
        ["based-on"] = ["basedOn"],
        ["part-of"] = ["partOf"],
        ["supporting-info"] = ["supportingInfo"],
        ["relatesto"] = ["relatesTo"],
        ["who"] = ["agent"],
    };

    private static readonly Dictionary<string, IReadOnlyList<string>> Includes = new()
    {
        [FhirTypes.ServiceRequest] = ["subject", "patient", "requester", "performer", "based-on", "supporting-info"],
        [FhirTypes.Task] = ["focus", "subject", "patient", "requester", "owner", "based-on", "part-of"],
        [FhirTypes.Patient] = ["organization", "general-practitioner", "link"],
        [FhirTypes.Organization] = ["partof"],
        [FhirTypes.Practitioner] = [],
        [FhirTypes.PractitionerRole] = ["practitioner", "organization"],
        [FhirTypes.Appointment] = ["actor", "patient", "based-on"],
        [FhirTypes.Communication] = ["subject", "patient", "sender", "recipient", "based-on"],
        [FhirTypes.DocumentReference] = ["subject", "patient", "author", "custodian", "relatesto"],
        [FhirTypes.Consent] = ["patient", "organization"],
        [FhirTypes.AuditEvent] = ["patient", "who", "entity"],
        [FhirTypes.Provenance] = ["target", "patient", "who"],
        [FhirTypes.Subscription] = [],
    };

    public static IReadOnlyList<FhirParameter> Of(string type) => Known[type];

    /// <summary>The names that <c>_include=Type:name</c> may have.</summary>
    public static IReadOnlyList<string> IncludesOf(string type) => Includes[type];

    /// <summary>Whether a reference that is kept as <c>element=Type/id</c> is brought by the name; <c>*</c> brings all.</summary>
    public static bool Brings(string name, string element, string address) =>
        name == "*" || ((Elements.TryGetValue(name, out var elements) ? elements.Contains(element)
            : element.Equals(name.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
              || (name == "organization" && element == "managingOrganization"))
        && (name != "patient" || address.StartsWith("Patient/", StringComparison.Ordinal)));

    private static IReadOnlyList<FhirParameter> Make(string type)
    {
        List<FhirParameter> all = [new("_id", SearchParamType.Token), new("_lastUpdated", SearchParamType.Date)];
        if (!WithoutIdentifier.Contains(type)) all.Add(new("identifier", SearchParamType.Token));
        if (!WithoutStatus.Contains(type)) all.Add(new("status", SearchParamType.Token, "status"));
        if (!OfNoPatient.Contains(type))
        {
            all.Add(new("patient", SearchParamType.Reference, "subject", FhirTypes.Patient));
            all.Add(new("subject", SearchParamType.Reference, "subject"));
        }
        if (type is FhirTypes.ServiceRequest or FhirTypes.Task) all.Add(new("requester", SearchParamType.Reference, "requester"));
        if (type is FhirTypes.Provenance) all.Add(new(Target, SearchParamType.Reference));
        if (type is FhirTypes.Task)
        {
            all.Add(new("owner", SearchParamType.Reference, "owner"));
            all.Add(new("focus", SearchParamType.Reference, "focus"));
        }
        return all;
    }
}

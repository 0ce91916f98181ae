using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Projections.Referrals.Patients;
using SmartCity.Projections.Shared.Personal;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>A reference of a resource to another one of this system, and the element in which it stands.</summary>
internal sealed record FhirLink(string Expression, string Element, string Address);

/// <summary>What a resource is found by, what it refers to, and which units it names.</summary>
/// <param name="Patient">The address of the patient whom it is about by its own word; null where it says so of nobody.</param>
internal sealed record FhirIndexed(FhirIndex Index, IReadOnlyList<FhirLink> Links, IReadOnlyList<string> Units, string? Patient);

/// <summary>Reads out of a resource what it is found by; whatever might name somebody becomes a keyed hash.</summary>
internal sealed class FhirIndexer(PersonHash hash, UnitDirectory units, AccountBook people)
{
    private static readonly string[] SubjectElements = ["subject", "for", "patient"];
    private static readonly string[] IdentifierElements = ["identifier", "masterIdentifier"];
    private static readonly string[] ActorElements = ["participant", "target", "entity", "agent"];

    public FhirIndexed Of(R4.Resource resource, string @base)
    {
        var links = Links(resource, @base);
        var elements = resource.EnumerateElements().ToDictionary(e => e.Key, e => e.Value);
        string? At(string element) => elements.GetValueOrDefault(element) is R4.ResourceReference { Reference: { } to }
            ? FhirReference.Local(to, @base) ?? Elsewhere(to) : null;
        var said = SubjectElements.Select(At).FirstOrDefault(at => at is not null);
        var subject = said ?? links.FirstOrDefault(l => ActorElements.Contains(l.Element) && FhirReference.IsPatient(l.Address))?.Address;
        var index = new FhirIndex(
            elements.GetValueOrDefault("status") is R4.PrimitiveType status ? status.JsonValue?.ToString() : null, subject,
            At("requester"), At("owner"), At("focus"),
            [.. Identifiers(elements).SelectMany(id => Hashes(id.System, id.Value)).Distinct().Order(StringComparer.Ordinal)],
            [.. links.Select(l => $"{l.Element}={l.Address}").Distinct().Order(StringComparer.Ordinal)]);
        return new(
            index, links, [.. links.Select(l => UnitOf(l.Address)).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            FhirReference.IsPatient(said) ? said : null);
    }

    /// <summary>Under which an identifier is looked for: either part may be left out, not both.</summary>
    public string HashOf(string? system, string? value) => hash.Of("fhir-identifier", $"{system ?? "*"}|{value ?? "*"}")!;

    /// <summary>The hash of an identifier as a search names it: <c>system|value</c>, <c>|value</c>, <c>system|</c> or <c>value</c>.</summary>
    public string Token(string token) => token.IndexOf('|', StringComparison.Ordinal) is >= 0 and var bar
        ? HashOf(token[..bar], bar + 1 < token.Length ? token[(bar + 1)..] : null)
        : HashOf(null, token);

    /// <summary>Every hash under which it is found: of a resident identity number, that of the index of patients, too.</summary>
    public IReadOnlyList<string> Tokens(string token) =>
        token.Split('|', 2) is [.. var system, { Length: > 0 } number] && (system.Length == 0 || system[0] == FhirPatients.ResidentSystem)
            ? [Token(token), new PatientMarks(hash).OfIdNumber(number)!] : [Token(token)];

    /// <summary>An id that follows from who asks for it and what they call it.</summary>
    public string IdOf(string type, string unit, string token) => hash.IdOf("fhir-conditional", $"{type}\n{unit}\n{token}").ToString();

    /// <summary>Under which a reference to another system is kept.</summary>
    public string Elsewhere(string reference) => "~" + hash.Of("fhir-reference", reference);

    /// <summary>The health institution that an address of the directory stands for; null for any other address.</summary>
    public string? UnitOf(string address) => address.Split('/') switch
    {
        [FhirTypes.Organization, var code] => units.IsHealthInstitution(code) ? code : null,
        [FhirTypes.Practitioner or FhirTypes.PractitionerRole, var name] =>
            people.Person(name) is { Unit: var unit } && units.IsHealthInstitution(unit) ? unit : null,
        _ => null,
    };

    private IEnumerable<string> Hashes(string? system, string? value) =>
        value is null ? [] : [HashOf(system ?? "", value), HashOf(null, value), HashOf(system ?? "", null)];

    private static IEnumerable<R4.Identifier> Identifiers(Dictionary<string, object> elements) =>
        IdentifierElements.SelectMany(name => elements.GetValueOrDefault(name) switch
        {
            R4.Identifier one => [one],
            IEnumerable<R4.Identifier> many => many,
            _ => [],
        });

    private static List<FhirLink> Links(R4.Resource resource, string @base)
    {
        var links = new List<FhirLink>();
        void Walk(R4.Base at, string path, string element)
        {
            if (at is R4.ResourceReference { Reference: { } to } && FhirReference.Local(to, @base) is { } address)
                links.Add(new(path, element, address));
            foreach (var (name, value) in at.EnumerateElements())
            {
                var top = element.Length == 0 ? name : element;
                if (value is R4.Base one) Walk(one, $"{path}.{name}", top);
                else if (value is IEnumerable<R4.Base> many)
                    foreach (var (item, i) in many.Select((item, i) => (item, i))) Walk(item, $"{path}.{name}[{i}]", top);
            }
        }
        Walk(resource, resource.TypeName, "");
        return links;
    }
}

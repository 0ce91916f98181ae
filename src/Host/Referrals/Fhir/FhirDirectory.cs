using System.Text;
using SmartCity.Application.Referrals.Fhir;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Projections.Shared;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>
/// Health institutions and their staff as <c>Organization</c>, <c>Practitioner</c> and <c>PractitionerRole</c>, kept in step with
/// units and accounts at every start. Every health institution reads them; nobody writes them.
/// </summary>
internal sealed class FhirDirectory(UnitDirectory units, AccountBook people, FhirIndexer indexer, GroupCommit ledger) : IHostedService
{
    /// <summary>Systems of the identifiers in it.</summary>
    public const string UnitSystem = "urn:smartcity:unit", AccountSystem = "urn:smartcity:account", RoleSystem = "urn:smartcity:role";

    private const string Base = "urn:smartcity";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var institutions = units.All.Where(unit => units.IsHealthInstitution(unit.Code)).ToList();
        var readers = institutions.Select(unit => unit.Code).Order(StringComparer.Ordinal).ToList();
        var staff = people.People.Where(person => units.IsHealthInstitution(person.Unit)).ToList();
        return Task.WhenAll(
            institutions.Select(unit => (unit.Code, unit.Code, (R4.Resource)Organization(unit)))
                .Concat(staff.Select(person => (person.Username, person.Unit, (R4.Resource)Practitioner(person))))
                .Concat(staff.Select(person => (person.Username, person.Unit, (R4.Resource)Role(person))))
                .Select(entry => Write(entry.Item1, entry.Item2, entry.Item3, readers)));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task Write(string id, string unit, R4.Resource resource, IReadOnlyList<string> readers)
    {
        var type = resource.TypeName;
        var stream = FhirReference.StreamOf($"{type}/{id}");
        var entry = new WriteFhirDirectoryEntry(
            stream, type, id, unit, readers, indexer.Of(resource, Base).Index,
            new(Encoding.UTF8.GetString(FhirWire.Bytes(resource, FhirFormat.Json))));
        return ledger.Execute(new(
            stream, "fhir-directory", Actor.System, (matter, _, _) => FhirHandlers.Handle(entry, matter), _ => new(200, "{}"))
        {
            CausationId = "fhir-directory",
        });
    }

    private R4.Organization Organization(Unit unit) => new()
    {
        Identifier = [new(UnitSystem, unit.Code)],
        Active = true,
        Name = unit.Name.Zh,
        Alias = [unit.Name.En],
        Type = [new(UnitSystem + "-kind", unit.Kind)],
        PartOf = unit.Parent is { } parent && units.IsHealthInstitution(parent) ? new($"Organization/{parent}") : null,
    };

    private static R4.Practitioner Practitioner(Account person) => new()
    {
        Identifier = [new(AccountSystem, person.Username)], Active = true, Name = [new() { Text = person.DisplayName }],
    };

    private static R4.PractitionerRole Role(Account person) => new()
    {
        Identifier = [new(AccountSystem, person.Username)],
        Active = true,
        Practitioner = new($"Practitioner/{person.Username}", person.DisplayName),
        Organization = new($"Organization/{person.Unit}"),
        Code = [.. person.Roles.Select(role => new R4.CodeableConcept(RoleSystem, role))],
    };
}

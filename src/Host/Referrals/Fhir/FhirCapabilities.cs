using SmartCity.Domain.Referrals.Fhir;
using R4 = Hl7.Fhir.Model;
using Interaction = Hl7.Fhir.Model.CapabilityStatement.TypeRestfulInteraction;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>What this face does, said as a <c>CapabilityStatement</c>.</summary>
internal static class FhirCapabilities
{
    private static readonly Interaction[] Interactions =
    [
        Interaction.Read, Interaction.Vread, Interaction.Create, Interaction.Update, Interaction.HistoryInstance, Interaction.SearchType,
    ];

    public static R4.CapabilityStatement Statement(HttpContext http) => new()
    {
        Status = R4.PublicationStatus.Active,
        Date = "2026-12-01",
        Name = "SmartCityReferrals",
        Title = "双向转诊 FHIR R4 接口 / FHIR R4 of referrals",
        Kind = R4.CapabilityStatementKind.Instance,
        FhirVersion = R4.FHIRVersion.N4_0_1,
        Format = ["application/fhir+json", "application/fhir+xml", "json", "xml"],
        Software = new() { Name = "SmartCity" },
        Implementation = new() { Description = "区级双向转诊 / Referrals of the district", Url = FhirWire.Base(http.Request) },
        Rest =
        [
            new()
            {
                Mode = R4.CapabilityStatement.RestfulCapabilityMode.Server,
                Security = new()
                {
                    Cors = false,
                    Service = [new("http://terminology.hl7.org/CodeSystem/restful-security-service", "OAuth")],
                    Description = "POST /connect/token, client_credentials",
                },
                Resource = [.. FhirTypes.All.Select(Resource)],
                Interaction =
                [
                    new() { Code = R4.CapabilityStatement.SystemRestfulInteraction.Transaction },
                    new() { Code = R4.CapabilityStatement.SystemRestfulInteraction.Batch },
                ],
            },
        ],
    };

    private static R4.CapabilityStatement.ResourceComponent Resource(string type) => new()
    {
        TypeElement = new() { JsonValue = type },
        Interaction =
        [
            .. Interactions.Concat(FhirTypes.MayBeDeleted(type) ? [Interaction.Delete] : [])
                .Select(code => new R4.CapabilityStatement.ResourceInteractionComponent
                {
                    Code = code,
                    Documentation = code == Interaction.Update && FhirTypes.IsRecord(type) ? "Creates under an id of one's own; never changed after." : null,
                }),
        ],
        Versioning = R4.CapabilityStatement.ResourceVersionPolicy.VersionedUpdate,
        ReadHistory = true,
        UpdateCreate = true,
        ConditionalCreate = true,
        ConditionalRead = R4.CapabilityStatement.ConditionalReadStatus.NotMatch,
        ConditionalUpdate = false,
        ConditionalDelete = R4.CapabilityStatement.ConditionalDeleteStatus.NotSupported,
        ReferencePolicy = [R4.CapabilityStatement.ReferenceHandlingPolicy.Literal, R4.CapabilityStatement.ReferenceHandlingPolicy.Enforced],
        SearchInclude = [.. FhirParameters.IncludesOf(type).Select(name => $"{type}:{name}")],
        SearchParam =
        [
            .. FhirParameters.Of(type).Select(p => new R4.CapabilityStatement.SearchParamComponent
            {
                Name = p.Name, Type = p.Type,
                Documentation = p is { Type: R4.SearchParamType.Reference, Column: not null } ? $"Also {p.Name}{FhirQueryReader.Chained}=system|value." : null,
            }),
        ],
    };
}

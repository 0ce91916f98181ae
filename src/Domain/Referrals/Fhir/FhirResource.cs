using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Fhir;

/// <summary>
/// A resource that another system wrote, one stream each (外部资源). It is kept by the same means as a matter and stands in no
/// list of matters. Its title is its type.
/// </summary>
public sealed record FhirResource : Matter
{
    public const string ResourceStream = "fhir-resource";

    public required string Type { get; init; }

    /// <summary>Its id within the type: what stands in its address.</summary>
    public required string LogicalId { get; init; }

    /// <summary>Its version as FHIR counts it: how often it was written or deleted, from 1.</summary>
    public long ContentVersion { get; init; }

    /// <summary>As it was written last; null once the patient is erased.</summary>
    public FhirContent? Content { get; init; }

    /// <summary>Whose key it is sealed with: of no patient, its own id; null where it is not sealed.</summary>
    public Guid? Person { get; init; }

    /// <summary>The referral whose posted form it is; null for any other resource.</summary>
    public Guid? Referral { get; init; }

    public required FhirIndex Index { get; init; }

    public Instant LastUpdated { get; init; }

    public bool Deleted { get; init; }

    /// <summary>Stands among the units of a subscription whose subscriber may read everything.</summary>
    public const string EveryUnit = "*";

    /// <inheritdoc/>
    public override IEnumerable<Guid> Persons =>
        Person is { } person && (Type == FhirTypes.Patient || person != Id) ? [person] : [];

    /// <inheritdoc/>
    public override bool Listed => false;

    /// <inheritdoc/>
    public override string Status => Deleted ? "deleted" : Content is null ? "erased" : "current";

    /// <summary>The state after the event; total: an event that is not of a resource only moves the version.</summary>
    public static FhirResource? Evolve(FhirResource? state, Recorded e) => (state, e.Data) switch
    {
        (_, FhirResourceWritten w) => Written(state, e, w.ResourceId, w.Type, w.LogicalId, w.Unit, w.Units, w.Index, w.Content.Value) with
        {
            Person = w.Content.Person, Referral = w.Referral,
        },
        (_, FhirDirectoryEntryWritten w) => Written(state, e, w.ResourceId, w.Type, w.LogicalId, w.Unit, w.Units, w.Index, w.Entry),
        (null, _) => null,
        (_, FhirResourceDeleted) => state.EvolveShared<FhirResource>(e) with
        {
            ContentVersion = state.ContentVersion + 1, LastUpdated = e.OccurredAt, Deleted = true,
        },
        (_, FhirResourceShared shared) => state.EvolveShared<FhirResource>(e) with { Units = state.Units.Union(shared.Units) },
        _ => state.EvolveShared<FhirResource>(e),
    };

    /// <inheritdoc/>
    protected override Matter Without(Guid person) => person == Person ? this with { Content = null } : this;

    private static FhirResource Written(
        FhirResource? state, Recorded e, Guid id, string type, string logicalId, string unit, IReadOnlyList<string> units,
        FhirIndex index, FhirContent? content) => (state?.EvolveShared<FhirResource>(e) ?? new()
        {
            Id = id,
            Number = $"{type}/{logicalId}",
            Kind = ResourceStream,
            Title = new(type, type),
            Unit = unit,
            IntakeUnit = unit,
            Channel = "fhir",
            OpenedAt = e.OccurredAt,
            Version = e.Version,
            Units = [unit],
            Type = type,
            LogicalId = logicalId,
            Index = index,
        }) with
        {
            ContentVersion = (state?.ContentVersion ?? 0) + 1, Content = content, Index = index, LastUpdated = e.OccurredAt,
            Units = (state?.Units ?? [unit]).Union(units), Deleted = false,
        };
}

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

    public required FhirIndex Index { get; init; }

    public Instant LastUpdated { get; init; }

    public bool Deleted { get; init; }

    /// <inheritdoc/>
    public override bool Listed => false;

    /// <inheritdoc/>
    public override string Status => Deleted ? "deleted" : Content is null ? "erased" : "current";

    /// <summary>The state after the event; total: an event that is not of a resource only moves the version.</summary>
    public static FhirResource? Evolve(FhirResource? state, Recorded e) => (state, e.Data) switch
    {
        (null, FhirResourceWritten written) => Open(written, e),
        (null, _) => null,
        (_, FhirResourceWritten written) => state.EvolveShared<FhirResource>(e) with
        {
            ContentVersion = state.ContentVersion + 1, Content = written.Content.Value, Index = written.Index,
            Units = state.Units.Union(written.Units), LastUpdated = e.OccurredAt, Deleted = false,
        },
        (_, FhirResourceDeleted) => state.EvolveShared<FhirResource>(e) with
        {
            ContentVersion = state.ContentVersion + 1, LastUpdated = e.OccurredAt, Deleted = true,
        },
        (_, FhirResourceShared shared) => state.EvolveShared<FhirResource>(e) with { Units = state.Units.Union(shared.Units) },
        _ => state.EvolveShared<FhirResource>(e),
    };

    private static FhirResource Open(FhirResourceWritten e, Recorded recorded) => new()
    {
        Id = e.ResourceId,
        Number = $"{e.Type}/{e.LogicalId}",
        Kind = ResourceStream,
        Title = new(e.Type, e.Type),
        Unit = e.Unit,
        IntakeUnit = e.Unit,
        Channel = "fhir",
        OpenedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Units = [e.Unit, .. e.Units],
        Type = e.Type,
        LogicalId = e.LogicalId,
        ContentVersion = 1,
        Content = e.Content.Value,
        Index = e.Index,
        LastUpdated = recorded.OccurredAt,
    };
}

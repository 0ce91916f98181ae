using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Fhir;

/// <summary>A resource was written whole (写入资源): its first version, or a further one.</summary>
/// <param name="Content">Sealed for the patient whom it is about; where it is about none, under a key of its own.</param>
/// <param name="Units">Units that may read it: the one that wrote it, and those whom it names as receiver or sender.</param>
public sealed record FhirResourceWritten(
    Guid ResourceId, string Type, string LogicalId, string Unit, IReadOnlyList<string> Units, FhirIndex Index,
    Sealed<FhirContent> Content) : IDomainEvent;

/// <summary>A resource was deleted (删除资源); its versions stay in its history.</summary>
public sealed record FhirResourceDeleted(string Type, string LogicalId) : IDomainEvent;

/// <summary>Further units may read a resource, because something that they may read refers to it (共享资源).</summary>
public sealed record FhirResourceShared(IReadOnlyList<string> Units) : IDomainEvent;

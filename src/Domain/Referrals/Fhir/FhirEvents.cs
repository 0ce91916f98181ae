using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Fhir;

/// <summary>A resource was written whole (写入资源): its first version, or a further one.</summary>
/// <param name="Content">Sealed for the patient whom it is about; where it is about none, under a key of its own.</param>
/// <param name="Units">Units that it names: they may read it, as may the one that wrote it.</param>
/// <param name="Referral">The referral whose posted form it is, which says more of it than was posted; null for any other resource.</param>
public sealed record FhirResourceWritten(
    Guid ResourceId, string Type, string LogicalId, string Unit, IReadOnlyList<string> Units, FhirIndex Index,
    Sealed<FhirContent> Content, Guid? Referral = null) : IDomainEvent;

/// <summary>A resource was deleted (删除资源); its versions stay in its history.</summary>
public sealed record FhirResourceDeleted(string Type, string LogicalId) : IDomainEvent;

/// <summary>Further units may read a resource, because something that they may read refers to it (共享资源).</summary>
public sealed record FhirResourceShared(IReadOnlyList<string> Units) : IDomainEvent;

/// <summary>An institution or somebody of its staff stands in the directory so (机构与人员目录).</summary>
/// <param name="Units">Units that may read it.</param>
public sealed record FhirDirectoryEntryWritten(
    Guid ResourceId, string Type, string LogicalId, string Unit, IReadOnlyList<string> Units, FhirIndex Index,
    FhirContent Entry) : IDomainEvent;

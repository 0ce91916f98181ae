using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Fhir;

/// <summary>Writes a resource; null <paramref name="Seen"/> says that the sender saw none.</summary>
/// <param name="Create">Whether it is to be new: one that is there already stays as it is.</param>
/// <param name="Seen">The version that the sender saw.</param>
public sealed record WriteFhirResource(
    Guid Id, string Type, string LogicalId, string Unit, IReadOnlyList<string> Units, FhirIndex Index, Sealed<FhirContent> Content,
    bool Create, long? Seen, Guid? Referral = null);

/// <summary>Writes what the directory of institutions and staff says of one of them.</summary>
public sealed record WriteFhirDirectoryEntry(
    Guid Id, string Type, string LogicalId, string Unit, IReadOnlyList<string> Units, FhirIndex Index, FhirContent Entry);

/// <summary>Deletes a resource of a type that may be deleted.</summary>
public sealed record DeleteFhirResource(Guid Id, long? Seen);

/// <summary>Lets further units read a resource.</summary>
public sealed record ShareFhirResource(Guid Id, IReadOnlyList<string> Units);

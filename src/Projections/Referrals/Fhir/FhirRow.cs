using NodaTime;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Referrals.Fhir;

/// <summary>
/// What a resource is found by, in the inline read model <c>read.fhir_resources</c>; columns are the properties. It names
/// nobody. A deleted resource, and one of an erased patient, has no row: nothing tells that it was there.
/// </summary>
/// <param name="Version">As FHIR counts it.</param>
/// <param name="Identifiers">Keyed hashes (<see cref="FhirIndex"/>).</param>
/// <param name="Referral">The referral whose posted form it is.</param>
/// <param name="Refs">Each as <c>element=Type/id</c>.</param>
public sealed record FhirRow(
    Guid Id, string Type, string LogicalId, long Version, Instant LastUpdated, string? Status, string? Subject, string? Requester,
    string? Owner, string? Focus, string[] Identifiers, string[] Refs, string[] Units,
    Guid? Referral)
{
    public static InlineTable Table { get; } = InlineTable.Of<FhirResource, FhirRow>("read.fhir_resources", Of);

    public static SchemaPart Schema { get; } = SchemaPart.File("Referrals/Fhir/fhir.sql");

    /// <summary>Rows are equal when their columns are; arrays compare by their items.</summary>
    public bool Equals(FhirRow? other) =>
        other is not null && Identifiers.AsSpan().SequenceEqual(other.Identifiers) && Refs.AsSpan().SequenceEqual(other.Refs)
        && Units.AsSpan().SequenceEqual(other.Units) && Scalars.Equals(other.Scalars);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Version, Status);

    private object Scalars => new { Id, Type, LogicalId, Version, LastUpdated, Status, Subject, Requester, Owner, Focus, Referral };

    private static FhirRow? Of(FhirResource r) => r.Deleted || r.Content is null ? null : new(
        r.Id, r.Type, r.LogicalId, r.ContentVersion, r.LastUpdated, r.Index.Status, r.Index.Subject, r.Index.Requester,
        r.Index.Owner, r.Index.Focus, [.. r.Index.Identifiers], [.. r.Index.References], [.. r.Units.Order(StringComparer.Ordinal)],
        r.Referral);
}

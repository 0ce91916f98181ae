using NodaTime;
using SmartCity.Domain.Referrals.Fhir;

namespace SmartCity.Projections.Referrals.Fhir;

/// <summary>What a search asks for (检索条件). Every list is a choice; a null one asks for nothing.</summary>
/// <param name="Unit">Whose resources: those that the unit may read; null for all.</param>
/// <param name="Identifiers">Several choices of keyed hashes, each of which must hold.</param>
/// <param name="Order">By what, and whether the greatest comes first.</param>
public sealed record FhirQuery(
    string Type, string? Unit, IReadOnlyList<string>? Ids, IReadOnlyList<IReadOnlyList<string>> Identifiers,
    IReadOnlyList<FhirCriterion> Criteria, IReadOnlyList<FhirPeriod> LastUpdated, FhirOrder Order)
{
    /// <summary>Addresses, one of which it refers to as its target; null where none is asked for.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>
    /// Whether what this system itself recorded is looked through, too: where it is asked of a patient, of a referral or by id.
    /// </summary>
    public bool Recorded => FhirTypes.IsRecord(Type) && (Targets is not null || Ids is not null || Criteria.Any(c => c.Column == "subject"));
}

/// <summary>One column that must be one of the values.</summary>
/// <param name="Column">One of <see cref="FhirSearch.Columns"/>.</param>
/// <param name="Identified">
/// Not null: the values are keyed hashes of identifiers, of which what the column refers to has one; its type, or empty for any.
/// </param>
public sealed record FhirCriterion(string Column, IReadOnlyList<string> Values, string? Identified = null);

/// <summary>A span in which the last change lies, or does not; an open end is null.</summary>
/// <param name="To">The first moment after it.</param>
public sealed record FhirPeriod(Instant? From, Instant? To, bool Outside = false);

/// <summary>How what is found is ordered.</summary>
public sealed record FhirOrder(string Column, bool Descending)
{
    public static FhirOrder NewestFirst { get; } = new("last_updated", true);
}

/// <summary>Where a page ends: the value that it is ordered by, as text, and the stream.</summary>
public sealed record FhirPlace(string Value, Guid Id);

/// <summary>One resource that was found.</summary>
/// <param name="Place">Where it stands in the order that was asked for.</param>
public sealed record FhirFound(
    Guid Id, string Type, string LogicalId, IReadOnlyList<string> Refs, IReadOnlyList<string> Units, string Place);

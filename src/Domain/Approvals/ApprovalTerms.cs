using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Approvals;

/// <summary>
/// The terms under which an application was filed: the part of the catalogue item that its whole life depends on, as
/// it stood that day. A later version of the item changes nothing for it.
/// </summary>
public sealed record ApprovalTerms(
    string ItemCode,
    int ItemVersion,
    LocalizedText Name,
    string Process,
    IReadOnlyList<LegalBasis> Basis,
    TimeLimit Statutory,
    TimeLimit Promised,
    IReadOnlyDictionary<string, TimeLimit> Limits,
    IReadOnlyList<string> Required,
    IReadOnlyList<string> Tolerated,
    CertificateTemplate? Certificate)
{
    /// <summary>The terms of an item: its steps, special procedures and other limits become one list of limits.</summary>
    public static ApprovalTerms Of(ApprovalItem item) => new(
        item.Code,
        item.Version,
        item.Name,
        item.Process,
        item.Basis,
        item.Statutory,
        item.Promised,
        item.Steps
            .Concat(item.Limits)
            .Concat(item.SpecialProcedures.Select(special => KeyValuePair.Create(special.Kind, special.Limit)))
            .ToDictionary(limit => limit.Key, limit => limit.Value),
        [.. item.Materials.Where(material => material.Required).Select(material => material.Code)],
        [.. item.Materials.Where(material => material.Tolerated).Select(material => material.Code)],
        item.Certificate);

    /// <summary>A limit by name, or the given one where the item says nothing.</summary>
    public TimeLimit Limit(string name, TimeLimit otherwise) => Limits.TryGetValue(name, out var limit) ? limit : otherwise;
}

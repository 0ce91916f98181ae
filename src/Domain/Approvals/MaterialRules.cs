namespace SmartCity.Domain.Approvals;

/// <summary>Which materials can be named, and which are missing.</summary>
internal static class MaterialRules
{
    internal static MaterialUnknown? CheckCodes(IEnumerable<SubmittedMaterial> materials, IEnumerable<string> known)
    {
        var codes = materials.Select(material => material.Code).ToArray();
        var wrong = codes.Except(known).Concat(codes.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key));
        return Unknown(wrong);
    }

    /// <summary>Codes a clerk named that the terms do not know.</summary>
    internal static MaterialUnknown? CheckNamed(IEnumerable<string> codes, ApprovalTerms terms) =>
        Unknown(codes.Except(terms.Required).Except(terms.Tolerated));

    /// <summary>Required and not handed in.</summary>
    internal static IReadOnlyList<string> Missing(Approval state) =>
        [.. state.Terms.Required.Except(state.Materials.Select(material => material.Code))];

    private static MaterialUnknown? Unknown(IEnumerable<string> codes) => codes.Distinct().ToArray() is { Length: > 0 } some
        ? new MaterialUnknown { Fields = new Dictionary<string, string[]> { ["materials"] = some } }
        : null;
}

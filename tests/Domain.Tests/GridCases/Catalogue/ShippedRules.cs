using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Domain.Tests.Approvals;

namespace SmartCity.Domain.Tests.GridCases.Catalogue;

/// <summary>Kinds and tables as they stand under <c>catalog/</c>.</summary>
internal static class ShippedRules
{
    public static IReadOnlyList<CaseKindDirectory> Directories { get; } = Read<CaseKindDirectory>("case-kinds", "*.json");

    public static IReadOnlyList<DecisionTable> Tables { get; } = Read<DecisionTable>("rules", "*.json");

    public static CaseKindCatalogue Catalogue { get; } = Directories.Aggregate(
        CaseKindCatalogue.Empty, (state, d) => CaseKindCatalogue.Evolve(state, new CaseKindsPublished(d)));

    public static DecisionTable Table(string code) => Tables.Single(table => table.Code == code);

    /// <summary>The rules as they are in force on the day.</summary>
    public static CaseTables InForce(NodaTime.LocalDate day) => new(
        Catalogue.InForce(day).SelectMany(d => d.Kinds.Select(d.Terms)).ToDictionary(kind => kind.Code),
        new(Table(CaseTables.SeverityTable)), new(Table(CaseTables.LimitsTable)), new(Table(CaseTables.DeskLimitsTable)),
        new(Table(CaseTables.DispatchTable)), ShippedCatalogue.Units.Contains);

    private static IReadOnlyList<T> Read<T>(string folder, string pattern) where T : class =>
    [
        .. Directory.EnumerateFiles(Path.Combine(ShippedCatalogue.Folder, folder), pattern).Order(StringComparer.Ordinal)
            .Select(file => CatalogueJson.Parse<T>(File.ReadAllText(file))),
    ];
}

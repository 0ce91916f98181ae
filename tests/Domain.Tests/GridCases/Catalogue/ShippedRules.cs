using System.Text.Json;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.GridCases.Catalogue;

/// <summary>Kinds and tables as they stand under <c>catalog/</c>.</summary>
internal static class ShippedRules
{
    public static IReadOnlySet<string> Units { get; } = JsonDocument.Parse(RepositoryFiles.Read("catalog/units.json"))
        .RootElement.GetProperty("units").EnumerateArray().Select(unit => unit.GetProperty("code").GetString()!).ToHashSet();

    public static IReadOnlyList<CaseKindDirectory> Directories { get; } = Read<CaseKindDirectory>("case-kinds", "*.json");

    /// <summary>The tables that cases ask.</summary>
    public static IReadOnlyList<DecisionTable> Tables { get; } =
        [.. Read<DecisionTable>("rules", "*.json").Where(table => CaseTables.Signatures.Any(asked => asked.Code == table.Code))];

    public static CaseKindCatalogue Catalogue { get; } = Directories.Aggregate(
        CaseKindCatalogue.Empty, (state, d) => CaseKindCatalogue.Evolve(state, new CaseKindsPublished(d)));

    public static DecisionTable Table(string code) => Tables.Single(table => table.Code == code);

    /// <summary>The rules as they are in force on the day.</summary>
    public static CaseTables InForce(NodaTime.LocalDate day) => new(
        Catalogue.InForce(day).SelectMany(d => d.Kinds.Select(d.Terms)).ToDictionary(kind => kind.Code),
        Tables.Where(table => table.IsInForce(day)).ToDictionary(table => table.Code, table => new PreparedTable(table)),
        Units.Contains);

    private static IReadOnlyList<T> Read<T>(string folder, string pattern) where T : class =>
    [
        .. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Catalog, folder), pattern).Order(StringComparer.Ordinal)
            .Select(file => CatalogueJson.Parse<T>(File.ReadAllText(file))),
    ];
}

using SmartCity.Host.Shared.Imports;

namespace SmartCity.Host.GridCases.Imports;

/// <summary>The columns of a log of cases, one line a case.</summary>
internal static class CaseColumns
{
    public static IReadOnlyList<CsvColumn> All { get; } =
    [
        new("caseId", true),
        new("kind", true),
        new("unit", true),
        new("channel", false),
        new("title", true),
        new("titleEn", false),
        new("status", true),
        new("createdAt", true),
        new("dueAt", false),
        new("actedAt", false),
        new("closedAt", false),
        new("longitude", false),
        new("latitude", false),
    ];
}

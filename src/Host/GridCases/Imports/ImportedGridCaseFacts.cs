using SmartCity.Domain.GridCases.Imports;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.GridCases.Imports;

/// <summary>What a matter's view shows of an imported case; there is no personal data in it.</summary>
internal sealed class ImportedGridCaseFacts : IMatterFacts
{
    public string Kind => ImportedGridCase.MatterKind;

    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear)
    {
        var imported = (ImportedGridCase)matter;
        return new
        {
            imported.Source, imported.SourceId, CaseKind = imported.KindCode, imported.StatusWord, imported.DueAt,
            imported.ActedAt, ClosedAt = imported.ArchivedAt, Location = imported.Place,
        };
    }
}

/// <summary>The words of imported cases; the other system's own words for where one stood are kept.</summary>
internal sealed class ImportedGridCaseWords : IMatterWords
{
    public string Kind => ImportedGridCase.MatterKind;

    public LocalizedText KindName { get; } = new("历史案件", "Past city case");

    public LocalizedText? Status(string status) => status switch
    {
        "open" => new("办理中", "Open"),
        "closed" => new("已结案", "Closed"),
        _ => null,
    };

    public LocalizedText? Clock(string clock) =>
        clock == ImportedGridCase.ClockName ? new("原系统时限", "The other system's limit") : null;

    public LocalizedText? Event(object e) => e switch
    {
        GridCaseImported x => new($"导入历史案件 {x.SourceId}", $"Case {x.SourceId} imported"),
        ImportedGridCaseUpdated x => new($"处置更新（{x.StatusWord}）", $"Acted on ({x.StatusWord})"),
        ImportedGridCaseArchived x => new($"结案归档（{x.StatusWord}）", $"Closed and archived ({x.StatusWord})"),
        _ => null,
    };
}

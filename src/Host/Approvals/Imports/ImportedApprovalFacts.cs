using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Approvals.Imports;

/// <summary>What a matter's view shows of an imported application; there is no personal data in it.</summary>
internal sealed class ImportedApprovalFacts : IMatterFacts
{
    public string Kind => ImportedApproval.MatterKind;

    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear)
    {
        var imported = (ImportedApproval)matter;
        return new
        {
            imported.Source, imported.CaseId, imported.Group, imported.Responsible, imported.PlannedAt,
            imported.DeadlineAt,
            EndedAt = imported.ArchivedAt, Steps = imported.Instances.Count, LastActivity = imported.Last?.Activity,
        };
    }
}

/// <summary>The events of an imported application in a sentence each; activities keep the log's own words.</summary>
internal sealed class ImportedApprovalWords : IMatterWords
{
    public string Kind => ImportedApproval.MatterKind;

    public LocalizedText KindName { get; } = new("历史审批", "Past approval");

    public LocalizedText? Status(string status) => status switch
    {
        "open" => new("办理中", "Open"),
        "ended" => new("已办结", "Ended"),
        _ => null,
    };

    public LocalizedText? Clock(string clock) => clock == "planned" ? new("计划完成时限", "Planned end") : null;

    public LocalizedText? Event(object e) => e switch
    {
        ApprovalImported x => new($"导入历史办件 {x.CaseId}", $"Application {x.CaseId} imported"),
        ApprovalStepImported { Transition: "complete" } x => new($"{x.Activity}（完成）", $"{x.Activity} (complete)"),
        ApprovalStepImported x => new($"{x.Activity}（{x.Transition}）", $"{x.Activity} ({x.Transition})"),
        ImportedApprovalArchived => new("办结归档", "Ended and archived"),
        _ => null,
    };
}

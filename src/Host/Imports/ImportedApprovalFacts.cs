using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Imports;

/// <summary>What a matter's view shows of an imported application; there is no personal data in it.</summary>
internal sealed class ImportedApprovalFacts : IMatterFacts
{
    public string Kind => ImportedApproval.MatterKind;

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
internal sealed class ImportSummaries : IEventSummary
{
    public LocalizedText? Of(object e) => e switch
    {
        ApprovalImported x => new($"导入历史办件 {x.CaseId}", $"Application {x.CaseId} imported"),
        ApprovalStepImported { Transition: "complete" } x => new($"{x.Activity}（完成）", $"{x.Activity} (complete)"),
        ApprovalStepImported x => new($"{x.Activity}（{x.Transition}）", $"{x.Activity} ({x.Transition})"),
        ImportedApprovalArchived => new("办结归档", "Ended and archived"),
        _ => null,
    };
}

using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Plans;

/// <summary>The words of an initiative: its events in a sentence each, its statuses, its clock.</summary>
internal sealed class InitiativeWords(UnitDirectory units) : IMatterWords
{
    public string Kind => Initiative.MatterKind;

    public LocalizedText KindName { get; } = new("行动计划任务", "Initiative of the plan");

    public LocalizedText? Event(object e) => e switch
    {
        InitiativePublished x => new(
            $"{x.Document} 第 {x.PlanNumber} 项，{Day(x.Deadline)} 前完成", $"Item {x.PlanNumber} of {x.Document}, due by {Day(x.Deadline)}"),
        MilestoneSet x => new($"里程碑：{x.Name}，{Day(x.DueOn)}", $"Milestone: {x.Name}, {Day(x.DueOn)}"),
        MilestoneMoved x => new(
            $"里程碑由 {Day(x.From)} 调整到 {Day(x.To)}：{x.Reason}", $"Milestone moved from {Day(x.From)} to {Day(x.To)}: {x.Reason}"),
        MilestoneReached x => new($"里程碑完成（{Day(x.Day)}）", $"Milestone reached ({Day(x.Day)})"),
        InitiativeProgressReported x => new(
            $"{units.Name(x.Unit).Zh}进展 {x.Percent}%：{x.Text}", $"{units.Name(x.Unit).En}, progress {x.Percent} %: {x.Text}"),
        InitiativeRiskRaised x => new($"{Level(x.Level).Zh}：{x.Text}", $"{Level(x.Level).En}: {x.Text}"),
        InitiativeRiskMitigated x => new(
            $"风险应对，现为{Level(x.Level).Zh}：{x.Measures}", $"Risk mitigated, now {Level(x.Level).En}: {x.Measures}"),
        InitiativeRiskClosed x => new($"风险关闭：{x.Note}", $"Risk closed: {x.Note}"),
        InitiativeEvidenceAttached x => new($"佐证材料 {x.Evidence.Count} 份", $"Evidence attached: {x.Evidence.Count}"),
        InitiativeDeadlineMoved x => new(
            $"完成时限由 {Day(x.From)} 调整到 {Day(x.To)}：{x.Reason}", $"Deadline moved from {Day(x.From)} to {Day(x.To)}: {x.Reason}"),
        InitiativeAcceptanceAsked x => new($"申请验收：{x.Statement}", $"Acceptance asked for: {x.Statement}"),
        InitiativeAccepted x => new($"通过验收，{x.Score} 分，{x.Document}", $"Accepted, {x.Score} points, {x.Document}"),
        InitiativeReturned x => new($"验收退回：{x.Missing}", $"Returned: {x.Missing}"),
        InitiativeArchived => new("归档", "Filed away"),
        _ => null,
    };

    public LocalizedText? Status(string status) => Word(status);

    public LocalizedText? Clock(string clock) =>
        clock == Initiative.Clock ? new("完成时限", "Deadline of the plan") : null;

    internal static LocalizedText? Word(string status) => status switch
    {
        "planned" => new("已下达", "Published"),
        "under-way" => new("推进中", "Under way"),
        "acceptance-asked" => new("待验收", "Acceptance asked for"),
        "returned" => new("验收退回", "Returned"),
        "accepted" => new("已验收", "Accepted"),
        _ => null,
    };

    internal static LocalizedText Level(string level) => level switch
    {
        RiskLevels.High => new("高风险", "high risk"),
        RiskLevels.Medium => new("中风险", "medium risk"),
        _ => new("低风险", "low risk"),
    };

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
}

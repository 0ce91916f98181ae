using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;

namespace SmartCity.Host.GridCases.Emergencies;

/// <summary>
/// The words of wartime: its events in a sentence each, and the clocks of its orders. An emergency is a part of a case, whose
/// statuses have words already.
/// </summary>
internal sealed class EmergencyWords(UnitDirectory units) : IEventWords
{
    public LocalizedText? Event(object e) => e switch
    {
        EmergencyRaised x => new($"启动{Level(x.Level)}级应急响应：{x.Reason}", $"Emergency raised at level {Level(x.Level)}: {x.Reason}"),
        EmergencyLevelChanged x => new(
            $"应急响应由{Level(x.From)}级调整为{Level(x.To)}级，新增任务 {x.AddedTasks.Count} 项：{x.Reason}",
            $"Level changed from {Level(x.From)} to {Level(x.To)}, {x.AddedTasks.Count} tasks added: {x.Reason}"),
        CommandGroupFormed x => new($"成立现场指挥部，总指挥 {x.Commander}", $"Command group formed under {x.Commander}"),
        FirstReportMade { Means: FirstReports.Phone } x => new($"电话初报：{x.To}", $"First report by phone to {x.To}"),
        FirstReportMade x => new($"书面初报：{x.To}", $"First report in writing to {x.To}"),
        SituationReported x => new($"第 {x.Number} 次续报：{x.Text}", $"Situation report {x.Number}: {x.Text}"),
        SituationReportMissed => new("续报超时未报", "Situation report missed"),
        ResponseTaskDone x => new($"预案任务完成：{x.Task}（{units.Name(x.Unit).Zh}）", $"Task of the plan done: {x.Task} ({units.Name(x.Unit).En})"),
        ResourceAssigned x => new($"调派资源：{x.Name} ×{x.Quantity}", $"Resource assigned: {x.Name} ×{x.Quantity}"),
        ResourceReleased => new("资源撤回", "Resource released"),
        OrderGiven x => new($"下达指令给 {units.Name(x.ToUnit).Zh}：{x.Text}", $"Order to {units.Name(x.ToUnit).En}: {x.Text}"),
        OrderAcknowledged x => new($"{x.Name} 确认收令", $"Order acknowledged by {x.Name}"),
        OrderCarriedOut x => new($"指令已执行：{x.Report}", $"Order carried out: {x.Report}"),
        EmergencyStoodDown x => new($"终止应急响应：{x.Reason}", $"Stood down: {x.Reason}"),
        AfterActionReviewed x => new($"总结评估，经验教训 {x.Lessons.Count} 条", $"After-action review with {x.Lessons.Count} lessons"),
        ResponsePlanPublished x => new($"发布预案 {x.Plan.Name.Zh}（版本 {x.Plan.Version}）", $"Plan published: {x.Plan.Name.En}, version {x.Plan.Version}"),
        _ => null,
    };

    public LocalizedText? Clock(string clock) =>
        EmergencyClocks.IsOrder(clock) ? new("指令确认时限", "Order to be acknowledged") : null;

    private static string Level(int level) => level switch { 1 => "I", 2 => "II", 3 => "III", _ => "IV" };
}

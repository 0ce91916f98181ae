using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>The case is no emergency and never was one, or is not for the caller to know of.</summary>
public sealed record EmergencyNotFound() : Refusal(RefusalKind.NotFound, "emergency.not-found",
    new("没有此应急事件。", "There is no such emergency."));

public sealed record EmergencyNotYours() : Refusal(RefusalKind.Forbidden, "emergency.not-allowed", new(
    "启动或调整应急响应须由指挥中心或应急指挥单位的值班人员或指挥员办理。",
    "An emergency is raised, and its level changed, by the command centre or the command unit."));

/// <summary>Only the command group or a commander of the command unit.</summary>
public sealed record CommandNeeded() : Refusal(RefusalKind.Forbidden, "emergency.command-needed", new(
    "只有现场指挥部成员或应急指挥单位的指挥员可以这样做。",
    "Only a member of the command group or a commander of the command unit may do this."));

public sealed record EmergencyFieldInvalid(string Field, LocalizedText Why)
    : Refusal(RefusalKind.Invalid, "emergency.field-invalid", Why)
{
    public static EmergencyFieldInvalid Of(string field, string zh, string en) => new(field, new(zh, en))
    {
        Fields = new Dictionary<string, string[]> { [field] = [en] },
    };

    internal static EmergencyFieldInvalid Required(string field) => Of(field, $"请填写“{field}”。", $"'{field}' is needed.");
}

public sealed record EmergencyLevelUnknown() : Refusal(RefusalKind.Invalid, "emergency.level-unknown",
    new("响应级别为 1（I 级，最高）至 4（IV 级）。", "The level is 1 (I, the highest) to 4 (IV)."))
{
    public static EmergencyLevelUnknown Instance { get; } = new()
    {
        Fields = new Dictionary<string, string[]> { ["level"] = ["1 to 4"] },
    };
}

public sealed record ResponsePlanUnknown(string Plan) : Refusal(RefusalKind.Invalid, "emergency.plan-unknown", new(
    $"没有现行有效的应急预案“{Plan}”。", $"No response plan '{Plan}' is in force."))
{
    public static ResponsePlanUnknown Of(string plan) => new(plan)
    {
        Fields = new Dictionary<string, string[]> { ["plan"] = ["unknown"] },
    };
}

public sealed record ResponsePlanLacksLevel(string Plan, int Level)
    : Refusal(RefusalKind.Conflict, "emergency.plan-lacks-level", new(
        $"应急预案“{Plan}”没有 {Level} 级响应。", $"The response plan '{Plan}' has no level {Level}."));

public sealed record OtherPlanRuns(string Plan) : Refusal(RefusalKind.Conflict, "emergency.other-plan-runs", new(
    $"正在执行应急预案“{Plan}”，只能调整级别。", $"The response plan '{Plan}' is running; only its level can be changed."));

public sealed record CaseNoLongerOpen() : Refusal(RefusalKind.Conflict, "emergency.case-closed",
    new("案件已办结，不能转入应急。", "The case is closed and can become no emergency."));

public sealed record EmergencyOver() : Refusal(RefusalKind.Conflict, "emergency.over",
    new("应急响应已终止。", "The emergency is over."));

public sealed record OrderNotFound() : Refusal(RefusalKind.NotFound, "emergency.order-not-found",
    new("没有此指令。", "There is no such order."));

public sealed record OrderForAnotherUnit(string Unit) : Refusal(RefusalKind.Forbidden, "emergency.order-for-another-unit", new(
    $"此指令下达给单位“{Unit}”。", $"This order is for the unit '{Unit}'."));

public sealed record OrderForAnotherPerson(string Person)
    : Refusal(RefusalKind.Forbidden, "emergency.order-for-another-person", new(
        $"此指令下达给“{Person}”本人。", $"This order is for '{Person}' in person."));

public sealed record OrderAlreadyAcknowledged(string Name)
    : Refusal(RefusalKind.Conflict, "emergency.order-already-acknowledged", new(
        $"“{Name}”已确认此指令。", $"'{Name}' has acknowledged this order already."));

public sealed record OrderNotAcknowledged() : Refusal(RefusalKind.Conflict, "emergency.order-not-acknowledged",
    new("请先确认收令。", "Acknowledge the order first."));

public sealed record ResourceNotFound() : Refusal(RefusalKind.NotFound, "emergency.resource-not-found",
    new("没有此应急资源。", "There is no such resource."));

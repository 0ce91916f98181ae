using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Plans;

public sealed record InitiativeNotFound() : Refusal(RefusalKind.NotFound, "initiative.not-found",
    new("没有这个任务。", "There is no such initiative."));

public sealed record MilestoneNotFound() : Refusal(RefusalKind.NotFound, "initiative.milestone-not-found",
    new("没有这个里程碑。", "There is no such milestone."));

public sealed record InitiativeRiskNotFound() : Refusal(RefusalKind.NotFound, "initiative.risk-not-found",
    new("没有这个风险。", "There is no such risk."));

/// <summary>Only the lead, a supporting unit or a supervisor may do this, each their own part.</summary>
public sealed record InitiativeNotYours() : Refusal(RefusalKind.Forbidden, "initiative.not-yours",
    new("此事须由该任务的牵头单位、配合单位或督查人员按各自职责办理。", "This is for the lead, a supporting unit or a supervisor, each their part."));

public sealed record InitiativeAlreadyAccepted() : Refusal(RefusalKind.Conflict, "initiative.accepted",
    new("任务已通过验收。", "The initiative has been accepted."));

public sealed record InitiativeEvidenceMissing() : Refusal(RefusalKind.Conflict, "initiative.evidence-missing",
    new("申请验收前须附佐证材料。", "Evidence must be attached before acceptance is asked for."));

public sealed record InitiativeNotComplete(int Percent) : Refusal(RefusalKind.Conflict, "initiative.not-complete",
    new($"牵头单位报告的进展为 {Percent}%，达到 100% 后方可申请验收。", $"The lead reports {Percent} %; acceptance is asked for at 100 %."));

public sealed record MilestonesOpen(int Open) : Refusal(RefusalKind.Conflict, "initiative.milestones-open",
    new($"还有 {Open} 个里程碑未完成。", $"{Open} milestones are not reached yet."));

public sealed record InitiativeRiskIsClosed() : Refusal(RefusalKind.Conflict, "initiative.risk-closed",
    new("该风险已关闭。", "The risk is closed."));

public sealed record MilestoneIsReached() : Refusal(RefusalKind.Conflict, "initiative.milestone-reached",
    new("该里程碑已完成，不能调整。", "The milestone is reached, and is not moved any more."));

/// <summary>What was sent cannot be; <see cref="Refusal.Fields"/> says which field.</summary>
public sealed record InitiativeFieldInvalid(string Field, LocalizedText Why)
    : Refusal(RefusalKind.Invalid, "initiative.field-invalid", Why)
{
    public static InitiativeFieldInvalid Of(string field, string zh, string en) =>
        new(field, new(zh, en)) { Fields = new Dictionary<string, string[]> { [field] = [en] } };

    internal static InitiativeFieldInvalid Required(string field) => Of(field, "必填。", "It is required.");

    internal static InitiativeFieldInvalid BeforeThePlan(string field, LocalDate published) => Of(
        field, $"不能早于行动计划发布日 {published:yyyy-MM-dd}。", $"It lies before the plan of {published:yyyy-MM-dd}.");
}

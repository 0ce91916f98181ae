namespace SmartCity.Domain.Shared.Process;

/// <summary>The work item is not, or no longer, to be done.</summary>
public sealed record TaskNotFound() : Refusal(RefusalKind.NotFound, "task.not-found",
    new("没有这项待办任务，或已办结。", "There is no such task, or it is done already."));

/// <summary>A colleague was first.</summary>
public sealed record TaskAlreadyClaimed(string By) : Refusal(RefusalKind.Conflict, "task.already-claimed",
    new("任务已被同事签收。", "A colleague has claimed this task already."));

/// <summary>Only who claimed a task releases, delegates or completes it.</summary>
public sealed record TaskNotClaimedByYou() : Refusal(RefusalKind.Conflict, "task.not-claimed-by-you",
    new("请先签收任务；只有签收人可以办理。", "Claim the task first: only who claimed it may act on it."));

/// <summary>The task is for another role.</summary>
public sealed record TaskWrongRole(string Role) : Refusal(RefusalKind.Forbidden, "task.wrong-role",
    new($"此任务须由角色“{Role}”办理。", $"This task is for the role '{Role}'."));

/// <summary>The task is for another unit.</summary>
public sealed record TaskWrongUnit(string Unit) : Refusal(RefusalKind.Forbidden, "task.wrong-unit",
    new($"此任务须由单位“{Unit}”办理。", $"This task is for the unit '{Unit}'."));

/// <summary>The person it should go to has not the task's role in the task's unit.</summary>
public sealed record TaskDelegateNotEntitled(string To) : Refusal(RefusalKind.Conflict, "task.delegate-not-entitled",
    new("被转办人不具备此任务的角色或单位。", "The person it should go to has not the task's role in its unit."));

/// <summary>A completion can be taken back only while nothing has followed from it.</summary>
public sealed record TaskCannotReopen() : Refusal(RefusalKind.Conflict, "task.cannot-reopen",
    new("后续环节已开始，不能撤回重办。", "The process has gone on since: this completion cannot be taken back."));

/// <summary>The task's form knows no such outcome.</summary>
public sealed record TaskUnknownOutcome(string Outcome) : Refusal(RefusalKind.Invalid, "task.unknown-outcome",
    new($"此任务没有办理结果“{Outcome}”。", $"This task has no outcome '{Outcome}'."))
{
    public static TaskUnknownOutcome Of(string outcome) => new(outcome)
    {
        Fields = new Dictionary<string, string[]> { ["outcome"] = ["unknown"] },
    };
}

/// <summary>Where a matter stands has no counterpart in the version it should move to.</summary>
public sealed record ProcessCannotMigrate(string Element, LocalizedText Reason)
    : Refusal(RefusalKind.Conflict, "process.cannot-migrate", Reason);

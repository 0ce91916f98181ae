using NodaTime;

namespace SmartCity.Domain.Shared.Process;

/// <summary>Whether somebody has taken a work item.</summary>
public enum WorkItemStatus
{
    /// <summary>Anybody with its role in its unit may claim it.</summary>
    Open,

    /// <summary>Somebody works on it.</summary>
    Claimed,
}

/// <summary>
/// A work item (待办任务): one thing a person has to do now. It is in the state only while it is to be done.
/// </summary>
/// <param name="Element">Id of the user task in the process definition; its form and name are found through it.</param>
/// <param name="Role">The role that may do it.</param>
/// <param name="Unit">Code of the unit that may do it.</param>
/// <param name="Stage">The stage the matter is in for this task.</param>
/// <param name="Instance">In a multi-instance task or sub-process the value it is for, such as the unit; else
/// null.</param>
/// <param name="DueAt">When its limit ends; null when it has none.</param>
/// <param name="Limit">The limit as text, such as <c>2 working-days</c>; null when it has none.</param>
public sealed record WorkItem(
    Guid Id,
    string Element,
    string Role,
    string Unit,
    string Stage,
    WorkItemStatus Status,
    string? ClaimedBy,
    string? Instance,
    Instant OpenedAt,
    Instant? DueAt,
    string? Limit)
{
    /// <summary>The token that waits for it.</summary>
    public string Token { get; init; } = "";
}

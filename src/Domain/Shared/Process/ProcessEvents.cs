using NodaTime;

namespace SmartCity.Domain.Shared.Process;

/// <summary>What moved the process.</summary>
public enum ProcessCauseKind
{
    Started,
    WorkItemCompleted,
    TimerElapsed,
    MessageReceived,
    ServiceCompleted,
}

/// <summary>What moved the process one step.</summary>
/// <param name="Element">The element it happened at.</param>
/// <param name="Reference">Work item id, timer id, message name or token id, by kind; null for the start.</param>
/// <param name="Outcome">How a work item was completed.</param>
/// <param name="By">Account id of the person who completed it.</param>
public sealed record ProcessCause(
    ProcessCauseKind Kind, string Element, string? Reference = null, string? Outcome = null, string? By = null);

/// <summary>Why a way was taken at a gateway: the condition that held, or null for the default flow.</summary>
public sealed record BranchTaken(string Gateway, string Flow, string? Condition);

/// <summary>A work item that is no longer to be done.</summary>
/// <param name="Completed">False when the process took it away (a timer, a message, enough answers of others).</param>
public sealed record WorkItemClosed(Guid WorkItem, string Element, bool Completed);

/// <summary>
/// One step of the process (流程推进), from one rest to the next: what happened and every net change of the state, so
/// that a replay needs neither the engine nor the definition. A token, scope or timer that came and went within the
/// step is not listed; the flows walked are.
/// </summary>
public sealed record ProcessAdvanced(ProcessKey Process, ProcessCause Cause) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("process", Process.Definition, Process.Version)];

    /// <summary>Sequence flows walked, in order.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>Decisions at gateways, in order.</summary>
    public IReadOnlyList<BranchTaken> Branches { get; init; } = [];

    /// <summary>Ids of tokens that are gone.</summary>
    public IReadOnlyList<string> Consumed { get; init; } = [];

    /// <summary>New tokens.</summary>
    public IReadOnlyList<ProcessToken> Produced { get; init; } = [];

    /// <summary>New scopes, and known ones with their new count.</summary>
    public IReadOnlyList<ProcessScope> ScopesSet { get; init; } = [];

    /// <summary>Ids of scopes that are gone.</summary>
    public IReadOnlyList<string> ScopesClosed { get; init; } = [];

    /// <summary>Work items opened by this step.</summary>
    public IReadOnlyList<WorkItem> Opened { get; init; } = [];

    /// <summary>Work items completed or taken away by this step.</summary>
    public IReadOnlyList<WorkItemClosed> Closed { get; init; } = [];

    /// <summary>Timers armed by this step.</summary>
    public IReadOnlyList<ArmedTimer> Armed { get; init; } = [];

    /// <summary>Ids of timers that no longer mean anything.</summary>
    public IReadOnlyList<string> Disarmed { get; init; } = [];

    /// <summary>Messages now waited for.</summary>
    public IReadOnlyList<MessageSubscription> Subscribed { get; init; } = [];

    /// <summary>Ids of subscriptions that are gone.</summary>
    public IReadOnlyList<string> Unsubscribed { get; init; } = [];

    /// <summary>The stage entered last in this step; null when none was.</summary>
    public string? Stage { get; init; }

    /// <summary>Whether the process came to its end.</summary>
    public bool Ended { get; init; }

    /// <summary>The number used last for a token or scope.</summary>
    public int LastId { get; init; }
}

/// <summary>Somebody took a work item (签收).</summary>
public sealed record WorkItemClaimed(Guid WorkItem, string By) : IDomainEvent;

/// <summary>The claimant gave a work item back to their unit (退回待办池).</summary>
public sealed record WorkItemReleased(Guid WorkItem, string By) : IDomainEvent;

/// <summary>The claimant handed a work item to a colleague (转办).</summary>
public sealed record WorkItemDelegated(Guid WorkItem, string From, string To) : IDomainEvent;

/// <summary>
/// Who completed a work item took that back (撤回重办) before anybody acted on what followed: it is theirs again, and
/// what it had opened is gone.
/// </summary>
/// <param name="Withdrawn">The work items that it had opened.</param>
public sealed record WorkItemReopened(Guid WorkItem, string By, string Reason, IReadOnlyList<Guid> Withdrawn)
    : IDecisionEvent;

/// <summary>
/// A published or changed calendar year, or a suspension, moved limits of open timers and work items.
/// </summary>
/// <param name="Timers">New due time by timer id.</param>
/// <param name="WorkItems">New due time by work item.</param>
public sealed record TimersRescheduled(
    IReadOnlyDictionary<string, Instant> Timers, IReadOnlyDictionary<Guid, Instant> WorkItems, string Reason)
    : IDomainEvent;

/// <summary>The matter moved to another version of its process (流程迁移).</summary>
/// <param name="Elements">For every element and flow in use whose id changed: the old id and the new one.</param>
public sealed record ProcessMigrated(
    ProcessKey From, ProcessKey To, IReadOnlyDictionary<string, string> Elements, string By) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [new("process", To.Definition, To.Version)];
}

/// <summary>
/// A version of a process was published (流程发布), whole: its BPMN 2.0 file and the forms of its tasks by code. On a stream
/// of its own; a matter that runs on it can be shown and finished whatever becomes of the files.
/// </summary>
public sealed record ProcessPublished(ProcessKey Process, string Xml, IReadOnlyDictionary<string, string> Forms)
    : IDomainEvent;

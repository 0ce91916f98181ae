namespace SmartCity.Domain.Shared.Process;

/// <summary>
/// Who may do what with a work item. A person may claim when they have its role in its unit; no other role stands in
/// for that. A repeat by the same person yields no events.
/// </summary>
public static class WorkItemDecider
{
    public static Decision Claim(ProcessState? state, Guid id, Actor actor) => Find(state, id) switch
    {
        null => new TaskNotFound(),
        { } item when NotEntitled(item, actor) is { } refusal => refusal,
        { ClaimedBy: null } => Decision.Of(new WorkItemClaimed(id, actor.Id)),
        { ClaimedBy: var by } when by == actor.Id => Decision.Nothing,
        { ClaimedBy: var by } => new TaskAlreadyClaimed(by),
    };

    /// <summary>Gives the item back to the unit; an item that nobody holds stays as it is.</summary>
    public static Decision Release(ProcessState? state, Guid id, Actor actor) => Find(state, id) switch
    {
        null => new TaskNotFound(),
        { } item when NotEntitled(item, actor) is { } refusal => refusal,
        { ClaimedBy: null } => Decision.Nothing,
        { ClaimedBy: var by } when by == actor.Id => Decision.Of(new WorkItemReleased(id, actor.Id)),
        _ => new TaskNotClaimedByYou(),
    };

    /// <summary>Hands the item to a colleague, who must have its role in its unit.</summary>
    public static Decision Delegate(ProcessState? state, Guid id, Actor actor, Actor to) => Find(state, id) switch
    {
        null => new TaskNotFound(),
        { } item when NotEntitled(item, actor) is { } refusal => refusal,
        { ClaimedBy: var by } when by == to.Id => Decision.Nothing,
        { ClaimedBy: var by } when by != actor.Id => new TaskNotClaimedByYou(),
        { } item when NotEntitled(item, to) is not null => new TaskDelegateNotEntitled(to.Id),
        _ => Decision.Of(new WorkItemDelegated(id, actor.Id, to.Id)),
    };

    /// <summary>
    /// Takes a completion back: by who completed it, while it is the last thing that moved the process, no service ran
    /// after it, and nobody has claimed what it opened. Whether the facts of the completion may be taken back as well
    /// is for the capability to say. A reopened item that is reopened again stays as it is.
    /// </summary>
    public static Decision Reopen(ProcessState? state, Guid id, Actor actor, string reason) => state switch
    {
        null => new TaskNotFound(),
        _ when Find(state, id) is { } item => item.ClaimedBy == actor.Id ? Decision.Nothing : new TaskNotClaimedByYou(),
        { LastCompletion: { } last } when last.WorkItem == id => last.By != actor.Id
            ? new TaskNotClaimedByYou()
            : last.Opened.Any(opened => Find(state, opened) is not { ClaimedBy: null })
                || state.Tokens.Values.Any(token => token.Service is not null)
                ? new TaskCannotReopen()
                : Decision.Of(new WorkItemReopened(id, actor.Id, reason, last.Opened)),
        _ => new TaskCannotReopen(),
    };

    /// <summary>Why the actor may not complete the item now, or null: they hold it and still have its role.</summary>
    public static Refusal? NotCompletable(ProcessState? state, Guid id, Actor actor) => Find(state, id) switch
    {
        null => new TaskNotFound(),
        { } item when NotEntitled(item, actor) is { } refusal => refusal,
        { ClaimedBy: var by } when by != actor.Id => new TaskNotClaimedByYou(),
        _ => null,
    };

    /// <summary>Why the actor may not work on the item, or null.</summary>
    public static Refusal? NotEntitled(WorkItem item, Actor actor) =>
        !actor.Has(item.Role) ? new TaskWrongRole(item.Role)
        : actor.Unit != item.Unit ? new TaskWrongUnit(item.Unit)
        : null;

    private static WorkItem? Find(ProcessState? state, Guid id) => state?.WorkItems.GetValueOrDefault(id);
}

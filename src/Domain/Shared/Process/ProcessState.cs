using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SmartCity.Domain.Shared.Process;

/// <summary>Where a matter stands in its process, folded from its own stream.</summary>
public sealed record ProcessState
{
    public required ProcessKey Key { get; init; }

    /// <summary>Everything that waits, by token id.</summary>
    public ImmutableDictionary<string, ProcessToken> Tokens { get; init; } =
        ImmutableDictionary<string, ProcessToken>.Empty;

    /// <summary>Running sub-processes and multi-instance activities, by id.</summary>
    public ImmutableDictionary<string, ProcessScope> Scopes { get; init; } =
        ImmutableDictionary<string, ProcessScope>.Empty;

    /// <summary>The work items that are to be done now.</summary>
    public ImmutableDictionary<Guid, WorkItem> WorkItems { get; init; } = ImmutableDictionary<Guid, WorkItem>.Empty;

    /// <summary>The timers that mean something now, by id.</summary>
    public ImmutableDictionary<string, ArmedTimer> Timers { get; init; } =
        ImmutableDictionary<string, ArmedTimer>.Empty;

    /// <summary>The messages waited for, by subscription id.</summary>
    public ImmutableDictionary<string, MessageSubscription> Messages { get; init; } =
        ImmutableDictionary<string, MessageSubscription>.Empty;

    /// <summary>The stage entered last; null before the first.</summary>
    public string? Stage { get; init; }

    /// <summary>Nothing more happens in an ended process.</summary>
    public bool Ended { get; init; }

    /// <summary>The number used last for a token or scope.</summary>
    public int LastId { get; init; }

    /// <summary>The completion that may still be taken back; null when the process has gone on since.</summary>
    [JsonIgnore]
    public LastCompletion? LastCompletion { get; init; }

    /// <summary>Whether anything in the process waits for the message.</summary>
    public bool Awaits(string message) => Messages.Values.Any(waiting => waiting.Message == message);

    /// <summary>Whether the event concerns the process, so that <see cref="Evolve"/> does something with it.</summary>
    public static bool IsProcessEvent(object @event) => @event is ProcessAdvanced or WorkItemClaimed
        or WorkItemReleased or WorkItemDelegated or WorkItemReopened or TimersRescheduled or ProcessMigrated;

    /// <summary>The state after the event; total: an event that is not of the process changes nothing.</summary>
    public static ProcessState? Evolve(ProcessState? state, object @event) => (state, @event) switch
    {
        (_, ProcessAdvanced advanced) => ProcessFold.Advance(state, advanced),
        (null, _) => null,
        (_, WorkItemClaimed e) => state.Claim(e.WorkItem, e.By),
        (_, WorkItemReleased e) => state.Claim(e.WorkItem, null),
        (_, WorkItemDelegated e) => state.Claim(e.WorkItem, e.To),
        (_, WorkItemReopened e) => ProcessFold.Reopen(state, e),
        (_, TimersRescheduled e) => ProcessFold.Reschedule(state, e),
        (_, ProcessMigrated e) => ProcessFold.Migrate(state, e),
        _ => state,
    };

    private ProcessState Claim(Guid id, string? by) => this with
    {
        WorkItems = WorkItems.TryGetValue(id, out var item)
            ? WorkItems.SetItem(id, item with
            {
                ClaimedBy = by,
                Status = by is null ? WorkItemStatus.Open : WorkItemStatus.Claimed,
            })
            : WorkItems,
        LastCompletion = LastCompletion is { } last ? last with { Before = last.Before.Claim(id, by) } : null,
    };
}

/// <summary>What is needed to take a completion back while nobody has acted on what followed from it.</summary>
/// <param name="Before">The state before it, with what was claimed since.</param>
/// <param name="Opened">The work items that it opened.</param>
public sealed record LastCompletion(Guid WorkItem, string By, ProcessState Before, IReadOnlyList<Guid> Opened);

using System.Collections.Immutable;

namespace SmartCity.Domain.Shared.Process;

/// <summary>The parts of the fold that are longer than a line; total like the fold itself.</summary>
internal static class ProcessFold
{
    internal static ProcessState Advance(ProcessState? state, ProcessAdvanced e)
    {
        var before = state ?? new ProcessState { Key = e.Process };
        return before with
        {
            Tokens = Change(before.Tokens, e.Consumed, e.Produced, token => token.Id),
            Scopes = Change(before.Scopes, e.ScopesClosed, e.ScopesSet, scope => scope.Id),
            WorkItems = before.WorkItems.RemoveRange(e.Closed.Select(closed => closed.WorkItem))
                .SetItems(e.Opened.Select(item => KeyValuePair.Create(item.Id, item))),
            Timers = Change(before.Timers, e.Disarmed, e.Armed, timer => timer.Id),
            Messages = Change(before.Messages, e.Unsubscribed, e.Subscribed, waiting => waiting.Id),
            Stage = e.Stage ?? before.Stage,
            Ended = before.Ended || e.Ended,
            LastId = Math.Max(before.LastId, e.LastId),
            LastCompletion = e.Cause is { Kind: ProcessCauseKind.WorkItemCompleted, By: { } by } && !e.Ended
                && e.Closed.FirstOrDefault(closed => closed.Completed) is { } done
                ? new(done.WorkItem, by, before with { LastCompletion = null }, [.. e.Opened.Select(item => item.Id)])
                : null,
        };
    }

    internal static ProcessState Reopen(ProcessState state, WorkItemReopened e) =>
        state.LastCompletion is { } last && last.WorkItem == e.WorkItem
            ? last.Before with { LastId = state.LastId }
            : state;

    internal static ProcessState Reschedule(ProcessState state, TimersRescheduled e) => state with
    {
        LastCompletion = null,
        Timers = state.Timers.SetItems(e.Timers.Where(moved => state.Timers.ContainsKey(moved.Key))
            .Select(moved => KeyValuePair.Create(moved.Key, state.Timers[moved.Key] with { DueAt = moved.Value }))),
        WorkItems = state.WorkItems.SetItems(e.WorkItems.Where(moved => state.WorkItems.ContainsKey(moved.Key))
            .Select(moved => KeyValuePair.Create(moved.Key, state.WorkItems[moved.Key] with { DueAt = moved.Value }))),
    };

    internal static ProcessState Migrate(ProcessState state, ProcessMigrated e)
    {
        string To(string id) => e.Elements.GetValueOrDefault(id, id);
        return state with
        {
            Key = e.To,
            LastCompletion = null,
            Tokens = Map(state.Tokens, token => token with
            {
                Element = To(token.Element),
                Arrived = token.Arrived is null ? null : To(token.Arrived),
            }),
            Scopes = Map(state.Scopes, scope => scope with { Element = To(scope.Element) }),
            WorkItems = Map(state.WorkItems, item => item with { Element = To(item.Element) }),
            Timers = Map(state.Timers, timer => timer with { Element = To(timer.Element) }),
            Messages = Map(state.Messages, waiting => waiting with { Element = To(waiting.Element) }),
        };
    }

    private static ImmutableDictionary<string, T> Change<T>(
        ImmutableDictionary<string, T> before, IReadOnlyList<string> gone, IReadOnlyList<T> set, Func<T, string> id)
    {
        if (gone.Count == 0 && set.Count == 0)
            return before;
        var after = before.ToBuilder();
        after.RemoveRange(gone);
        foreach (var item in set)
            after[id(item)] = item;
        return after.ToImmutable();
    }

    private static ImmutableDictionary<TKey, T> Map<TKey, T>(
        ImmutableDictionary<TKey, T> before, Func<T, T> change) where TKey : notnull =>
        before.ToImmutableDictionary(pair => pair.Key, pair => change(pair.Value));
}

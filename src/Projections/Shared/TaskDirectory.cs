using System.Collections.Concurrent;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared;

/// <summary>Which matter an open task belongs to: known for matters touched lately, else looked up in the inbox.</summary>
public sealed class TaskDirectory(TaskInbox inbox)
{
    private readonly ConcurrentDictionary<Guid, Guid> _matters = new();

    /// <summary>The matter; <see cref="Guid.Empty"/> when no such task is open.</summary>
    public async ValueTask<Guid> MatterOf(Guid task, CancellationToken stop) =>
        _matters.TryGetValue(task, out var matter) ? matter : await inbox.MatterOf(task, stop) ?? Guid.Empty;

    internal void Follow(Matter? before, Matter? after)
    {
        foreach (var closed in before?.Process?.WorkItems.Keys ?? [])
            if (after?.Process?.WorkItems.ContainsKey(closed) != true) _matters.TryRemove(closed, out _);
        foreach (var open in after?.Process?.WorkItems.Keys ?? []) _matters[open] = after!.Id;
    }
}

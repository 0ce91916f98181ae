using System.Collections.Concurrent;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared;

/// <summary>
/// The states of matters touched lately, by this node. A state may be behind when another node has written since:
/// the store refuses an append on it (the version is checked there), and a refusal is never given on it.
/// </summary>
public sealed class MatterCache(int capacity = MatterCache.Usual)
{
    private const int Usual = 20_000;

    private readonly ConcurrentDictionary<Guid, Matter> _states = new();
    private readonly ConcurrentQueue<Guid> _oldestFirst = new();

    /// <summary>The state as this node left it, or null.</summary>
    public Matter? Find(Guid id) => _states.GetValueOrDefault(id);

    internal void Put(Matter matter)
    {
        if (matter.ArchivedAt is not null)
        {
            Forget(matter.Id);
            return;
        }
        if (_states.TryAdd(matter.Id, matter))
        {
            _oldestFirst.Enqueue(matter.Id);
            while (_oldestFirst.Count > capacity && _oldestFirst.TryDequeue(out var oldest)) _states.TryRemove(oldest, out _);
        }
        else
        {
            _states.AddOrUpdate(matter.Id, matter, (_, known) => known.Version > matter.Version ? known : matter);
        }
    }

    /// <summary>Lets go of a state; whoever wants it reads it from its stream.</summary>
    public void Forget(Guid id) => _states.TryRemove(id, out _);
}

using System.Collections.Immutable;

namespace SmartCity.Workflows.Runtime;

/// <summary>A part of the state while a step is taken, with its net change against the state before.</summary>
internal sealed class Tracked<TKey, T>(ImmutableDictionary<TKey, T> before, Func<T, TKey> key) where TKey : notnull
{
    private readonly List<TKey> _gone = [];
    private readonly List<T> _set = [];

    /// <summary>As it is now.</summary>
    public Dictionary<TKey, T> Now { get; } = new(before);

    /// <summary>Those of the state before that are gone.</summary>
    public IReadOnlyList<TKey> Gone => _gone;

    /// <summary>New ones, and changed ones.</summary>
    public IReadOnlyList<T> Set => _set;

    public void Put(T item)
    {
        var id = key(item);
        _set.RemoveAll(other => key(other).Equals(id));
        _set.Add(item);
        Now[id] = item;
    }

    public void Remove(TKey id)
    {
        if (!Now.Remove(id))
            return;
        _set.RemoveAll(other => key(other).Equals(id));
        if (before.ContainsKey(id))
            _gone.Add(id);
    }
}

using System.Collections.Concurrent;

namespace SmartCity.Host.Identity;

/// <summary>
/// Counts wrong passwords and says how long to wait. Five in a row for one account from one address, or fifty for one
/// account or one address, lock that pair, account or address for 30 seconds; each further one locks again.
/// The address keeps a stranger from locking out a clerk by guessing five times; the fifty stop slow or spread guessing.
/// </summary>
internal sealed class Attempts(TimeProvider time)
{
    public static readonly TimeSpan LockedFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(15);
    private const int PairLimit = 5, WideLimit = 50, Bound = 100_000;

    private readonly ConcurrentDictionary<(string? Account, string? Address), Count> _counts = new();

    private readonly record struct Count(int Failures, DateTimeOffset Last);

    /// <summary>How long this account must wait at this address; zero when it may try.</summary>
    public TimeSpan Wait(string account, string address)
    {
        var now = time.GetUtcNow();
        var longest = TimeSpan.Zero;
        foreach (var (key, limit) in Keys(account, address))
            if (_counts.TryGetValue(key, out var count) && count.Failures >= limit
                && count.Last + LockedFor - now is var left && left > longest)
                longest = left;
        return longest;
    }

    public void Failed(string account, string address)
    {
        var now = time.GetUtcNow();
        if (_counts.Count > Bound) Forget(now);
        foreach (var (key, _) in Keys(account, address))
            _counts.AddOrUpdate(key, _ => new Count(1, now), (_, old) =>
                new Count(now - old.Last > ForgottenAfter ? 1 : old.Failures + 1, now));
    }

    /// <summary>The account's own counts start anew; the address keeps its count.</summary>
    public void Succeeded(string account, string address)
    {
        _counts.TryRemove((account.ToUpperInvariant(), address), out _);
        _counts.TryRemove((account.ToUpperInvariant(), null), out _);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, count) in _counts)
            if (now - count.Last > LockedFor)
                _counts.TryRemove(key, out _);
    }

    private static IEnumerable<((string?, string?) Key, int Limit)> Keys(string account, string address)
    {
        var name = account.ToUpperInvariant();
        yield return ((name, address), PairLimit);
        yield return ((name, null), WideLimit);
        yield return ((null, address), WideLimit);
    }
}

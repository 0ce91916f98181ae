using NodaTime;

namespace SmartCity.Projections.Shared;

/// <summary>
/// The moments of commits that this node has begun and not ended: what they record counts as recorded at these moments, though
/// nobody sees it yet. A figure that names its moment names one before them.
/// </summary>
public sealed class CommitsUnderWay(IClock clock)
{
    private readonly Lock _gate = new();
    private readonly List<Instant> _begun = [];

    /// <summary>Begins a commit; its moment is now.</summary>
    public Instant Begin()
    {
        lock (_gate)
        {
            var now = clock.GetCurrentInstant();
            _begun.Add(now);
            return now;
        }
    }

    /// <summary>The commit that began at the moment is durable, or came to nothing.</summary>
    public void End(Instant begun)
    {
        lock (_gate) _begun.Remove(begun);
    }

    /// <summary>The last moment at which nothing is recorded that is not visible to a transaction that begins now.</summary>
    public Instant Settled()
    {
        lock (_gate)
        {
            var now = clock.GetCurrentInstant();
            return _begun.Count == 0 ? now : Instant.Min(now, _begun.Min() - Duration.FromTicks(10));
        }
    }
}

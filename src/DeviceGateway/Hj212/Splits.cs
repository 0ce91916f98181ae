using NodaTime;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>
/// The packets that one message was split into (分包), put together: only the first must say when the values are from. A later
/// one that comes before it is held, unanswered, until it has come; so nothing is ever kept under the time of another message.
/// </summary>
internal sealed class Splits
{
    private const int MostHeld = 32;
    private static readonly Duration Patience = Duration.FromMinutes(10);

    private readonly Dictionary<int, Group> _groups = [];
    private readonly List<(int Cn, Instant Since, byte[] Line)> _held = [];

    public int Held => _held.Count;

    /// <summary>A packet with a time of its own came.</summary>
    public void Begin(int cn, int pnum, int pno, string qn, Instant time, Instant now)
    {
        if (!_groups.TryGetValue(cn, out var group) || group.Time != time || group.Pnum != pnum)
            _groups[cn] = group = new(pnum, time, now);
        group.Seen[pno] = qn;
    }

    /// <summary>The time of the message that this packet belongs to; null where it did not begin here.</summary>
    public Instant? TimeOf(int cn, int pnum, int pno, string qn, Instant now)
    {
        if (!_groups.TryGetValue(cn, out var group) || group.Pnum != pnum || now - group.Since > Patience) return null;
        if (group.Seen.TryGetValue(pno, out var seen) && seen != qn) return null;
        group.Seen[pno] = qn;
        return group.Time;
    }

    /// <summary>Keeps the packet until its message has begun; the oldest goes where there are too many.</summary>
    public void Hold(int cn, byte[] line, Instant now)
    {
        _held.RemoveAll(h => now - h.Since > Patience);
        if (_held.Count == MostHeld) _held.RemoveAt(0);
        _held.Add((cn, now, line));
    }

    /// <summary>What was held and may now be read again.</summary>
    public IReadOnlyList<byte[]> Release(int cn)
    {
        if (_held.Count == 0) return [];
        var released = _held.Where(h => h.Cn == cn).Select(h => h.Line).ToList();
        _held.RemoveAll(h => h.Cn == cn);
        return released;
    }

    private sealed record Group(int Pnum, Instant Time, Instant Since)
    {
        public Dictionary<int, string> Seen { get; } = [];
    }
}

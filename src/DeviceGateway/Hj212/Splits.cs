using NodaTime;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>
/// The packets that one message was split into (分包), put together: only the first must say when the values are from. A later
/// one that comes before it is held, unanswered, until it has come; so nothing is ever kept under the time of another message.
/// </summary>
internal sealed class Splits
{
    private const int MostHeld = 32, MostOpen = 8;
    private static readonly Duration Patience = Duration.FromMinutes(10);

    private readonly List<Group> _groups = [];
    private readonly List<(int Cn, Instant Since, byte[] Line)> _held = [];

    public int Held => _held.Count;

    /// <summary>A packet with a time of its own came.</summary>
    public void Begin(int cn, int pnum, int pno, string qn, Instant time, Instant now)
    {
        var group = _groups.Find(g => g.Cn == cn && g.Pnum == pnum && g.Time == time);
        if (group is null)
        {
            _groups.RemoveAll(g => now - g.Since > Patience);
            if (_groups.Count == MostOpen) _groups.RemoveAt(0);
            _groups.Add(group = new(cn, pnum, time, now));
        }

        group.Seen[pno] = qn;
    }

    /// <summary>
    /// The time of the message that this packet belongs to: the one that has it already (it is a repeat), else the oldest that
    /// lacks it and did not begin after it was made, as far as QN tells; null where none did begin here.
    /// </summary>
    public Instant? TimeOf(int cn, int pnum, int pno, string qn, Instant now)
    {
        var open = _groups.FindAll(g => g.Cn == cn && g.Pnum == pnum && now - g.Since <= Patience);
        var group = open.Find(g => qn.Length > 0 && g.Seen.TryGetValue(pno, out var seen) && seen == qn)
            ?? open.Find(g => !g.Seen.ContainsKey(pno) && g.Fits(pno, qn))
            ?? open.FindLast(g => qn.Length == 0 && g.Seen.TryGetValue(pno, out var seen) && seen.Length == 0);
        if (group is null) return null;
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

    private sealed record Group(int Cn, int Pnum, Instant Time, Instant Since)
    {
        /// <summary>QN of each part that came, by its number.</summary>
        public Dictionary<int, string> Seen { get; } = [];

        /// <summary>Whether a part with that QN lies between its neighbours: a station numbers what it sends in time.</summary>
        public bool Fits(int pno, string qn) => qn.Length == 0 || Seen.All(s =>
            s.Value.Length != qn.Length || Math.Sign(string.CompareOrdinal(s.Value, qn)) != (s.Key < pno ? 1 : -1));
    }
}

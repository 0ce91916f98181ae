using SmartCity.Domain.Ledger;

namespace SmartCity.Projections.Ledger;

/// <summary>
/// Holds events against what was kept of them when they were sealed: both come in the order of sequences, and each that has no
/// partner, or another one, is noted.
/// </summary>
internal sealed class LeafComparison(IEnumerator<LeafRecord> records, IReadOnlyDictionary<long, LeafRecord> late, long lastSealed)
{
    private const int MostKept = 1_000;

    private readonly List<(LeafRecord Was, LeafRecord Is)> _different = [];
    private readonly List<LeafRecord> _missing = [];
    private readonly List<LeafRecord> _inserted = [];
    private readonly HashSet<long> _lateSeen = [];
    private bool _more = records.MoveNext();

    /// <summary>Events seen, and those after the last that was sealed.</summary>
    public (long Seen, long Unsealed, long Wrong, long LastSequence) Counts { get; private set; }

    public void Take(LeafRecord found)
    {
        var counts = Counts;
        Counts = (counts.Seen + 1, counts.Unsealed, counts.Wrong, found.Sequence);
        while (_more && records.Current.Sequence < found.Sequence) Next(_missing);
        if (_more && records.Current.Sequence == found.Sequence)
        {
            if (!records.Current.Hash.AsSpan().SequenceEqual(found.Hash)) Keep(_different, (records.Current, found));
            _more = records.MoveNext();
        }
        else if (late.TryGetValue(found.Sequence, out var record))
        {
            _lateSeen.Add(found.Sequence);
            if (!record.Hash.AsSpan().SequenceEqual(found.Hash)) Keep(_different, (record, found));
        }
        else if (found.Sequence > lastSealed)
        {
            Counts = Counts with { Unsealed = Counts.Unsealed + 1 };
        }
        else
        {
            Keep(_inserted, found);
        }
    }

    /// <summary>No more events come; what is wrong, in the order of sequences.</summary>
    /// <param name="isGone">Whether a stream has no event at all.</param>
    public IReadOnlyList<Finding> End(Func<Guid, bool> isGone)
    {
        while (_more) Next(_missing);
        foreach (var record in late.Values.Where(record => !_lateSeen.Contains(record.Sequence))) Keep(_missing, record);
        var findings = new List<Finding>();
        findings.AddRange(_different.Select(Different));
        findings.AddRange(_missing.Select(record => Missing(record, isGone)));
        findings.AddRange(_inserted.Select(found => new Finding(found.Sequence, found.Stream, found.Version, Wrong.Inserted,
            "It stands among events that were sealed and was never sealed itself.")));
        return [.. findings.OrderBy(finding => finding.Sequence)];
    }

    private void Next(List<LeafRecord> into)
    {
        Keep(into, records.Current);
        _more = records.MoveNext();
    }

    private void Keep<T>(List<T> into, T wrong)
    {
        Counts = Counts with { Wrong = Counts.Wrong + 1 };
        if (into.Count < MostKept) into.Add(wrong);
    }

    private Finding Missing(LeafRecord was, Func<Guid, bool> isGone) => was.Sequence > Counts.LastSequence
        ? new(was.Sequence, was.Stream, was.Version, Wrong.CutOff, "The ledger is cut off: it and all after it are gone.")
        : isGone(was.Stream)
            ? new(was.Sequence, was.Stream, was.Version, Wrong.StreamMissing, "It is gone with its whole stream.")
            : new(was.Sequence, was.Stream, was.Version, Wrong.Missing, "It is gone.");

    private Finding Different((LeafRecord Was, LeafRecord Is) pair)
    {
        var (was, now) = pair;
        Finding Found(string what, string sentence, long? other = null) => new(was.Sequence, was.Stream, was.Version, what, sentence, other);
        if ((was.Stream, was.Version) != (now.Stream, now.Version))
        {
            foreach (var other in _different)
                if ((other.Is.Stream, other.Is.Version) == (was.Stream, was.Version))
                    return Found(Wrong.Swapped, $"It is swapped with the event at sequence {other.Was.Sequence}.", other.Was.Sequence);
            return Found(Wrong.Swapped, $"Another event stands in its place: version {now.Version} of stream {now.Stream}.");
        }
        if (was.BodyHint != now.BodyHint)
        {
            foreach (var other in _different)
                if (other.Was.Sequence != was.Sequence && other.Is.BodyHint == was.BodyHint && other.Was.BodyHint == now.BodyHint)
                    return Found(Wrong.Swapped, $"Its body is swapped with that at sequence {other.Was.Sequence}.", other.Was.Sequence);
            return Found(Wrong.Body, "Its body is not as it was sealed.");
        }
        if (was.HeadersHint != now.HeadersHint) return Found(Wrong.Header, "Its headers are not as they were sealed.");
        return was.RecordedMicroseconds != now.RecordedMicroseconds
            ? Found(Wrong.Time, $"It was recorded at {LeafEntry.Time(was.RecordedMicroseconds)}, not at {LeafEntry.Time(now.RecordedMicroseconds)}.")
            : Found(Wrong.Identity, "Its type or one of its ids is not as it was sealed.");
    }
}

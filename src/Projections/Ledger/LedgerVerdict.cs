namespace SmartCity.Projections.Ledger;

/// <summary>What can be wrong with an event, or with what is kept of it.</summary>
public static class Wrong
{
    /// <summary>Its body, its headers, or the time at which it was recorded is another.</summary>
    public const string Body = "body", Header = "header", Time = "time";

    /// <summary>It is not there; it is not there and neither is any after it; its whole stream is gone.</summary>
    public const string Missing = "missing", CutOff = "cut-off", StreamMissing = "stream-missing";

    /// <summary>It is there and was never sealed, though later ones were; it stands where another one stood; its type or an id is another.</summary>
    public const string Inserted = "inserted", Swapped = "swapped", Identity = "identity";

    /// <summary>The event is as it was, but not its leaf in the database; leaves do not add up to what was signed.</summary>
    public const string Leaf = "leaf", Checkpoint = "checkpoint";

    /// <summary>Its stream is not as long as the database says that it is.</summary>
    public const string Stream = "stream";
}

/// <summary>Something that does not hold.</summary>
/// <param name="Sequence">Of the event that it is about; 0 where it is about none.</param>
/// <param name="What">One of <see cref="Wrong"/>.</param>
/// <param name="Other">The sequence of the event that it was swapped with.</param>
public sealed record Finding(long Sequence, Guid Stream, long Version, string What, string Sentence, long? Other = null);

/// <summary>What a check of the whole ledger found (核验结论).</summary>
/// <param name="Events">Events in the database.</param>
/// <param name="Leaves">Leaves under the newest checkpoint.</param>
/// <param name="Unsealed">Events that came after it.</param>
/// <param name="Checkpoints">Checkpoints that were held against the tree.</param>
/// <param name="First">The first event that is wrong, in the order of sequences; null when all holds.</param>
/// <param name="Wrongs">How many things are wrong.</param>
/// <param name="Findings">The first of them, a thousand at most.</param>
public sealed record LedgerVerdict(
    long Events, long Leaves, long Unsealed, int Checkpoints, string? Root, Finding? First, long Wrongs, IReadOnlyList<Finding> Findings)
{
    public bool Holds => Wrongs == 0;
}

using SmartCity.Domain.Ledger;

namespace SmartCity.Projections.Ledger;

/// <summary>How evidence is made.</summary>
public sealed record LedgerOptions
{
    /// <summary>What the ledger is called in its checkpoints and keys: an address without its scheme, one for each system.</summary>
    public string Origin { get; init; } = "smartcity.local/ledger";

    /// <summary>Seconds between two checkpoints where there is something new.</summary>
    public double Seconds { get; init; } = 1;

    /// <summary>Events that are sealed in one transaction.</summary>
    public int PageSize { get; init; } = 5_000;

    /// <summary>Whether checkpoints carry a second signature, SM2 with SM3.</summary>
    public bool Sm2 { get; init; }

    /// <summary>Folders elsewhere that every checkpoint is written to as well.</summary>
    public IReadOnlyList<string> Copies { get; init; } = [];

    /// <summary>Those outside who are told every checkpoint.</summary>
    public IReadOnlyList<WitnessAddress> Witnesses { get; init; } = [];
}

/// <summary>A witness (见证方) of C2SP tlog-witness.</summary>
/// <param name="Url">Its submission prefix; <c>/add-checkpoint</c> is called below it.</param>
public sealed record WitnessAddress(string Url);

/// <summary>The sealer signs no further: what is in the database does not go on from what was signed before.</summary>
/// <param name="code">Stable, such as <c>ledger.older-than-checkpoint</c>.</param>
public sealed class LedgerBrokenException(string code, string sentence) : InvalidOperationException(sentence)
{
    public string Code { get; } = code;
}

/// <summary>
/// Seals the ledger (封存): hashes settled events into the tree, page by page, and signs checkpoints. One in the cluster at a time. It
/// writes to the database first, then to the folder, then signs; wherever it was cut off, the next one goes on from the folder.
/// </summary>
public sealed class LedgerSealer(
    StoredTree tree, SettledHorizon horizon, Npgsql.NpgsqlDataSource source, CheckpointFolder folder,
    IReadOnlyList<CheckpointFolder> copies, LedgerKeys keys, LedgerOptions options)
{
    private GrowingTree? _growing;
    private long _lastSequence;
    private long _signed;

    /// <summary>Leaves in the tree that this one knows, and the last sequence in it.</summary>
    public (long Size, long LastSequence) Reached => (_growing?.Size ?? 0, _lastSequence);

    /// <summary>Why the last checkpoint could not be written to a folder elsewhere; null when it could.</summary>
    public string? CopyFailed { get; private set; }

    /// <summary>Seals what is settled by now.</summary>
    /// <returns>How many events that were.</returns>
    /// <exception cref="LedgerBrokenException">The tree does not go on from the newest checkpoint in the folder.</exception>
    public async Task<long> Seal(CancellationToken stop)
    {
        try
        {
            if (_growing is null) await Begin(stop);
            var upTo = await horizon.Await(stop);
            var sealedNow = 0L;
            for (int count; _lastSequence < upTo && (count = await Page(upTo, stop)) > 0;)
            {
                sealedNow += count;
                if (count < options.PageSize) break;
            }
            if (_growing!.Size > _signed) await Sign(stop);
            return sealedNow;
        }
        catch
        {
            _growing = null;
            throw;
        }
    }

    private async Task<int> Page(long upTo, CancellationToken stop)
    {
        var (records, tiles) = (new List<LeafRecord>(options.PageSize), new List<HashTile>());
        var from = _growing!.Size;
        await using (var connection = await source.OpenConnectionAsync(stop))
            await foreach (var entry in StoredEvents.Read(connection, _lastSequence, upTo, options.PageSize, stop))
            {
                var record = LeafRecord.Of(entry);
                records.Add(record);
                tiles.AddRange(_growing.Add(record.Hash));
            }
        if (records.Count == 0) return 0;
        await tree.Add(from, records, tiles, stop);
        var bytes = new byte[records.Count * LeafRecord.Length];
        for (var i = 0; i < records.Count; i++) records[i].Write(bytes.AsSpan(i * LeafRecord.Length));
        folder.WriteLeaves(from, bytes);
        _lastSequence = records[^1].Sequence;
        return records.Count;
    }

    /// <summary>Takes up the tree, after it was held against what was signed before.</summary>
    private async Task Begin(CancellationToken stop)
    {
        var (growing, last) = await tree.Load(stop);
        _signed = 0;
        var newest = folder.Newest();
        if (newest is null && await tree.Newest(stop) is not null)
            throw new LedgerBrokenException("ledger.checkpoints-missing", "Checkpoints were published, and the folder of checkpoints holds none.");
        if (newest is not null)
        {
            var signed = newest.Checkpoint;
            if (signed.Origin != options.Origin)
                throw new LedgerBrokenException("ledger.other-origin", $"The newest checkpoint is of {signed.Origin}, this ledger is {options.Origin}.");
            if (newest.Note.SignedBy(keys.Public, NoteSigning.IsRight).Count == 0)
                throw new LedgerBrokenException("ledger.unknown-signature", "The newest checkpoint is signed by none of this system's keys.");
            if (signed.Size > growing.Size)
                throw new LedgerBrokenException("ledger.older-than-checkpoint",
                    $"The database holds {growing.Size} leaves and {signed.Size} were signed: it is an older one, or its end was cut off.");
            if (!(await tree.At(signed.Size, stop)).Root().AsSpan().SequenceEqual(signed.Root))
                throw new LedgerBrokenException("ledger.other-than-checkpoint",
                    $"The first {signed.Size} leaves in the database are not those that were signed.");
            await tree.Publish(newest, stop);
            _signed = signed.Size;
        }
        for (var from = _signed; from < growing.Size;)
        {
            var records = await tree.Records(from, 10_000, stop);
            folder.WriteLeaves(from, records);
            from += records.Length / LeafRecord.Length;
        }
        NameKeys();
        (_growing, _lastSequence) = (growing, last);
    }

    private async Task Sign(CancellationToken stop)
    {
        var checkpoint = new Checkpoint(options.Origin, _growing!.Size, _growing.Root());
        var signed = new SignedCheckpoint(checkpoint, new(checkpoint.Text, [.. keys.Signing.Select(key => key.Sign(checkpoint.Text))]));
        NameKeys();
        folder.Add(signed.Note);
        _signed = checkpoint.Size;
        await tree.Publish(signed, stop);
        Copy(copy => copy.Add(signed.Note));
    }

    private void NameKeys()
    {
        var known = keys.Public;
        folder.NameKeys(known);
        Copy(copy => copy.NameKeys(known));
    }

    /// <summary>A copy that cannot be written holds nobody up; the next checkpoint says all that the missed one said.</summary>
    private void Copy(Action<CheckpointFolder> write)
    {
        foreach (var copy in copies)
            try
            {
                write(copy);
                CopyFailed = null;
            }
            catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
            {
                CopyFailed = reason.Message;
            }
    }
}

using System.Data;
using Npgsql;
using NpgsqlTypes;
using SmartCity.Domain.Ledger;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Ledger;

/// <summary>
/// Recomputes the whole ledger (全账核验): every leaf from its event, the tree from the leaves, every checkpoint's root from the tree, the
/// newest checkpoint's signature; and holds the leaves in the database and the lengths of streams against them. It reads in one
/// snapshot, changes nothing, and needs no running host.
/// </summary>
/// <param name="folder">Where the checkpoints are; its records say what an event was that is gone.</param>
/// <param name="others">Further folders with checkpoints.</param>
/// <param name="trusted">The keys that a checkpoint must be signed with.</param>
public sealed class LedgerCheck(
    NpgsqlDataSource source, CheckpointFolder folder, IReadOnlyList<CheckpointFolder> others, IReadOnlyList<NoteKey> trusted)
{
    private readonly List<Finding> _findings = [];
    private long _wrong;

    /// <param name="progress">Told now and then how much of the work is done: records and events.</param>
    public async Task<LedgerVerdict> Run(Action<long, long> progress, CancellationToken stop)
    {
        var checkpoints = folder.ReadCheckpoints().Concat(others.SelectMany(other => other.ReadCheckpoints()))
            .OrderBy(checkpoint => checkpoint.Checkpoint.Size).ToList();
        if (checkpoints.Count == 0) throw new InvalidDataException("There is no checkpoint to hold the ledger against.");
        var newest = checkpoints[^1];
        if (newest.Note.SignedBy(trusted, NoteSigning.IsRight).Count == 0)
            Add(new(0, Guid.Empty, 0, Wrong.Checkpoint, "The newest checkpoint is not signed with a key that is known here."));
        if (checkpoints.FirstOrDefault(other => other.Checkpoint.Origin != newest.Checkpoint.Origin) is { } stranger)
            Add(new(0, Guid.Empty, 0, Wrong.Checkpoint, $"A checkpoint is of another ledger, {stranger.Checkpoint.Origin}."));

        await using var connection = await source.OpenConnectionAsync(stop);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var drafted = folder.LeafCount > 0 ? null : await Draft(connection, stop);
        try
        {
            var file = drafted ?? folder.Leaves;
            var size = newest.Checkpoint.Size;
            var walk = await Leaves(connection, file, checkpoints, done => progress(done, size * 2), stop);
            var events = await Events(connection, file, walk, done => progress(size + done, size * 2), stop);
            await Streams(connection, stop);
            var first = _findings.Where(finding => finding.Sequence > 0).OrderBy(finding => finding.Sequence).FirstOrDefault()
                ?? _findings.FirstOrDefault();
            return new(
                events.Seen, size, events.Unsealed, checkpoints.Count, Convert.ToBase64String(newest.Checkpoint.Root), first, _wrong,
                [.. _findings.OrderBy(finding => finding.Sequence).Take(1_000)]);
        }
        finally
        {
            if (drafted is not null) File.Delete(drafted);
        }
    }

    private void Add(Finding finding)
    {
        _wrong++;
        if (_findings.All(known => known.Sequence != finding.Sequence || known.Sequence == 0)) _findings.Add(finding);
    }

    /// <summary>The records as the database keeps them, where the folder keeps none.</summary>
    private static async Task<string> Draft(NpgsqlConnection connection, CancellationToken stop)
    {
        var file = Path.Combine(Path.GetTempPath(), $"smartcity-leaves-{Guid.NewGuid():N}");
        await using var stream = PrivateFiles.Open(file, FileMode.CreateNew, FileAccess.Write);
        await using var row = await connection.BeginBinaryExportAsync(
            "copy (select record from evidence.leaves order by leaf) to stdout (format binary)", stop);
        while (await row.StartRowAsync(stop) >= 0) await stream.WriteAsync(row.Read<byte[]>(NpgsqlDbType.Bytea), stop);
        return file;
    }

    /// <summary>What the walk over the leaves found out for the walk over the events.</summary>
    /// <param name="Late">Leaves that were sealed after one with a larger sequence.</param>
    private sealed record LeafWalk(IReadOnlyDictionary<long, LeafRecord> Late, long LastSequence, long Count);

    private async Task<LeafWalk> Leaves(
        NpgsqlConnection connection, string file, List<SignedCheckpoint> checkpoints, Action<long> progress, CancellationToken stop)
    {
        var (tree, late, last, at, good) = (new GrowingTree(), new Dictionary<long, LeafRecord>(), 0L, 0, 0L);
        var since = new List<LeafRecord>();
        var differing = 0;
        await using var row = await connection.BeginBinaryExportAsync(
            "copy (select record from evidence.leaves order by leaf) to stdout (format binary)", stop);
        foreach (var record in LeafFile.Read(file, checkpoints[^1].Checkpoint.Size))
        {
            tree.Add(record.Hash);
            if (since.Count < 100_000) since.Add(record);
            if (record.Sequence < last) late[record.Sequence] = record;
            last = Math.Max(last, record.Sequence);
            var stored = await row.StartRowAsync(stop) >= 0 ? LeafRecord.Read(row.Read<byte[]>(NpgsqlDbType.Bytea)) : (LeafRecord?)null;
            if ((stored is null || !stored.Value.IsSame(record)) && ++differing <= 1_000)
                Add(new(record.Sequence, record.Stream, record.Version, Wrong.Leaf,
                    stored is null ? "Its leaf is gone from the database." : "Its leaf in the database is not the one that was sealed."));
            for (; at < checkpoints.Count && checkpoints[at].Checkpoint.Size == tree.Size; at++)
                if (checkpoints[at].Checkpoint.Root.AsSpan().SequenceEqual(tree.Root())) (good, _) = (tree.Size, Clear(since));
                else if (since.Count > 0) AddUp(since, good, tree.Size);
            if (tree.Size % 10_000 == 0) progress(tree.Size);
        }
        if (tree.Size < checkpoints[^1].Checkpoint.Size)
            Add(new(last + 1, Guid.Empty, 0, Wrong.CutOff,
                $"Only {tree.Size} leaves are there, and {checkpoints[^1].Checkpoint.Size} were signed: the ledger is cut off."));
        return new(late, last, tree.Size);
    }

    private static int Clear(List<LeafRecord> records)
    {
        records.Clear();
        return 0;
    }

    private void AddUp(List<LeafRecord> since, long good, long size)
    {
        Add(new(since[0].Sequence, since[0].Stream, since[0].Version, Wrong.Checkpoint,
            $"The leaves {good} to {size - 1} do not add up to the checkpoint of {size} leaves; the first of them is this event's."));
        since.Clear();
    }

    private async Task<(long Seen, long Unsealed)> Events(
        NpgsqlConnection connection, string file, LeafWalk walk, Action<long> progress, CancellationToken stop)
    {
        using var records = LeafFile.Read(file, walk.Count).Where(record => !walk.Late.TryGetValue(record.Sequence, out var late) || !late.IsSame(record))
            .GetEnumerator();
        var comparison = new LeafComparison(records, walk.Late, walk.LastSequence);
        await foreach (var entry in StoredEvents.Read(connection, long.MinValue, long.MaxValue, null, stop))
        {
            comparison.Take(LeafRecord.Of(entry));
            if (comparison.Counts.Seen % 10_000 == 0) progress(comparison.Counts.Seen);
        }
        var gone = new Dictionary<Guid, bool>();
        var found = comparison.End(stream => gone.TryGetValue(stream, out var known) ? known : gone[stream] = IsGone(connection, stream));
        _wrong += comparison.Counts.Wrong;
        // What is wrong with the event itself says more than that its leaf is another.
        foreach (var finding in found) _findings.RemoveAll(known => known.Sequence == finding.Sequence);
        _findings.AddRange(found);
        return (comparison.Counts.Seen, comparison.Counts.Unsealed);
    }

    private static bool IsGone(NpgsqlConnection connection, Guid stream)
    {
        using var query = new NpgsqlCommand("select not exists (select from ledger.mt_events where stream_id = $1)", connection);
        query.Parameters.Add(new() { Value = stream });
        return (bool)query.ExecuteScalar()!;
    }

    /// <summary>Streams that are not as long as they say, such as one whose newest events are gone before they were sealed.</summary>
    private async Task Streams(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var query = new NpgsqlCommand(
            """
            select coalesce(e.stream_id, s.id), coalesce(e.last, 0), coalesce(e.sequence, 0), coalesce(s.version, 0)
            from (select stream_id, max(version) last, count(*) versions, max(seq_id) sequence from ledger.mt_events group by stream_id) e
            full join ledger.mt_streams s on s.id = e.stream_id
            where s.id is null or e.stream_id is null or s.version <> e.last or e.last <> e.versions limit 100
            """, connection);
        await using var row = await query.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            var (stream, last, sequence, said) = (row.GetGuid(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
            if (_findings.All(finding => finding.Stream != stream))
                Add(new(sequence, stream, last, Wrong.Stream, $"Its stream ends at version {last} and says that it has {said}, or has a gap."));
        }
    }
}

using System.Text;
using SmartCity.Domain.Ledger;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Ledger;

/// <summary>A checkpoint as it was signed.</summary>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, SignedNote Note);

/// <summary>
/// A folder of its own, apart from the database, where everything that was ever signed stays (检查点文件夹): <c>checkpoints</c>,
/// notes with an empty line after each; <c>leaves</c>, a record of 80 bytes for each leaf; <c>keys</c>, one public key a line. Files
/// only grow; a last piece that was cut off by a power cut is dropped.
/// </summary>
public sealed class CheckpointFolder(string folder)
{
    /// <summary>Names of its files.</summary>
    public const string CheckpointsFile = "checkpoints", LeavesFile = "leaves", KeysFile = "keys";

    private string Checkpoints => Path.Combine(folder, CheckpointsFile);

    private string Keys => Path.Combine(folder, KeysFile);

    /// <summary>The file of records; it is not in every copy of the folder.</summary>
    public string Leaves => Path.Combine(folder, LeavesFile);

    /// <summary>Every checkpoint in the order of signing; none where there is no such file.</summary>
    /// <exception cref="InvalidDataException">A checkpoint before the last is none.</exception>
    public IReadOnlyList<SignedCheckpoint> ReadCheckpoints()
    {
        if (!File.Exists(Checkpoints)) return [];
        var found = new List<SignedCheckpoint>();
        foreach (var note in Whole(File.ReadAllText(Checkpoints)))
            found.Add(SignedNote.Parse(note) is { } signed && Checkpoint.Parse(signed.Text) is { } checkpoint
                ? new(checkpoint, signed)
                : throw new InvalidDataException($"Checkpoint {found.Count + 1} in {Checkpoints} is none."));
        return found;
    }

    /// <summary>The newest one, read from the end of the file.</summary>
    public SignedCheckpoint? Newest()
    {
        if (!File.Exists(Checkpoints)) return null;
        using var stream = PrivateFiles.Open(Checkpoints, FileMode.Open, FileAccess.Read);
        var from = Math.Max(0, stream.Length - 16_384);
        stream.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var notes = Whole(reader.ReadToEnd());
        if (notes.Count == 0 || (from > 0 && notes.Count < 2)) return null;
        return SignedNote.Parse(notes[^1]) is { } signed && Checkpoint.Parse(signed.Text) is { } checkpoint
            ? new(checkpoint, signed)
            : throw new InvalidDataException($"The last checkpoint in {Checkpoints} is none.");
    }

    /// <summary>Adds a checkpoint, durable when the call returns.</summary>
    public void Add(SignedNote note)
    {
        PrivateFiles.MakeFolder(folder);
        var isNew = !File.Exists(Checkpoints);
        using (var stream = PrivateFiles.Open(Checkpoints, FileMode.OpenOrCreate, FileAccess.ReadWrite))
        {
            DropTornEnd(stream);
            stream.Seek(0, SeekOrigin.End);
            stream.Write(Encoding.UTF8.GetBytes(note + "\n"));
            stream.Flush(flushToDisk: true);
        }
        if (isNew) Shared.DurableFolder.Flush(folder);
    }

    /// <summary>Writes the records of leaves from this one on; what stood there after it is gone.</summary>
    public void WriteLeaves(long from, ReadOnlySpan<byte> records)
    {
        PrivateFiles.MakeFolder(folder);
        using var stream = PrivateFiles.Open(Leaves, FileMode.OpenOrCreate, FileAccess.Write);
        if (stream.Length < from * LeafRecord.Length)
            throw new InvalidDataException($"{Leaves} holds {stream.Length / LeafRecord.Length} records; those up to {from} are missing.");
        stream.SetLength(from * LeafRecord.Length);
        stream.Seek(0, SeekOrigin.End);
        stream.Write(records);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Keeps what witnesses signed of a checkpoint, in the file <c>cosignatures</c>: a note with their lines, and an empty line.</summary>
    public void AddCosignatures(SignedNote note, string lines)
    {
        PrivateFiles.MakeFolder(folder);
        using var stream = PrivateFiles.Open(Path.Combine(folder, "cosignatures"), FileMode.Append, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(note + lines + "\n"));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>How many whole records there are.</summary>
    public long LeafCount => File.Exists(Leaves) ? new FileInfo(Leaves).Length / LeafRecord.Length : 0;

    /// <summary>The public keys that it names.</summary>
    public IReadOnlyList<NoteKey> ReadKeys() => File.Exists(Keys)
        ? [.. File.ReadLines(Keys).Select(NoteKey.Parse).OfType<NoteKey>()]
        : [];

    /// <summary>Adds those public keys that it does not name yet.</summary>
    public void NameKeys(IReadOnlyList<NoteKey> keys)
    {
        PrivateFiles.MakeFolder(folder);
        var known = File.Exists(Keys) ? File.ReadAllLines(Keys).ToList() : [];
        var missing = keys.Select(key => key.ToString()).Except(known).ToList();
        if (missing.Count > 0)
            PrivateFiles.Replace(Keys, Encoding.UTF8.GetBytes(string.Concat(known.Concat(missing).Select(key => key + "\n"))));
    }

    /// <summary>The notes in a text: each is two parts that end with an empty line. A last one that is not whole is left out.</summary>
    private static List<string> Whole(string text)
    {
        var parts = text.Split("\n\n");
        var notes = new List<string>();
        for (var i = 0; i + 2 < parts.Length; i += 2) notes.Add(parts[i] + "\n\n" + parts[i + 1] + "\n");
        return notes;
    }

    private static void DropTornEnd(FileStream stream)
    {
        if (stream.Length == 0) return;
        var from = Math.Max(0, stream.Length - 16_384);
        stream.Seek(from, SeekOrigin.Begin);
        var end = new byte[stream.Length - from];
        stream.ReadExactly(end);
        // A whole file ends with the empty line that follows a signature.
        var text = Encoding.Latin1.GetString(end);
        if (text.EndsWith("\n\n", StringComparison.Ordinal)
            && text[..^2].LastIndexOf('\n') is var line && text[(line + 1)..].StartsWith("\u00e2\u0080\u0094 ", StringComparison.Ordinal)) return;
        var lastSignature = text.LastIndexOf("\n\u00e2\u0080\u0094 ", text.Length - 1, StringComparison.Ordinal);
        while (lastSignature >= 0)
        {
            var stop = text.IndexOf('\n', lastSignature + 1);
            if (stop >= 0 && stop + 1 < text.Length && text[stop + 1] == '\n')
            {
                stream.SetLength(from + stop + 2);
                return;
            }
            lastSignature = lastSignature == 0 ? -1 : text.LastIndexOf("\n\u00e2\u0080\u0094 ", lastSignature - 1, StringComparison.Ordinal);
        }
        if (from > 0) throw new InvalidDataException($"The end of {stream.Name} holds no checkpoint.");
        stream.SetLength(0);
    }
}

using System.Buffers.Binary;
using Npgsql;
using NpgsqlTypes;
using SmartCity.Domain.Ledger;

namespace SmartCity.Projections.Ledger;

/// <summary>A leaf that is sealed: its place in the tree and what is kept of it.</summary>
public sealed record SealedLeaf(long Index, LeafRecord Record);

/// <summary>The tree as it is stored: leaves, tiles, checkpoints; and what is proved from them.</summary>
public sealed class StoredTree(NpgsqlDataSource source)
{
    /// <summary>The newest checkpoint that was published; null before the first.</summary>
    public async Task<SignedCheckpoint?> Newest(CancellationToken stop)
    {
        await using var query = source.CreateCommand("select note from evidence.checkpoints order by size desc limit 1");
        return await query.ExecuteScalarAsync(stop) is string note && SignedNote.Parse(note) is { } signed
            ? new(Checkpoint.Parse(signed.Text)!, signed)
            : null;
    }

    /// <summary>The leaf of the event with this sequence; null while it is not sealed.</summary>
    public async Task<SealedLeaf?> Find(long sequence, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select leaf, record from evidence.leaves where sequence = $1");
        query.Parameters.Add(new() { Value = sequence });
        await using var row = await query.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? new(row.GetInt64(0), LeafRecord.Read(row.GetFieldValue<byte[]>(1))) : null;
    }

    /// <summary>The hashes of a tile of a tree of this size, as many as it has of the width; null where the tree has no such tile.</summary>
    public async Task<IReadOnlyList<byte[]>?> Tile(int level, long number, int width, long size, CancellationToken stop)
    {
        var there = size;
        for (var l = 0; l < level; l++) there /= HashTile.Width;
        var first = number * HashTile.Width;
        if (width < 1 || first + width > there) return null;
        await using var query = source.CreateCommand(level == 0
            ? "select substr(record, 1, 32) from evidence.leaves where leaf >= $1 and leaf < $2 order by leaf"
            : "select root from evidence.tiles where level = $3 and number >= $1 and number < $2 order by number");
        query.Parameters.Add(new() { Value = first });
        query.Parameters.Add(new() { Value = first + width });
        if (level > 0) query.Parameters.Add(new() { Value = level - 1 });
        await using var row = await query.ExecuteReaderAsync(stop);
        var hashes = new List<byte[]>(width);
        while (await row.ReadAsync(stop)) hashes.Add(row.GetFieldValue<byte[]>(0));
        return hashes.Count == width ? hashes : throw new InvalidDataException($"Tile {level}/{number} holds {hashes.Count} hashes, not {width}.");
    }

    /// <summary>The entries of a bundle, each with its length before it (two bytes, big-endian); null where the tree has no such bundle.</summary>
    public async Task<byte[]?> Entries(long number, int width, long size, CancellationToken stop)
    {
        var first = number * HashTile.Width;
        if (width < 1 || first + width > size) return null;
        await using var connection = await source.OpenConnectionAsync(stop);
        var sequences = new List<long>(width);
        await using (var query = new NpgsqlCommand("select sequence from evidence.leaves where leaf >= $1 and leaf < $2 order by leaf", connection))
        {
            query.Parameters.Add(new() { Value = first });
            query.Parameters.Add(new() { Value = first + width });
            await using var row = await query.ExecuteReaderAsync(stop);
            while (await row.ReadAsync(stop)) sequences.Add(row.GetInt64(0));
        }
        var entries = new Dictionary<long, byte[]>(width);
        await foreach (var entry in StoredEvents.Read(connection, sequences.Min() - 1, sequences.Max(), null, stop))
            entries[entry.Sequence] = entry.Bytes();
        using var bundle = new MemoryStream(width * 500);
        var length = new byte[2];
        foreach (var entry in sequences.Select(sequence => entries[sequence]))
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
            bundle.Write(length);
            bundle.Write(entry);
        }
        return bundle.ToArray();
    }

    /// <summary>The hashes of these ranges of a tree of this size.</summary>
    public async Task<IReadOnlyList<byte[]>> Hashes(IReadOnlyList<LeafRange> ranges, long size, CancellationToken stop)
    {
        var tiles = new Dictionary<(int Level, long Number), IReadOnlyList<byte[]>?>();
        var nodes = new List<(int, long)>();
        foreach (var range in ranges) TreeProof.HashOf(range, (level, number) => { nodes.Add((level, number)); return MerkleHash.Empty; });
        foreach (var (level, number) in nodes)
        {
            var tile = Place(level, number);
            if (!tiles.ContainsKey((tile.Level, tile.Number)))
                tiles[(tile.Level, tile.Number)] = await Tile(tile.Level, tile.Number, WidthOf(tile.Level, tile.Number, size), size, stop);
        }
        return [.. ranges.Select(range => TreeProof.HashOf(range, (level, number) =>
        {
            var place = Place(level, number);
            return MerkleHash.Over([.. tiles[(place.Level, place.Number)]!.Skip(place.From).Take(place.Count)]);
        }))];
    }

    /// <summary>The tree to go on from, and the last sequence in it.</summary>
    public async Task<(GrowingTree Tree, long LastSequence)> Load(CancellationToken stop)
    {
        await using var query = source.CreateCommand("select coalesce(max(leaf) + 1, 0), coalesce(max(sequence), 0) from evidence.leaves");
        long size, last;
        await using (var row = await query.ExecuteReaderAsync(stop))
        {
            await row.ReadAsync(stop);
            (size, last) = (row.GetInt64(0), row.GetInt64(1));
        }
        return (await At(size, stop), last);
    }

    /// <summary>The tree of the first leaves.</summary>
    public async Task<GrowingTree> At(long size, CancellationToken stop)
    {
        var edge = new List<IReadOnlyList<byte[]>>();
        for (var (level, rest) = (0, size); rest > 0; level++, rest /= HashTile.Width)
        {
            var width = (int)(rest % HashTile.Width);
            edge.Add(width == 0 ? [] : (await Tile(level, rest / HashTile.Width, width, size, stop))!);
        }
        return new(size, edge);
    }

    /// <summary>Adds leaves and the tiles that became whole, in one transaction.</summary>
    public async Task Add(long from, IReadOnlyList<LeafRecord> records, IReadOnlyList<HashTile> tiles, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using (var rows = await connection.BeginBinaryImportAsync("copy evidence.leaves (leaf, sequence, record) from stdin (format binary)", stop))
        {
            foreach (var record in records)
            {
                await rows.StartRowAsync(stop);
                await rows.WriteAsync(from++, NpgsqlDbType.Bigint, stop);
                await rows.WriteAsync(record.Sequence, NpgsqlDbType.Bigint, stop);
                await rows.WriteAsync(record.Bytes(), NpgsqlDbType.Bytea, stop);
            }
            await rows.CompleteAsync(stop);
        }
        if (tiles.Count > 0)
        {
            await using var rows = await connection.BeginBinaryImportAsync("copy evidence.tiles (level, number, hashes, root) from stdin (format binary)", stop);
            foreach (var tile in tiles)
            {
                await rows.StartRowAsync(stop);
                await rows.WriteAsync(tile.Level, NpgsqlDbType.Integer, stop);
                await rows.WriteAsync(tile.Number, NpgsqlDbType.Bigint, stop);
                await rows.WriteAsync(tile.Bytes, NpgsqlDbType.Bytea, stop);
                await rows.WriteAsync(tile.Root, NpgsqlDbType.Bytea, stop);
            }
            await rows.CompleteAsync(stop);
        }
        await transaction.CommitAsync(stop);
    }

    /// <summary>The records of leaves from this one on, one after the other.</summary>
    public async Task<byte[]> Records(long from, int most, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select record from evidence.leaves where leaf >= $1 order by leaf limit $2");
        query.Parameters.Add(new() { Value = from });
        query.Parameters.Add(new() { Value = most });
        await using var row = await query.ExecuteReaderAsync(stop);
        using var records = new MemoryStream();
        while (await row.ReadAsync(stop)) records.Write(row.GetFieldValue<byte[]>(0));
        return records.ToArray();
    }

    /// <summary>Publishes a checkpoint; one that is published already stays.</summary>
    public async Task Publish(SignedCheckpoint checkpoint, CancellationToken stop)
    {
        await using var insert = source.CreateCommand("insert into evidence.checkpoints (size, note) values ($1, $2) on conflict do nothing");
        insert.Parameters.Add(new() { Value = checkpoint.Checkpoint.Size });
        insert.Parameters.Add(new() { Value = checkpoint.Note.ToString() });
        await insert.ExecuteNonQueryAsync(stop);
    }

    private static (int Level, long Number, int From, int Count) Place(int level, long number)
    {
        var count = 1 << (level % 8);
        var first = number * count;
        return (level / 8, first / HashTile.Width, (int)(first % HashTile.Width), count);
    }

    private static int WidthOf(int level, long number, long size)
    {
        for (var l = 0; l < level; l++) size /= HashTile.Width;
        return (int)Math.Min(HashTile.Width, size - (number * HashTile.Width));
    }
}

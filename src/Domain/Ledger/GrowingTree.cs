namespace SmartCity.Domain.Ledger;

/// <summary>A whole tile of 256 hashes of one level, and the hash over them, which stands in the level above.</summary>
/// <param name="Level">0 holds leaves; each hash of a level above is the root of a whole tile of the level below.</param>
/// <param name="Number">Which of its level, from 0.</param>
public sealed record HashTile(int Level, long Number, IReadOnlyList<byte[]> Hashes, byte[] Root)
{
    /// <summary>Hashes of a whole tile.</summary>
    public const int Width = 256;

    /// <summary>The hashes one after the other, as the tile is served: 8,192 bytes.</summary>
    public byte[] Bytes
    {
        get
        {
            var bytes = new byte[Hashes.Count * MerkleHash.Length];
            for (var i = 0; i < Hashes.Count; i++) Hashes[i].CopyTo(bytes, i * MerkleHash.Length);
            return bytes;
        }
    }
}

/// <summary>
/// The right edge of a tree that leaves are added to: of each level what no whole tile holds yet. It is all that is needed to
/// go on and to tell the root.
/// </summary>
public sealed class GrowingTree
{
    private readonly List<List<byte[]>> _edge = [[]];

    /// <summary>A tree without leaves.</summary>
    public GrowingTree() { }

    /// <param name="size">Leaves that are in it already.</param>
    /// <param name="edge">Of each level, 0 first, the hashes after its last whole tile.</param>
    /// <exception cref="ArgumentException">The edge is not that of a tree of this size.</exception>
    public GrowingTree(long size, IReadOnlyList<IReadOnlyList<byte[]>> edge)
    {
        Size = size;
        _edge = [.. edge.Select(hashes => hashes.ToList())];
        if (_edge.Count == 0) _edge.Add([]);
        for (var (level, rest) = (0, size); level < _edge.Count || rest > 0; level++, rest /= HashTile.Width)
            if ((level < _edge.Count ? _edge[level].Count : 0) != rest % HashTile.Width)
                throw new ArgumentException($"Level {level} of a tree of {size} leaves has {rest % HashTile.Width} hashes at its edge.", nameof(edge));
    }

    /// <summary>How many leaves it has.</summary>
    public long Size { get; private set; }

    /// <summary>Adds a leaf; what tiles became whole by it, the lowest first.</summary>
    public IReadOnlyList<HashTile> Add(byte[] leafHash)
    {
        Size++;
        _edge[0].Add(leafHash);
        if (_edge[0].Count < HashTile.Width) return [];
        var whole = new List<HashTile>();
        var number = (Size / HashTile.Width) - 1;
        for (var level = 0; _edge[level].Count == HashTile.Width; level++, number /= HashTile.Width)
        {
            var tile = new HashTile(level, number, _edge[level], MerkleHash.Over(_edge[level]));
            whole.Add(tile);
            _edge[level] = [];
            if (_edge.Count == level + 1) _edge.Add([]);
            _edge[level + 1].Add(tile.Root);
        }
        return whole;
    }

    /// <summary>The Merkle tree hash over all leaves.</summary>
    public byte[] Root()
    {
        byte[]? root = null;
        foreach (var level in _edge)
        {
            // From the right: each power of two of the rest is a perfect tree.
            for (var (end, left) = (level.Count, level.Count); left > 0;)
            {
                var width = left & -left;
                var perfect = MerkleHash.Over(level, end - width, end);
                root = root is null ? perfect : MerkleHash.Node(perfect, root);
                (end, left) = (end - width, left - width);
            }
        }
        return root ?? MerkleHash.Empty;
    }
}

namespace SmartCity.Domain.Ledger;

/// <summary>Neighbouring leaves whose hash is a part of a proof: from the first up to but not with the last.</summary>
public readonly record struct LeafRange(long From, long To)
{
    public long Count => To - From;
}

/// <summary>
/// What proofs over a Merkle tree are made of (RFC 6962, sections 2.1.1 and 2.1.2) and how they are checked (RFC 9162, sections
/// 2.1.3.2 and 2.1.4.2). A proof is a list of hashes, each the tree hash of a range of leaves.
/// </summary>
public static class TreeProof
{
    /// <summary>The ranges whose hashes prove that a leaf is in the tree of this size, in the order of the proof.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static IReadOnlyList<LeafRange> Inclusion(long index, long size)
    {
        if (index < 0 || index >= size) throw new ArgumentOutOfRangeException(nameof(index), index, $"A tree of {size} leaves has no such leaf.");
        var path = new List<LeafRange>();
        for (var (from, to) = (0L, size); to - from > 1;)
        {
            var middle = from + MerkleHash.Split(to - from);
            path.Add(index < middle ? new(middle, to) : new(from, middle));
            if (index < middle) to = middle;
            else from = middle;
        }
        path.Reverse();
        return path;
    }

    /// <summary>The ranges whose hashes prove that the tree of the larger size begins with that of the smaller.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The smaller is not from 1 to the larger.</exception>
    public static IReadOnlyList<LeafRange> Consistency(long smaller, long larger)
    {
        if (smaller < 1 || smaller > larger) throw new ArgumentOutOfRangeException(nameof(smaller), smaller, $"It is not from 1 to {larger}.");
        var path = new List<LeafRange>();
        var (from, to, whole) = (0L, larger, true);
        while (smaller != to)
        {
            var middle = from + MerkleHash.Split(to - from);
            if (smaller <= middle)
            {
                path.Add(new(middle, to));
                to = middle;
            }
            else
            {
                path.Add(new(from, middle));
                (from, whole) = (middle, false);
            }
        }
        if (!whole) path.Add(new(from, to));
        path.Reverse();
        return path;
    }

    /// <summary>The tree hash of a range, of the perfect trees that it falls into: <c>node(level, number)</c> covers 2^level leaves.</summary>
    public static byte[] HashOf(LeafRange range, Func<int, long, byte[]> node)
    {
        if (range.Count == 0) return MerkleHash.Empty;
        var level = System.Numerics.BitOperations.Log2((ulong)range.Count);
        if (1L << level == range.Count && range.From % range.Count == 0) return node(level, range.From >> level);
        var middle = range.From + MerkleHash.Split(range.Count);
        return MerkleHash.Node(HashOf(new(range.From, middle), node), HashOf(new(middle, range.To), node));
    }

    /// <summary>Whether the proof shows that the leaf is at this place in the tree with this root.</summary>
    public static bool ShowsInclusion(byte[] leafHash, long index, long size, IReadOnlyList<byte[]> proof, byte[] root)
    {
        if (index < 0 || index >= size) return false;
        var (at, last, hash) = (index, size - 1, leafHash);
        foreach (var part in proof)
        {
            if (last == 0) return false;
            if ((at & 1) == 1 || at == last)
            {
                hash = MerkleHash.Node(part, hash);
                while ((at & 1) == 0 && at != 0) (at, last) = (at >> 1, last >> 1);
            }
            else
            {
                hash = MerkleHash.Node(hash, part);
            }
            (at, last) = (at >> 1, last >> 1);
        }
        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Whether the proof shows that the larger tree begins with the smaller one.</summary>
    public static bool ShowsConsistency(long smaller, byte[] smallerRoot, long larger, byte[] largerRoot, IReadOnlyList<byte[]> proof)
    {
        if (smaller < 1 || smaller > larger) return false;
        if (smaller == larger) return proof.Count == 0 && smallerRoot.AsSpan().SequenceEqual(largerRoot);
        IReadOnlyList<byte[]> path = (smaller & (smaller - 1)) == 0 ? [smallerRoot, .. proof] : proof;
        if (path.Count == 0) return false;
        var (at, last) = (smaller - 1, larger - 1);
        while ((at & 1) == 1) (at, last) = (at >> 1, last >> 1);
        var (small, large) = (path[0], path[0]);
        foreach (var part in path.Skip(1))
        {
            if (last == 0) return false;
            if ((at & 1) == 1 || at == last)
            {
                (small, large) = (MerkleHash.Node(part, small), MerkleHash.Node(part, large));
                while ((at & 1) == 0 && at != 0) (at, last) = (at >> 1, last >> 1);
            }
            else
            {
                large = MerkleHash.Node(large, part);
            }
            (at, last) = (at >> 1, last >> 1);
        }
        return last == 0 && small.AsSpan().SequenceEqual(smallerRoot) && large.AsSpan().SequenceEqual(largerRoot);
    }
}

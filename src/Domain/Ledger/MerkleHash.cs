using System.Security.Cryptography;

namespace SmartCity.Domain.Ledger;

/// <summary>The hashes of a Merkle tree (默克尔树) as RFC 6962, section 2.1, makes them with SHA-256; each is 32 bytes.</summary>
public static class MerkleHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = 32;

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    /// <summary>SHA-256(0x00 || entry).</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> entry)
    {
        Span<byte> whole = entry.Length < 2_000 ? stackalloc byte[entry.Length + 1] : new byte[entry.Length + 1];
        whole[0] = 0;
        entry.CopyTo(whole[1..]);
        return SHA256.HashData(whole);
    }

    /// <summary>SHA-256(0x01 || left || right).</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> whole = stackalloc byte[1 + (2 * Length)];
        whole[0] = 1;
        left.CopyTo(whole[1..]);
        right.CopyTo(whole[(1 + Length)..]);
        return SHA256.HashData(whole);
    }

    /// <summary>The hash over some neighbouring hashes of one level, split as RFC 6962 splits leaves.</summary>
    public static byte[] Over(IReadOnlyList<byte[]> hashes) => Over(hashes, 0, hashes.Count);

    internal static byte[] Over(IReadOnlyList<byte[]> hashes, int from, int to)
    {
        if (to - from == 0) return Empty;
        if (to - from == 1) return hashes[from];
        var split = (int)Split(to - from);
        return Node(Over(hashes, from, from + split), Over(hashes, from + split, to));
    }

    /// <summary>The largest power of two below the number.</summary>
    internal static long Split(long count)
    {
        var split = 1L;
        while (split * 2 < count) split *= 2;
        return split;
    }
}

using System.Buffers.Binary;

namespace SmartCity.Domain.Ledger;

/// <summary>
/// What is kept of a leaf beside the events (叶记录), 80 bytes: which event it was, its hash, and a little of the hashes of headers
/// and body, so that it can be said what of an event is no longer as it was. Numbers are big-endian.
/// </summary>
/// <param name="RecordedMicroseconds">When the event was recorded, in microseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="HeadersHint">The first four bytes of SHA-256 of the headers.</param>
/// <param name="BodyHint">The first four bytes of SHA-256 of the body.</param>
public readonly record struct LeafRecord(
    byte[] Hash, long Sequence, Guid Stream, long Version, long RecordedMicroseconds, uint HeadersHint, uint BodyHint)
{
    /// <summary>Bytes of a record.</summary>
    public const int Length = 80;

    public static LeafRecord Of(LeafEntry entry) => new(
        MerkleHash.Leaf(entry.Bytes()), entry.Sequence, entry.Stream, entry.Version, entry.RecordedMicroseconds,
        BinaryPrimitives.ReadUInt32BigEndian(entry.Headers), BinaryPrimitives.ReadUInt32BigEndian(entry.Body));

    /// <param name="into">80 bytes.</param>
    public void Write(Span<byte> into)
    {
        Hash.CopyTo(into);
        BinaryPrimitives.WriteInt64BigEndian(into[32..], Sequence);
        Stream.TryWriteBytes(into[40..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(into[56..], Version);
        BinaryPrimitives.WriteInt64BigEndian(into[64..], RecordedMicroseconds);
        BinaryPrimitives.WriteUInt32BigEndian(into[72..], HeadersHint);
        BinaryPrimitives.WriteUInt32BigEndian(into[76..], BodyHint);
    }

    public byte[] Bytes()
    {
        var bytes = new byte[Length];
        Write(bytes);
        return bytes;
    }

    /// <param name="from">80 bytes.</param>
    public static LeafRecord Read(ReadOnlySpan<byte> from) => new(
        from[..32].ToArray(), BinaryPrimitives.ReadInt64BigEndian(from[32..]), new Guid(from[40..56], bigEndian: true),
        BinaryPrimitives.ReadInt64BigEndian(from[56..]), BinaryPrimitives.ReadInt64BigEndian(from[64..]),
        BinaryPrimitives.ReadUInt32BigEndian(from[72..]), BinaryPrimitives.ReadUInt32BigEndian(from[76..]));

    /// <summary>Whether both are byte for byte the same.</summary>
    public bool IsSame(LeafRecord other) => Bytes().AsSpan().SequenceEqual(other.Bytes());
}

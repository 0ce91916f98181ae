using System.Buffers.Binary;
using Npgsql;

namespace SmartCity.Projections.Supervision;

/// <summary>
/// Whole numbers of which some may be taken away again: their sum, and their exact median without sorting them. As PostgreSQL's
/// <c>int4send</c> writes them, one after the other.
/// </summary>
internal sealed class DayValues
{
    /// <summary>Bits of a number by which it is sorted out at once.</summary>
    private const int Digit = 11;

    private const uint Sign = 0x8000_0000;

    private const int Piece = 32_768;

    private readonly List<(byte[] Numbers, int Weight)> _parts = [];

    public long Count { get; private set; }

    public long Sum { get; private set; }

    /// <summary>Half of them are no greater and half no less; amid the two in the middle of an even number. Null without any.</summary>
    public double? Median =>
        Count <= 0 ? null
        : Count % 2 == 1 ? At(Count / 2)
        : (At(Count / 2 - 1) + (double)At(Count / 2)) / 2;

    /// <summary>Takes over two columns of a row that is read in their order, those that came and those that went.</summary>
    public void Add(NpgsqlDataReader row, int plus)
    {
        Add(row, plus, 1);
        Add(row, plus + 1, -1);
    }

    public void Add(byte[] numbers, int weight)
    {
        _parts.Add((numbers, weight));
        Count += weight * (numbers.Length / sizeof(int));
        for (var i = 0; i < numbers.Length; i += sizeof(int)) Sum += weight * (long)(int)(Key(numbers, i) ^ Sign);
    }

    public void Add(DayValues other)
    {
        _parts.AddRange(other._parts);
        (Count, Sum) = (Count + other.Count, Sum + other.Sum);
    }

    /// <summary>In pieces, so that no answer takes memory that is cleared away rarely.</summary>
    private void Add(NpgsqlDataReader row, int column, int weight)
    {
        if (row.IsDBNull(column)) return;
        var length = row.GetBytes(column, 0, null, 0, 0);
        for (var at = 0L; at < length; at += Piece)
        {
            var numbers = new byte[Math.Min(Piece, length - at)];
            row.GetBytes(column, at, numbers, 0, numbers.Length);
            Add(numbers, weight);
        }
    }

    /// <summary>The number at a place of their order: its upper bits first, then those below among the numbers that share them.</summary>
    private int At(long place)
    {
        var key = 0u;
        Span<long> counts = stackalloc long[1 << Digit];
        for (var shift = 2 * Digit; shift >= 0; shift -= Digit)
        {
            counts.Clear();
            foreach (var (numbers, weight) in _parts)
                for (var i = 0; i < numbers.Length; i += sizeof(int))
                    if (Key(numbers, i) is var number && (ulong)number >> (shift + Digit) == key)
                        counts[(int)(number >> shift) & ((1 << Digit) - 1)] += weight;
            var digit = 0;
            while (place >= counts[digit]) place -= counts[digit++];
            key = (key << Digit) | (uint)digit;
        }
        return (int)(key ^ Sign);
    }

    /// <summary>A number as one whose order is that of its bits.</summary>
    private static uint Key(byte[] numbers, int at) => BinaryPrimitives.ReadUInt32BigEndian(numbers.AsSpan(at)) ^ Sign;
}

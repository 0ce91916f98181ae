using System.Buffers.Binary;
using System.Text;

namespace SmartCity.Host.Approvals.Certificates;

/// <summary>
/// A TrueType font file (OpenType with <c>glyf</c> outlines): which glyph a character has, how wide it is, and a font
/// that holds only the glyphs in use. Small tables stay in memory, outlines are read from the file when needed.
/// </summary>
internal sealed class TrueTypeFont : IDisposable
{
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file;
    private readonly Dictionary<string, (uint Offset, int Length)> _tables = [];
    private readonly byte[] _head, _hhea, _hmtx, _loca, _maxp, _cmap;

    /// <exception cref="InvalidDataException">The file is not such a font, or has no full Unicode map (cmap format 12).</exception>
    public TrueTypeFont(string file)
    {
        _file = File.OpenHandle(file);
        var header = Read(0, 12);
        var directory = Read(12, 16 * U16(header, 4));
        for (var at = 0; at < directory.Length; at += 16)
            _tables[Encoding.ASCII.GetString(directory, at, 4)] = (U32(directory, at + 8), (int)U32(directory, at + 12));
        (_head, _hhea, _hmtx, _loca, _maxp) = (Table("head"), Table("hhea"), Table("hmtx"), Table("loca"), Table("maxp"));
        _cmap = FullUnicodeMap(Table("cmap"));
    }

    public int UnitsPerEm => U16(_head, 18);
    public (int Left, int Bottom, int Right, int Top) Bounds => (S16(_head, 36), S16(_head, 38), S16(_head, 40), S16(_head, 42));
    public int Ascent => S16(_hhea, 4);
    public int Descent => S16(_hhea, 6);

    /// <summary>The glyph of a character; 0 when the font has none.</summary>
    public ushort Glyph(Rune character)
    {
        var (low, high) = (0, (int)U32(_cmap, 12) - 1);
        while (low <= high)
        {
            var group = 16 + 12 * ((low + high) / 2);
            if (character.Value < U32(_cmap, group)) high = (low + high) / 2 - 1;
            else if (character.Value > U32(_cmap, group + 4)) low = (low + high) / 2 + 1;
            else return (ushort)(U32(_cmap, group + 8) + character.Value - U32(_cmap, group));
        }

        return 0;
    }

    /// <summary>Width in font units.</summary>
    public int Advance(ushort glyph) => U16(_hmtx, 4 * Math.Min(glyph, U16(_hhea, 34) - 1));

    /// <summary>
    /// A font whose glyph 0 is this one's glyph 0 and whose glyph n is <paramref name="glyphs"/>[n - 1]; parts of composite
    /// glyphs follow after them.
    /// </summary>
    public byte[] Subset(IReadOnlyList<ushort> glyphs)
    {
        List<ushort> all = [0, .. glyphs];
        var outlines = new List<byte[]>();
        for (var i = 0; i < all.Count; i++) outlines.Add(Renumbered(Outline(all[i]), all));

        var (glyf, loca, hmtx) = (new MemoryStream(), new byte[4 * (all.Count + 1)], new byte[4 * all.Count]);
        for (var i = 0; i < all.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(hmtx.AsSpan(4 * i), (ushort)Advance(all[i]));
            BinaryPrimitives.WriteInt16BigEndian(hmtx.AsSpan(4 * i + 2), outlines[i].Length >= 4 ? S16(outlines[i], 2) : (short)0);
            glyf.Write(outlines[i]);
            while (glyf.Length % 4 != 0) glyf.WriteByte(0);
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * (i + 1)), (uint)glyf.Length);
        }

        var (head, hhea, maxp) = ((byte[])_head.Clone(), (byte[])_hhea.Clone(), (byte[])_maxp.Clone());
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)all.Count);
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)all.Count);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = glyf.ToArray(), ["head"] = head, ["hhea"] = hhea, ["hmtx"] = hmtx, ["loca"] = loca, ["maxp"] = maxp,
        };
        foreach (var hinting in (string[])["cvt ", "fpgm", "prep"])
            if (_tables.ContainsKey(hinting))
                tables[hinting] = Table(hinting);
        return Assemble(tables);
    }

    public void Dispose() => _file.Dispose();

    private byte[] Outline(ushort glyph)
    {
        var (start, end) = S16(_head, 50) == 1
            ? (U32(_loca, 4 * glyph), U32(_loca, 4 * glyph + 4))
            : (2u * (uint)U16(_loca, 2 * glyph), 2u * (uint)U16(_loca, 2 * glyph + 2));
        return Read(_tables["glyf"].Offset + start, (int)(end - start));
    }

    // A composite glyph names its parts by number; they come along and get their new numbers.
    private static byte[] Renumbered(byte[] outline, List<ushort> all)
    {
        if (outline.Length < 10 || S16(outline, 0) >= 0) return outline;
        for (var at = 10; ;)
        {
            var flags = U16(outline, at);
            var part = (ushort)U16(outline, at + 2);
            var number = all.IndexOf(part);
            if (number < 0)
            {
                number = all.Count;
                all.Add(part);
            }

            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), (ushort)number);
            if ((flags & 0x20) == 0) return outline;
            at += 4 + ((flags & 0x01) != 0 ? 4 : 2) + ((flags & 0x08) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
        }
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        var power = 1 << (int)Math.Log2(tables.Count);
        var (directory, body) = (new MemoryStream(), new MemoryStream());
        Put(directory, 0x00010000, 4);
        Put(directory, (uint)tables.Count, 2);
        Put(directory, (uint)power * 16, 2);
        Put(directory, (uint)Math.Log2(power), 2);
        Put(directory, (uint)(tables.Count - power) * 16, 2);
        foreach (var (tag, table) in tables)
        {
            directory.Write(Encoding.ASCII.GetBytes(tag));
            Put(directory, Checksum(table), 4);
            Put(directory, (uint)(12 + 16 * tables.Count + body.Length), 4);
            Put(directory, (uint)table.Length, 4);
            body.Write(table);
            while (body.Length % 4 != 0) body.WriteByte(0);
        }

        body.WriteTo(directory);
        return directory.ToArray();
    }

    private static uint Checksum(byte[] table)
    {
        uint sum = 0;
        for (var i = 0; i < table.Length; i++) sum += (uint)table[i] << (8 * (3 - i % 4));
        return sum;
    }

    private static void Put(MemoryStream stream, uint value, int bytes)
    {
        for (var shift = 8 * (bytes - 1); shift >= 0; shift -= 8) stream.WriteByte((byte)(value >> shift));
    }

    private static byte[] FullUnicodeMap(byte[] cmap)
    {
        for (var i = 0; i < U16(cmap, 2); i++)
            if ((int)U32(cmap, 4 + 8 * i + 4) is var at && U16(cmap, at) == 12)
                return cmap[at..];
        throw new InvalidDataException("The font has no full Unicode map (cmap format 12).");
    }

    private byte[] Table(string tag) => _tables.TryGetValue(tag, out var table)
        ? Read(table.Offset, table.Length)
        : throw new InvalidDataException($"The font has no table '{tag}'.");

    private byte[] Read(long offset, int length)
    {
        var bytes = new byte[length];
        for (var done = 0; done < length;)
            done += RandomAccess.Read(_file, bytes.AsSpan(done), offset + done) is var read and > 0
                ? read
                : throw new InvalidDataException("The font file ends too early.");
        return bytes;
    }

    private static int U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));
    private static short S16(byte[] bytes, int at) => BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(at));
    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
}

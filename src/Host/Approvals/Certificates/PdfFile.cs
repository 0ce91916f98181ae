using System.Globalization;
using System.IO.Compression;
using System.Text;
using NodaTime;

namespace SmartCity.Host.Approvals.Certificates;

/// <summary>
/// Writes one page as a PDF 1.7 file (ISO 32000-1) with its font embedded as a subset. The same page gives the same bytes:
/// dates and file identifier come from what the document is about, not from the moment it is written.
/// </summary>
internal static class PdfFile
{
    private static readonly Encoding Latin1 = Encoding.Latin1;

    /// <param name="identifier">32 hexadecimal digits that tell this document from every other.</param>
    public static byte[] Write(PdfPage page, TrueTypeFont font, string title, string author, LocalDate date, string identifier)
    {
        ushort[] glyphs = [.. page.Characters.Select(font.Glyph)];
        var subset = font.Subset(glyphs);
        double Units(int value) => 1000.0 * value / font.UnitsPerEm;
        var widths = string.Join(' ', glyphs.Select(g => Number(Units(font.Advance(g)))));
        var (left, bottom, right, top) = font.Bounds;
        var box = string.Join(' ', new[] { left, bottom, right, top }.Select(v => Number(Units(v))));
        const string FontName = "SMCITY+NotoSansSC-Regular";
        var written = $"(D:{date.Year:0000}{date.Month:00}{date.Day:00}000000+08'00')";

        byte[][] objects =
        [
            Plain("<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >> >>"),
            Plain("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            Plain($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Number(page.Width)} {Number(page.Height)}] "
                + "/Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"),
            Stream("", Latin1.GetBytes(page.Drawing)),
            Plain($"<< /Type /Font /Subtype /Type0 /BaseFont /{FontName} /Encoding /Identity-H "
                + "/DescendantFonts [6 0 R] /ToUnicode 9 0 R >>"),
            Plain($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{FontName} /CIDToGIDMap /Identity "
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                + $"/FontDescriptor 7 0 R /DW 1000 /W [1 [{widths}]] >>"),
            Plain($"<< /Type /FontDescriptor /FontName /{FontName} /Flags 4 /FontBBox [{box}] /ItalicAngle 0 "
                + $"/Ascent {Number(Units(font.Ascent))} /Descent {Number(Units(font.Descent))} /CapHeight 733 /StemV 88 "
                + "/FontFile2 8 0 R >>"),
            Stream($"/Length1 {subset.Length}", subset),
            Stream("", Latin1.GetBytes(ToUnicode(page.Characters))),
            Plain($"<< /Title {Text(title)} /Author {Text(author)} /Producer (SmartCity) "
                + $"/CreationDate {written} /ModDate {written} >>"),
        ];
        return Assemble(objects, identifier);
    }

    private static byte[] Assemble(byte[][] objects, string identifier)
    {
        using var file = new MemoryStream();
        void Put(string text) => file.Write(Latin1.GetBytes(text));
        Put("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        var places = new long[objects.Length];
        for (var i = 0; i < objects.Length; i++)
        {
            places[i] = file.Length;
            Put($"{i + 1} 0 obj\n");
            file.Write(objects[i]);
            Put("\nendobj\n");
        }

        var index = file.Length;
        Put($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places) Put(string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        Put($"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R /Info {objects.Length} 0 R "
            + $"/ID [<{identifier}> <{identifier}>] >>\nstartxref\n{index}\n%%EOF\n");
        return file.ToArray();
    }

    // So that text can be searched and copied out of the document.
    private static string ToUnicode(IReadOnlyList<Rune> characters)
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in characters.Select((rune, i) => (Glyph: i + 1, Rune: rune)).Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, rune) in block)
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Utf16(rune.ToString())}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private static byte[] Stream(string entries, byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(data);
        return [.. Plain($"<< {entries} /Filter /FlateDecode /Length {packed.Length} >>\nstream\n"), .. packed.ToArray(), .. "\nendstream"u8];
    }

    private static byte[] Plain(string text) => Latin1.GetBytes(text);

    private static string Text(string text) => $"<FEFF{Utf16(text)}>";

    private static string Utf16(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

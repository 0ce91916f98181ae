using System.Globalization;
using System.Text;

namespace SmartCity.Host.Approvals.Certificates;

/// <summary>A colour in parts of one.</summary>
internal readonly record struct Ink(double Red, double Green, double Blue)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Red:0.###} {Green:0.###} {Blue:0.###}");
}

/// <summary>
/// One page as it is drawn: points from the lower left corner. Text is set in one font; a character that the font
/// lacks is set as its code point (<c>〔U+20BB7〕</c>), so that a rare name is never silently a box.
/// </summary>
internal sealed class PdfPage(TrueTypeFont font, double width, double height)
{
    private readonly StringBuilder _drawing = new();
    private readonly Dictionary<Rune, int> _numbers = [];
    private readonly List<Rune> _characters = [];

    public double Width => width;
    public double Height => height;
    public string Drawing => _drawing.ToString();

    /// <summary>The characters in use; the n-th is glyph n + 1 of the embedded font.</summary>
    public IReadOnlyList<Rune> Characters => _characters;

    public void Fill(Ink ink, double x, double y, double w, double h) => Add($"{ink} rg {x:0.##} {y:0.##} {w:0.##} {h:0.##} re f");

    public void Frame(Ink ink, double line, double x, double y, double w, double h) =>
        Add($"{ink} RG {line:0.##} w {x:0.##} {y:0.##} {w:0.##} {h:0.##} re S");

    public void Line(Ink ink, double line, double x1, double y1, double x2, double y2) =>
        Add($"{ink} RG {line:0.##} w {x1:0.##} {y1:0.##} m {x2:0.##} {y2:0.##} l S");

    /// <summary>Squares of one side each, as one shape.</summary>
    public void Squares(Ink ink, IEnumerable<(double X, double Y)> corners, double side)
    {
        Add($"{ink} rg");
        foreach (var (x, y) in corners) Add($"{x:0.###} {y:0.###} {side:0.###} {side:0.###} re");
        Add($"f");
    }

    /// <summary>Text from x along the base line y. <paramref name="weight"/> thickens the strokes.</summary>
    public void Text(Ink ink, double size, double x, double y, string text, double spacing = 0, double weight = 0)
    {
        var glyphs = new StringBuilder();
        foreach (var rune in Shown(text)) glyphs.Append(Number(rune).ToString("X4", CultureInfo.InvariantCulture));
        Add($"BT {ink} rg {ink} RG {weight:0.##} w {(weight > 0 ? 2 : 0)} Tr {spacing:0.##} Tc /F1 {size:0.##} Tf {x:0.##} {y:0.##} Td <{glyphs}> Tj ET");
    }

    public void Centred(Ink ink, double size, double x, double y, string text, double spacing = 0, double weight = 0) =>
        Text(ink, size, x - (Measure(text, size, spacing) - spacing) / 2, y, text, spacing, weight);

    public double Measure(string text, double size, double spacing = 0) =>
        Shown(text).Sum(rune => font.Advance(font.Glyph(rune)) * size / font.UnitsPerEm + spacing);

    /// <summary>The text in lines no wider than <paramref name="room"/>; Latin words stay whole where they fit.</summary>
    public IReadOnlyList<string> Wrap(string text, double size, double room)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var rune in text.EnumerateRunes())
        {
            if (Measure(line + rune, size) <= room || line.Length == 0)
            {
                line += rune;
                continue;
            }

            var space = rune.IsAscii && !line.EndsWith(' ') ? line.LastIndexOf(' ') : -1;
            lines.Add(space > 0 ? line[..space] : line);
            line = (space > 0 ? line[(space + 1)..] : "") + rune;
        }

        lines.Add(line);
        return lines;
    }

    private IEnumerable<Rune> Shown(string text) => text.EnumerateRunes().SelectMany(rune =>
        Rune.IsControl(rune) ? [new Rune(' ')]
        : font.Glyph(rune) != 0 ? [rune]
        : $"〔U+{rune.Value:X}〕".EnumerateRunes().ToArray());

    private int Number(Rune rune)
    {
        if (_numbers.TryGetValue(rune, out var number)) return number;
        _characters.Add(rune);
        return _numbers[rune] = _characters.Count;
    }

    private void Add(FormattableString operation) => _drawing.Append(FormattableString.Invariant(operation)).Append('\n');
}

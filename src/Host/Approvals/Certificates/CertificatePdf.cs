using System.Globalization;
using NodaTime;
using QRCoder;

namespace SmartCity.Host.Approvals.Certificates;

/// <summary>
/// Renders a licence as one A4 page across: what was granted to whom by which unit and until when, with a QR code that leads
/// to its verification. The same content gives the same bytes.
/// </summary>
public sealed class CertificatePdf : IDisposable
{
    private const double Width = 841.89, Height = 595.28, Left = 96, Room = 470;

    private static readonly Ink Red = new(0.62, 0.09, 0.11), Gold = new(0.74, 0.58, 0.27), Black = new(0.13, 0.13, 0.15),
        Grey = new(0.42, 0.42, 0.45), Paper = new(0.996, 0.988, 0.965);

    private readonly TrueTypeFont _font;

    /// <param name="fontFile">A TrueType font with Chinese glyphs.</param>
    public CertificatePdf(string fontFile) => _font = new TrueTypeFont(fontFile);

    /// <summary>The document's bytes.</summary>
    public byte[] Render(CertificateContent content)
    {
        var page = new PdfPage(_font, Width, Height);
        Ornament(page);
        page.Centred(Red, 40, Width / 2, 468, "行政许可证", spacing: 16, weight: 0.9);
        page.Centred(Gold, 13, Width / 2, 442, "ADMINISTRATIVE LICENCE", spacing: 3);
        page.Line(Gold, 0.8, Width / 2 - 150, 426, Width / 2 + 150, 426);
        page.Centred(Grey, 11, Width / 2, 406, $"证照编号 No. {content.Number}");
        Fields(page, content);
        Seal(page, content);
        Code(page, content);
        page.Centred(Grey, 7.5, Width / 2, 52, $"SHA-256  {content.Sha256}");
        return PdfFile.Write(
            page, _font, $"{content.Item.Zh} {content.Number}", content.Unit, content.IssuedOn, content.Sha256[..32].ToUpperInvariant());
    }

    public void Dispose() => _font.Dispose();

    private static void Ornament(PdfPage page)
    {
        page.Fill(Paper, 0, 0, Width, Height);
        page.Frame(Red, 5, 28, 28, Width - 56, Height - 56);
        page.Frame(Gold, 1.2, 36, 36, Width - 72, Height - 72);
        page.Frame(Gold, 0.5, 40, 40, Width - 80, Height - 80);
        foreach (var (x, y) in ((double, double)[])[(36, 36), (Width - 64, 36), (36, Height - 64), (Width - 64, Height - 64)])
        {
            page.Fill(Paper, x - 1, y - 1, 30, 30);
            page.Frame(Red, 1.6, x + 1, y + 1, 26, 26);
            page.Frame(Gold, 1, x + 6, y + 6, 16, 16);
            page.Fill(Red, x + 11, y + 11, 6, 6);
        }
    }

    private static void Fields(PdfPage page, CertificateContent content)
    {
        var y = 366.0;
        Field(page, ref y, "持证人", "Holder", content.Holder, 19);
        Field(page, ref y, "许可事项", "Item", content.Item.Zh, 17, content.Item.En);
        Field(page, ref y, "有效期", "Validity", content.ValidUntil is { } last
            ? $"{Chinese(content.IssuedOn)} 至 {Chinese(last)}"
            : "长期有效", 14, content.ValidUntil is { } end
            ? $"{English(content.IssuedOn)} to {English(end)}, both included"
            : "Until revoked");
        Field(page, ref y, "办件编号", "Matter", content.MatterNumber, 13);
        page.Text(Black, 13, Left, 112, "经依法审查，准予上述行政许可，特发此证。");
        page.Text(Grey, 9.5, Left, 95, "Granted after examination according to law, and hereby certified.");
    }

    private static void Field(
        PdfPage page, ref double y, string zh, string en, string value, double size, string? translation = null)
    {
        page.Text(Grey, 12, Left, y, zh);
        page.Text(Grey, 8.5, Left, y - 13, en);
        // A name too long for two lines is set smaller rather than cut.
        while (size > 9 && page.Wrap(value, size, Room - 88).Count > 2) size -= 1;
        var top = y;
        foreach (var line in page.Wrap(value, size, Room - 88))
        {
            page.Text(Black, size, Left + 88, top, line, weight: size > 15 ? 0.3 : 0);
            top -= size * 1.3;
        }

        if (translation is not null)
            foreach (var line in page.Wrap(translation, 10, Room - 88))
            {
                page.Text(Grey, 10, Left + 88, top + size * 1.3 - 15, line);
                top -= 13;
            }

        y = Math.Min(top - 14, y - 44);
    }

    // Where a paper licence carries the seal; the hash and the verification page stand for it here.
    private static void Seal(PdfPage page, CertificateContent content)
    {
        const double Centre = 655;
        var size = 15.0;
        while (size > 9 && page.Measure(content.Unit, size) > 230) size -= 0.5;
        page.Centred(Grey, 10, Centre, 150, "发证机关  Issued by");
        page.Centred(Black, size, Centre, 128, content.Unit, weight: 0.2);
        page.Centred(Black, 12, Centre, 106, Chinese(content.IssuedOn));
        page.Centred(Grey, 9, Centre, 91, English(content.IssuedOn));
    }

    private static void Code(PdfPage page, CertificateContent content)
    {
        using var code = QRCodeGenerator.GenerateQrCode(content.VerifyUrlWithHash, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        const double Side = 150, X = 580, Y = 204;
        var module = Side / modules.Count;
        page.Fill(new Ink(1, 1, 1), X, Y, Side, Side);
        page.Squares(Black, modules.SelectMany((row, r) => Enumerable.Range(0, row.Count).Where(c => row[c])
            .Select(c => (X + c * module, Y + Side - (r + 1) * module))), module);
        page.Frame(Gold, 0.8, X, Y, Side, Side);
        page.Centred(Grey, 9.5, X + Side / 2, Y - 15, "扫码核验真伪  Scan to verify");
    }

    private static string Chinese(LocalDate date) => $"{date.Year}年{date.Month}月{date.Day}日";

    private static string English(LocalDate date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}

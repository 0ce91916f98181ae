using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using SmartCity.Host.Approvals.Certificates;

namespace SmartCity.Host.Tests.Approvals.Certificates;

public sealed partial class CertificateTests : IDisposable
{
    private static readonly CertificateContent Content = new(
        "DX-XK-20261122-000123", new("食品经营许可（餐饮服务）", "Food business licence (catering)"), "北京大兴榆垡小面馆",
        "北京市大兴区市场监督管理局", new(2026, 11, 22), new(2031, 11, 21), "DX-AP-20261110-000077",
        "https://dx.example/api/v1/certificates/DX-XK-20261122-000123");

    private readonly CertificatePdf _pdf = new(CertificateRegistration.DefaultFont);

    public void Dispose() => _pdf.Dispose();

    [Fact]
    public void The_same_content_gives_the_same_bytes() => _pdf.Render(Content).ShouldBe(_pdf.Render(Content with { }));

    [Fact]
    public void It_is_small_because_only_the_glyphs_in_use_are_embedded() => _pdf.Render(Content).Length.ShouldBeLessThan(60_000);

    [Fact]
    public void The_hash_can_be_checked_by_anybody_who_has_the_content()
    {
        Content.Canonical.ShouldBe(
            "smartcity-certificate/1\nnumber: DX-XK-20261122-000123\nitem.zh: 食品经营许可（餐饮服务）\n"
            + "item.en: Food business licence (catering)\nholder: 北京大兴榆垡小面馆\nunit: 北京市大兴区市场监督管理局\n"
            + "issuedOn: 2026-11-22\nvalidUntil: 2031-11-21\nmatter: DX-AP-20261110-000077\n");
        Content.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content.Canonical))));
        (Content with { VerifyUrl = "https://elsewhere.example/" }).Sha256.ShouldBe(Content.Sha256);
        (Content with { Holder = "别人" }).Sha256.ShouldNotBe(Content.Sha256);
        (Content with { Holder = "甲\nunit: 乙" }).Canonical.Split('\n').Length.ShouldBe(Content.Canonical.Split('\n').Length);
    }

    [Fact]
    public void Every_entry_of_the_cross_reference_table_points_at_its_object()
    {
        var file = Encoding.Latin1.GetString(_pdf.Render(Content));
        var start = int.Parse(StartXref().Match(file).Groups[1].Value, CultureInfo.InvariantCulture);
        file[start..].ShouldStartWith("xref");
        var places = Entry().Matches(file[start..]).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        places.Length.ShouldBe(10);
        for (var i = 0; i < places.Length; i++) file[places[i]..].ShouldStartWith($"{i + 1} 0 obj");
    }

    [Fact]
    public void What_it_says_can_be_copied_out_of_it()
    {
        var text = Encoding.Latin1.GetString(Inflate(_pdf.Render(Content), "beginbfchar"));
        foreach (var character in Content.Holder)
            text.ShouldContain(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes([character])));
    }

    [Fact]
    public void A_character_that_the_font_lacks_is_shown_by_its_code_point()
    {
        using var font = new TrueTypeFont(CertificateRegistration.DefaultFont);
        var rare = new Rune(0x2B740 + 60);
        font.Glyph(rare).ShouldBe((ushort)0);
        var page = new PdfPage(font, 100, 100);
        page.Text(default, 10, 0, 0, "张" + rare);
        string.Concat(page.Characters).ShouldBe("张〔U+2B7C〕");
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1)]
    public void A_long_or_short_name_stays_on_the_page(int length) =>
        _pdf.Render(Content with { Holder = new string('兴', length), ValidUntil = null }).Length.ShouldBeGreaterThan(1000);

    private static byte[] Inflate(byte[] pdf, string holding)
    {
        var file = Encoding.Latin1.GetString(pdf);
        foreach (Match stream in Streams().Matches(file))
        {
            var data = pdf.AsSpan(stream.Index + stream.Length, int.Parse(stream.Groups[1].Value, CultureInfo.InvariantCulture));
            using var plain = new MemoryStream();
            using (var zlib = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress)) zlib.CopyTo(plain);
            if (Encoding.Latin1.GetString(plain.ToArray()).Contains(holding, StringComparison.Ordinal)) return plain.ToArray();
        }

        throw new InvalidOperationException($"No stream holds {holding}.");
    }

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"(\d{10}) 00000 n ")]
    private static partial Regex Entry();

    [GeneratedRegex(@"/Length (\d+) >>\nstream\n")]
    private static partial Regex Streams();
}

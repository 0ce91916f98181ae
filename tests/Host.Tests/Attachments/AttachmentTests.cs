using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Host.Tests.Identity;

namespace SmartCity.Host.Tests.Attachments;

public sealed class AttachmentTests : IAsyncLifetime
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. Enumerable.Repeat((byte)'x', 5000)];
    private DoorHost _door = null!;
    private Attachment? _asked;

    public async ValueTask InitializeAsync() => _door = await DoorHost.Start(
        new() { ["Attachments:LargestFile"] = "3000000" },
        (_, caller, attachment, _) =>
        {
            _asked = attachment;
            return ValueTask.FromResult(caller.Has("auditor"));
        });

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact]
    public async Task What_was_uploaded_comes_back_byte_for_byte()
    {
        using var chen = await _door.As("chen");
        var stored = await Upload(chen, Pdf, "营业执照.pdf", "application/pdf");
        stored.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Pdf)));
        stored.Size.ShouldBe(Pdf.Length);

        using var answer = await chen.GetAsync($"/api/v1/attachments/{stored.Id}");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/pdf");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("营业执照.pdf");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);

        using var part = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/attachments/{stored.Id}");
        part.Headers.Range = new RangeHeaderValue(0, 4);
        using var range = await chen.SendAsync(part);
        range.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await range.Content.ReadAsStringAsync()).ShouldBe("%PDF-");
    }

    [Fact]
    public async Task The_same_content_is_stored_once_and_the_same_upload_is_the_same_attachment()
    {
        using var chen = await _door.As("chen");
        using var li = await _door.As("li");
        var first = await Upload(chen, Pdf, "a.pdf");
        (await Upload(chen, Pdf, "a.pdf")).Id.ShouldBe(first.Id);
        (await Upload(chen, Pdf, "b.pdf")).Id.ShouldNotBe(first.Id);
        (await Upload(li, Pdf, "a.pdf")).Id.ShouldNotBe(first.Id);
        Files().Count(f => Path.GetFileName(f) == first.Sha256).ShouldBe(1);
    }

    [Fact]
    public async Task Only_the_uploader_their_unit_and_whom_the_matter_allows_may_read()
    {
        using var chen = await _door.As("chen");
        using var wang = await _door.As("wang");
        using var audit = await _door.As("audit");
        var stored = await Upload(chen, Pdf, "a.pdf");
        var path = $"/api/v1/attachments/{stored.Id}";
        (await wang.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await audit.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _asked!.Id.ShouldBe(stored.Id);
        (await _door.Anonymous().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await chen.GetAsync($"/api/v1/attachments/{Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("MZ program", "tool.exe", "application/octet-stream", 422, "attachment.type-not-allowed")]
    [InlineData("MZ program", "letter.pdf", "application/pdf", 422, "attachment.type-not-allowed")]
    [InlineData("<html>", "page.png", "image/png", 422, "attachment.type-not-allowed")]
    [InlineData("%PDF-1.7", "picture.png", "image/png", 422, "attachment.type-mismatch")]
    [InlineData("PK\u0003\u0004 torn", "a.zip", "application/zip", 422, "attachment.type-not-allowed")]
    [InlineData("", "a.pdf", "application/pdf", 422, "attachment.empty")]
    public async Task What_is_refused_leaves_nothing(string content, string name, string type, int status, string code)
    {
        using var chen = await _door.As("chen");
        using var answer = await Send(chen, Encoding.Latin1.GetBytes(content), name, type);
        await Refused(answer, status, code);
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_leaves_nothing()
    {
        using var chen = await _door.As("chen");
        byte[] large = [.. Pdf, .. new byte[3_000_000]];
        using (var answer = await Send(chen, large, "a.pdf", null)) await Refused(answer, 413, "attachment.too-large");
        chen.DefaultRequestHeaders.TransferEncodingChunked = true;
        using (var answer = await Send(chen, large, "a.pdf", null)) await Refused(answer, 413, "attachment.too-large");
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_over_the_limit_of_other_bodies_passes()
    {
        using var chen = await _door.As("chen");
        (await Upload(chen, [.. Pdf, .. new byte[2_500_000]], "a.pdf")).Size.ShouldBe(Pdf.Length + 2_500_000);
    }

    [Fact]
    public async Task A_request_without_a_file_or_in_another_form_is_refused()
    {
        using var chen = await _door.As("chen");
        using var text = new MultipartFormDataContent { { new StringContent("hello"), "note" } };
        using (var answer = await chen.PostAsync("/api/v1/attachments", text)) await Refused(answer, 400, "attachment.no-file");
        using (var answer = await chen.PostAsync("/api/v1/attachments", JsonContent.Create(new { }))) ((int)answer.StatusCode).ShouldBe(415);
        using var torn = new StringContent("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7");
        torn.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        using (var answer = await chen.PostAsync("/api/v1/attachments", torn)) await Refused(answer, 400, "request.malformed-multipart");
        Files().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("OFD.xml", MediaTypes.Ofd)]
    [InlineData("[Content_Types].xml,word/document.xml", MediaTypes.Docx)]
    [InlineData("[Content_Types].xml,xl/workbook.xml", MediaTypes.Xlsx)]
    [InlineData("anything.txt", MediaTypes.Zip)]
    public void A_zip_is_told_by_what_stands_in_it(string entries, string mediaType)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in entries.Split(','))
                zip.CreateEntry(entry);
        MediaTypes.Detect(file).ShouldBe(mediaType);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("C:\\temp\\许可证.PDF", "许可证.pdf")]
    [InlineData("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf")]
    [InlineData("tool.exe", "tool.exe.pdf")]
    [InlineData(null, "attachment.pdf")]
    public void A_file_name_is_made_harmless(string? name, string safe) => MediaTypes.SafeName(name, MediaTypes.Pdf).ShouldBe(safe);

    private string[] Files() => Directory.GetFiles(Path.Combine(_door.Data, "attachments"), "*", SearchOption.AllDirectories);

    private static async Task<AttachmentStored> Upload(HttpClient client, byte[] content, string name, string? type = null)
    {
        using var answer = await Send(client, content, name, type);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<AttachmentStored>())!;
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, byte[] content, string name, string? type)
    {
        using var part = new ByteArrayContent(content);
        if (type is not null) part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var form = new MultipartFormDataContent { { part, "file", name } };
        return await client.PostAsync("/api/v1/attachments", form);
    }

    private static async Task Refused(HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        JsonElement.Parse(text).GetProperty("code").GetString().ShouldBe(code);
    }
}

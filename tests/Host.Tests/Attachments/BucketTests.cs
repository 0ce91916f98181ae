using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SmartCity.Host.Attachments;
using SmartCity.Host.Tests.Identity;

namespace SmartCity.Host.Tests.Attachments;

public sealed class BucketTests
{
    [Fact]
    public async Task Attachments_can_lie_in_a_bucket_and_then_none_lies_in_the_data_folder()
    {
        var objects = new ConcurrentDictionary<string, byte[]>();
        var puts = 0;
        await using var s3 = WebApplication.CreateSlimBuilder().Build();
        s3.Urls.Add("http://127.0.0.1:0");
        s3.Map("/{bucket}/{**key}", async (HttpContext http, string bucket, string key) =>
        {
            if (http.Request.Method == "PUT")
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
                objects[$"{bucket}/{key}"] = Unframed(http, body.ToArray());
                puts++;
                return Results.Ok();
            }

            return objects.TryGetValue($"{bucket}/{key}", out var bytes) ? Results.Bytes(bytes) : Results.NotFound();
        });
        await s3.StartAsync();

        await using var door = await DoorHost.Start(new()
        {
            ["Attachments:S3:ServiceUrl"] = s3.Urls.First(),
            ["Attachments:S3:Bucket"] = "district",
            ["Attachments:S3:AccessKey"] = "key",
            ["Attachments:S3:SecretKey"] = "secret",
        });
        using var chen = await door.As("chen");
        byte[] content = [.. "%PDF-1.7\n"u8, .. new byte[200_000]];
        for (var i = 0; i < 2; i++)
        {
            using var part = new ByteArrayContent(content);
            using var form = new MultipartFormDataContent { { part, "file", "a.pdf" } };
            using var answer = await chen.PostAsync("/api/v1/attachments", form);
            var stored = (await answer.Content.ReadFromJsonAsync<AttachmentStored>())!;
            objects.Keys.ShouldContain($"district/{stored.Sha256[..2]}/{stored.Sha256[2..4]}/{stored.Sha256}");
            (await chen.GetByteArrayAsync($"/api/v1/attachments/{stored.Id}")).ShouldBe(content);
        }

        puts.ShouldBe(3, "the content, that this attachment has it, and what is known of it, once each");
        Directory.GetFiles(Path.Combine(door.Data, "attachments"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    // The client sends its bodies in signed chunks: "size;chunk-signature=…\r\n" bytes "\r\n", ended by a chunk of size 0.
    private static byte[] Unframed(HttpContext http, byte[] body)
    {
        if (!http.Request.Headers["x-amz-content-sha256"].ToString().StartsWith("STREAMING", StringComparison.Ordinal)) return body;
        var plain = new MemoryStream();
        for (var at = 0; ;)
        {
            var line = Array.IndexOf(body, (byte)'\n', at);
            var head = System.Text.Encoding.ASCII.GetString(body, at, line - at).Split(';')[0].Trim();
            var size = Convert.ToInt32(head, 16);
            if (size == 0) return plain.ToArray();
            plain.Write(body, line + 1, size);
            at = line + 1 + size + 2;
        }
    }
}

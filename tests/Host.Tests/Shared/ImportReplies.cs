using System.Net.Http.Headers;
using System.Text.Json;

namespace SmartCity.Host.Tests.Shared;

/// <summary>Sends files to an import of any kind, and reads the last line of the answer.</summary>
internal static class ImportReplies
{
    public static Task<Reply> Import(
        this Client client, string capability, string source, byte[] body, string? encoding = null, string type = "text/csv")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        return client.Send(HttpMethod.Post, $"{capability}/import?source={source}", content);
    }

    /// <summary>The summary that ends an import.</summary>
    public static JsonElement Summary(this Reply reply)
    {
        var last = JsonDocument.Parse(reply.Expect(200).Body.TrimEnd('\n').Split('\n')[^1]).RootElement;
        last.GetProperty("type").GetString().ShouldBe("summary");
        return last;
    }

    public static int Count(this JsonElement summary, string name) => summary.GetProperty(name).GetInt32();

    public static IReadOnlyList<(int Line, string Code)> Errors(this JsonElement summary) =>
        [.. summary.GetProperty("errors").EnumerateArray()
            .Select(e => (e.GetProperty("line").GetInt32(), e.GetProperty("code").GetString()!))];
}

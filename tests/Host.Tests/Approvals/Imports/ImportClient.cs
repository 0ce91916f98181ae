using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Approvals.Imports;

/// <summary>Sends logs, and reads the last line of the answer.</summary>
internal static class ImportClient
{
    public static Task<Reply> Send(
        this Client client, string source, byte[] body, string? encoding = null, string type = "text/csv")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        return client.Send(HttpMethod.Post, $"approvals/import?source={source}", content);
    }

    public static Task<Reply> Send(this Client client, string source, string text) =>
        client.Send(source, Encoding.UTF8.GetBytes(text));

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

    /// <summary>The figures of a log, when its read model has seen so many matters and steps.</summary>
    public static async Task<JsonElement> Figures(this Client client, string source, int matters, int events)
    {
        for (var tries = 0; ; tries++)
        {
            var reply = await client.Get("approvals/imports/" + source);
            if (reply.Status == 200 && reply.Json.Count("matters") == matters && reply.Json.Count("events") == events)
                return reply.Json;
            tries.ShouldBeLessThan(300, reply.Body);
            await Task.Delay(100);
        }
    }
}

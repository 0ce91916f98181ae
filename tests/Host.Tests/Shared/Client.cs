using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace SmartCity.Host.Tests.Shared;

/// <summary>What the host answered.</summary>
public sealed record Reply(int Status, string Body, string? ETag, string? Location, string? MediaType)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public JsonElement this[string property] => Json.GetProperty(property);

    public string Text(string property) => this[property].GetString()!;

    /// <summary>The code of a problem document.</summary>
    public string Code => Text("code");

    /// <summary>Itself, when the status is this one.</summary>
    public Reply Expect(int status)
    {
        Status.ShouldBe(status, Body);
        return this;
    }

    /// <summary>Itself, when it is a problem document with this status and code.</summary>
    public Reply Refused(int status, string code)
    {
        Expect(status);
        MediaType.ShouldBe("application/problem+json", Body);
        Code.ShouldBe(code, Body);
        return this;
    }
}

/// <summary>Somebody who calls the API with a token, or nobody in particular without one.</summary>
public sealed class Client(HttpClient http, string? token, Account? account = null)
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public Account Account => account ?? throw new InvalidOperationException("Nobody in particular.");

    public Task<Reply> Get(string path) => Send(HttpMethod.Get, path, null);

    /// <param name="path">Under <c>/api/v1</c>, or absolute with a leading slash.</param>
    /// <param name="key">Idempotency key; null sends none.</param>
    /// <param name="version">The version in <c>If-Match</c>; null sends none.</param>
    public Task<Reply> Post(string path, object? body = null, string? key = null, long? version = null) =>
        Send(HttpMethod.Post, path, body is null ? null : new StringContent(
            body as string ?? JsonSerializer.Serialize(body, Json), Encoding.UTF8, "application/json"), key, version);

    public async Task<Reply> Send(
        HttpMethod method, string path, HttpContent? content, string? key = null, long? version = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : "/api/v1/" + path);
        request.Content = content;
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (version is not null) request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        request.Headers.AcceptLanguage.Add(new("en"));
        using var answer = await http.SendAsync(request);
        return new(
            (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.ToString(),
            answer.Headers.Location?.ToString(), answer.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>What is at the path, byte by byte.</summary>
    public async Task<byte[]> Bytes(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/" + path);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var answer = await http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(answer.ReasonPhrase);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>A form filled with the first example of each property of its schema.</summary>
    public static JsonObject Example(JsonElement schema)
    {
        var form = new JsonObject();
        if (schema.TryGetProperty("properties", out var properties))
            foreach (var property in properties.EnumerateObject())
                if (property.Value.TryGetProperty("examples", out var examples) && examples.GetArrayLength() > 0)
                    form[property.Name] = JsonNode.Parse(examples[0].GetRawText());
        return form;
    }
}

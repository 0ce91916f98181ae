using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SmartCity.Host.Tests.Identity;

namespace SmartCity.Host.Tests.Problems;

public sealed class ProblemTests(OpenDoor open) : IClassFixture<OpenDoor>, IDisposable
{
    private const string Good = """{"name":"a","level":1,"person":{"idNumber":"1","born":null},"comment":null}""";
    private readonly HttpClient _client = open.Host.Anonymous();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData(Good)]
    [InlineData("""{"name":"a","level":1,"person":{"idNumber":"1"}}""")]
    public async Task A_sound_body_passes(string body) => (await Send(body)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("", 400, "request.malformed", null)]
    [InlineData("{\"name\":", 400, "request.malformed-json", "name")]
    [InlineData("{\"name\":\"a\",}", 400, "request.malformed-json", null)]
    [InlineData("[]", 400, "request.wrong-type", "$")]
    [InlineData("""{"name":7,"level":1,"person":{"idNumber":"1"}}""", 400, "request.wrong-type", "name")]
    [InlineData("""{"name":"a","level":"1","person":{"idNumber":"1"}}""", 400, "request.wrong-type", "level")]
    [InlineData("""{"name":"a","level":1.5,"person":{"idNumber":"1"}}""", 400, "request.wrong-type", "level")]
    [InlineData("""{"name":"a","level":1,"person":{"idNumber":"1","born":"never"}}""", 400, "request.wrong-type", "person.born")]
    [InlineData("""{"name":"a","level":1,"person":{"idNumber":"1","extra":1}}""", 400, "request.unknown-field", "person.extra")]
    [InlineData("""{"name":"a","name":"b","level":1,"person":{"idNumber":"1"}}""", 400, "request.duplicate-field", null)]
    [InlineData("""{"name":"a","person":{}}""", 422, "request.missing-field", "person.idNumber")]
    [InlineData("""{"person":{"idNumber":"1"}}""", 422, "request.missing-field", "level")]
    [InlineData("""{"name":null,"level":1,"person":{"idNumber":"1"}}""", 422, "request.missing-field", "name")]
    [InlineData("null", 400, null, null)]
    public async Task A_bad_body_is_refused_by_place_and_code(string body, int status, string? code, string? field)
    {
        var problem = await Problem(await Send(body), status);
        if (code is not null) problem.GetProperty("code").GetString().ShouldBe(code, problem.ToString());
        if (field is not null) problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(problem.ToString());
        problem.ToString().ShouldNotContain("SmartCity.");
    }

    [Fact]
    public async Task A_body_nested_too_deeply_is_refused()
    {
        var body = Good;
        for (var i = 0; i < 40; i++) body = Good[..^1] + ",\"next\":" + body + "}";
        var problem = await Problem(await Send(body), 400);
        problem.GetProperty("code").GetString().ShouldBe("request.too-deep", problem.ToString());
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_refused()
    {
        var body = "{\"name\":\"" + new string('x', 1_100_000) + "\"}";
        (await Problem(await Send(body), 413)).GetProperty("code").GetString().ShouldBe("request.too-large");
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/api/v1/probe");
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Content = new StringContent(body, Encoding.UTF8, "application/json");
        (await Problem(await _client.SendAsync(chunked), 413)).GetProperty("code").GetString().ShouldBe("request.too-large");
    }

    [Fact]
    public async Task Another_content_type_is_415() => await Problem(
        await _client.PostAsync("/api/v1/probe", new StringContent(Good, Encoding.UTF8, "text/plain")), 415);

    [Theory]
    [InlineData("GET", "/api/v1/nowhere", 404, "request.not-found")]
    [InlineData("DELETE", "/api/v1/probe", 405, "request.method-not-allowed")]
    [InlineData("GET", "/api/v1/by-id/not-a-uuid", 400, "request.malformed-parameter")]
    [InlineData("GET", "/api/v1/whoami", 401, "auth.not-signed-in")]
    [InlineData("GET", "/api/v1/refused/NotFound", 404, "probe.refused")]
    [InlineData("GET", "/api/v1/refused/Conflict", 409, "probe.refused")]
    [InlineData("GET", "/api/v1/refused/Forbidden", 403, "probe.refused")]
    [InlineData("GET", "/api/v1/refused/Invalid", 422, "probe.refused")]
    public async Task Every_no_is_a_problem_document(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        (await Problem(await _client.SendAsync(request), status)).GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task What_nobody_expected_tells_nothing_but_a_correlation_id()
    {
        var problem = await Problem(await _client.GetAsync("/api/v1/broken"), 500);
        problem.GetProperty("code").GetString().ShouldBe("server.unexpected");
        problem.GetProperty("correlationId").GetString().ShouldNotBeNullOrEmpty();
        problem.ToString().ShouldNotContain("secret detail");
        problem.ToString().ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("Idempotency-Key", 201, 400, "request.idempotency-key-too-long")]
    [InlineData("Idempotency-Key", 200, 200, null)]
    [InlineData("If-Match", 0, 400, "request.if-match-unreadable")]
    public async Task Headers_of_commands_are_read_strictly(string header, int length, int status, string? code)
    {
        var answer = await Send(Good, (header, length == 0 ? "\"seven\"" : new string('k', length)));
        if (code is null) answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        else (await Problem(answer, status)).GetProperty("code").GetString().ShouldBe(code);
    }

    [Theory]
    [InlineData("\"7\"", 7L)]
    [InlineData("7", 7L)]
    [InlineData("*", null)]
    public async Task The_version_seen_is_read_from_If_Match(string text, long? version)
    {
        var answer = await (await Send(Good, ("If-Match", text))).Content.ReadFromJsonAsync<JsonElement>();
        var read = answer.GetProperty("headers").GetProperty("version");
        (read.ValueKind == JsonValueKind.Null ? null : (long?)read.GetInt64()).ShouldBe(version);
    }

    [Fact]
    public async Task Once_warm_a_refusal_takes_less_than_fifty_milliseconds()
    {
        for (var i = 0; i < 20; i++) await Send("{\"name\":7}");
        var best = Enumerable.Range(0, 20).Select(async _ =>
        {
            var start = TimeProvider.System.GetTimestamp();
            await Send("{\"name\":7}");
            return TimeProvider.System.GetElapsedTime(start);
        });
        (await Task.WhenAll(best)).Order().ElementAt(10).ShouldBeLessThan(TimeSpan.FromMilliseconds(50));
    }

    private async Task<HttpResponseMessage> Send(string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/probe");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _client.SendAsync(request);
    }

    private static async Task<JsonElement> Problem(HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonElement.Parse(text);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("detail").GetString()!.ShouldContain(" / ");
        return problem;
    }
}

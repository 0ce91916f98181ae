using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SmartCity.Host.Audit.Export;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Verbs;

/// <summary>
/// A verb's way to the public API. Outside demo mode a token has to be given in the environment variable
/// <c>SMARTCITY_TOKEN</c>.
/// </summary>
internal sealed class VerbClient : IDisposable
{
    private readonly HttpClient _http;

    private VerbClient(Uri address) => _http = new() { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>As the demo's machine client.</summary>
    public static Task<VerbClient> AsIntegrator(Uri address) => SignedIn(address, _ => Task.FromResult(
        new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = "integrator",
            ["client_secret"] = "integrator-secret",
        }));

    /// <summary>As the demo's administrator.</summary>
    public static Task<VerbClient> AsAdministrator(Uri address) => As(address, "administrator");

    /// <summary>As the demo's auditor.</summary>
    public static Task<VerbClient> AsAuditor(Uri address) => As(address, "auditor");

    private static Task<VerbClient> As(Uri address, string wanted) => SignedIn(address, async http =>
    {
        using var accounts = await http.GetAsync("api/v1/demo/accounts");
        if (!accounts.IsSuccessStatusCode) throw NoDemo();
        var people = await accounts.Content.ReadFromJsonAsync<JsonElement>();
        var account = people.GetProperty("items").EnumerateArray()
            .First(a => a.GetProperty("roles").EnumerateArray().Any(role => role.GetString() == wanted));
        return new()
        {
            ["grant_type"] = "password", ["username"] = account.GetProperty("username").GetString()!,
            ["password"] = account.GetProperty("password").GetString()!,
        };
    });

    /// <summary>What the address answers, in Chinese unless asked otherwise, or null where it answers 404.</summary>
    public async Task<T?> Get<T>(string path, string language = "zh-CN") where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await _http.SendAsync(request);
        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound) return null;
        await Accepted(answer);
        return await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options);
    }

    /// <summary>What the address answers to the body, or null where it answers 409: what is asked for is there already.</summary>
    public async Task<T?> Post<T>(string path, object body) where T : class
    {
        using var answer = await _http.PostAsJsonAsync(path, body, ApiJson.Options);
        if (answer.StatusCode == System.Net.HttpStatusCode.Conflict) return null;
        await Accepted(answer);
        return await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options);
    }

    /// <summary>Sends, and hands on each line of the answer as it comes.</summary>
    public async IAsyncEnumerable<JsonElement> PostForLines(
        string path, HttpContent? content, [EnumeratorCancellation] CancellationToken stop = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        await Accepted(answer);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
        while (await NextLine(lines, stop) is { } line) yield return JsonSerializer.Deserialize<JsonElement>(line);
    }

    /// <summary>Reads an export to its end and keeps nothing of it: how many events it has, and how many bytes.</summary>
    public async Task<(long Events, long Bytes)> Download(string path)
    {
        using var answer = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        await Accepted(answer);
        var (events, bytes, buffer) = (long.Parse(answer.Headers.GetValues(ExportRegistration.EventsHeader).First(), CultureInfo.InvariantCulture), 0L, new byte[64 * 1024]);
        await using var content = await answer.Content.ReadAsStreamAsync();
        while (await content.ReadAsync(buffer) is > 0 and var count) bytes += count;
        return (events, bytes);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<string?> NextLine(StreamReader lines, CancellationToken stop)
    {
        try
        {
            return await lines.ReadLineAsync(stop);
        }
        catch (IOException broken)
        {
            throw new VerbFailedException($"the system broke off ({broken.Message}); what was told as done is done");
        }
    }

    private static async Task<VerbClient> SignedIn(
        Uri address, Func<HttpClient, Task<Dictionary<string, string>>> login)
    {
        var client = new VerbClient(address);
        var token = Environment.GetEnvironmentVariable("SMARTCITY_TOKEN");
        if (string.IsNullOrEmpty(token))
        {
            using var form = new FormUrlEncodedContent(await login(client._http));
            using var answer = await client._http.PostAsync("connect/token", form);
            if (!answer.IsSuccessStatusCode) throw NoDemo();
            token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        }
        client._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task Accepted(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode) return;
        var text = await answer.Content.ReadAsStringAsync();
        var detail = text.StartsWith('{')
            && JsonSerializer.Deserialize<JsonElement>(text).TryGetProperty("detail", out var said)
            ? said.GetString() : null;
        throw new VerbFailedException($"the system answered {(int)answer.StatusCode}: {detail ?? answer.ReasonPhrase}");
    }

    private static VerbFailedException NoDemo() =>
        new("the system is not in demo mode; put an access token into the environment variable SMARTCITY_TOKEN");
}

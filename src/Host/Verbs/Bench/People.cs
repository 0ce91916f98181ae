using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>A demo account.</summary>
internal sealed record Person(string Username, string Password, string Unit, IReadOnlyList<string> Roles);

/// <summary>The people of the demo, and the tokens they act with.</summary>
internal sealed class People(HttpClient http, IReadOnlyList<Person> all)
{
    public IReadOnlyList<Person> All => all;

    public static async Task<People> Meet(HttpClient http)
    {
        var accounts = (await http.GetFromJsonAsync<JsonObject>("/api/v1/demo/accounts"))!["items"]!.AsArray();
        return new(http, [.. accounts.Select(a => new Person(
            (string)a!["username"]!, (string)a["password"]!, (string)a["unit"]!,
            [.. a["roles"]!.AsArray().Select(r => (string)r!)]))]);
    }

    /// <summary>A token of the first who has the role, in this unit where one is named.</summary>
    public Task<string> Token(string role, string? unit = null) =>
        Token(all.First(p => p.Roles.Contains(role) && (unit is null || p.Unit == unit)));

    public Task<string> Token(Person person) => Token(http, new()
    {
        ["grant_type"] = "password", ["username"] = person.Username, ["password"] = person.Password,
    });

    public static Task<string> Integrator(HttpClient http) => Token(http, new()
    {
        ["grant_type"] = "client_credentials", ["client_id"] = "integrator", ["client_secret"] = "integrator-secret",
    });

    private static async Task<string> Token(HttpClient http, Dictionary<string, string> grant)
    {
        using var answer = await http.PostAsync("/connect/token", new FormUrlEncodedContent(grant));
        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        return body.RootElement.GetProperty("access_token").GetString()!;
    }
}

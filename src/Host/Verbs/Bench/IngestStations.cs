using System.Net.Http.Headers;
using System.Text.Json;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>A registered device with what it proves itself with.</summary>
internal sealed record IngestStation(string Code, string? Password, string? Mn, string? Pw);

/// <summary>Registers devices as an integrator does.</summary>
internal static class IngestStations
{
    public static async Task<IngestStation[]> Register(Uri url, string kind, int count)
    {
        using var http = new HttpClient { BaseAddress = url };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = "integrator", ["client_secret"] = "integrator-secret",
        });
        using var token = await http.PostAsync("connect/token", form);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", (await token.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString());
        var units = await http.GetFromJsonAsync<JsonElement>("api/v1/units");
        var unit = units.GetProperty("items")[0].GetProperty("code").GetString();
        var stations = new IngestStation[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, stop) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/devices");
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Content = JsonContent.Create(new
            {
                kind, name = $"bench {i}", unit, location = new { longitude = 116.33, latitude = 39.73 },
            });
            using var answer = await http.SendAsync(request, stop);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"A device was not registered: {body}");
            var credentials = body.GetProperty("credentials");
            string? Text(string name) => credentials.GetProperty(name).GetString();
            stations[i] = new(body.GetProperty("code").GetString()!, Text("password"), Text("mn"), Text("pw"));
        });
        return stations;
    }
}

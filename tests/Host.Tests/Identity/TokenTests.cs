using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SmartCity.Host.Tests.Identity;

public sealed class TokenTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private readonly DoorHost _door = open.Host;

    [Fact]
    public async Task A_demo_account_gets_a_token_that_says_who_it_is()
    {
        using var client = await _door.As("li");
        var actor = await client.GetFromJsonAsync<JsonElement>("/api/v1/whoami");
        actor.GetProperty("id").GetString().ShouldBe("li");
        actor.GetProperty("name").GetString().ShouldBe("李审核");
        actor.GetProperty("unit").GetString().ShouldBe("DX-SCJGJ");
        actor.GetProperty("channel").GetString().ShouldBe("window");
        actor.GetProperty("roles").EnumerateArray().Select(r => r.GetString()).ShouldBe(["reviewer", "officer"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_integrator_gets_a_token_by_form_or_by_basic_header(bool basic)
    {
        using var client = _door.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Content = basic
                ? DoorHost.Form(("grant_type", "client_credentials"))
                : DoorHost.Form(("grant_type", "client_credentials"), ("client_id", "integrator"),
                    ("client_secret", "integrator-secret"), ("scope", "anything")),
        };
        if (basic) request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("integrator:integrator-secret")));
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        token.GetProperty("token_type").GetString().ShouldBe("Bearer");
        token.GetProperty("expires_in").GetInt32().ShouldBeInRange(8 * 3600 - 5, 8 * 3600);

        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        var actor = await client.GetFromJsonAsync<JsonElement>("/api/v1/whoami");
        actor.GetProperty("channel").GetString().ShouldBe("api");
        actor.GetProperty("unit").GetString().ShouldBe("DX-HALL");
        actor.GetProperty("actsFor").EnumerateArray().Select(unit => unit.GetString()).ShouldBe(["*"], "the demo's speaks for every unit");
    }

    [Theory]
    [InlineData("password", "li", "wrong", HttpStatusCode.BadRequest, "invalid_grant")]
    [InlineData("password", "nobody", "wrong", HttpStatusCode.BadRequest, "invalid_grant")]
    [InlineData("client_credentials", "integrator", "wrong", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("authorization_code", "integrator", "wrong", HttpStatusCode.BadRequest, "unsupported_grant_type")]
    public async Task What_is_wrong_is_answered_as_OAuth_says(
        string grant, string name, string secret, HttpStatusCode status, string error)
    {
        using var client = _door.Anonymous();
        using var answer = await client.PostAsync("/connect/token", grant == "password"
            ? DoorHost.Form(("grant_type", grant), ("username", name), ("password", secret))
            : DoorHost.Form(("grant_type", grant), ("client_id", name), ("client_secret", secret)));
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString().ShouldBe(error);
        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_that_account_at_that_address_and_nobody_else()
    {
        await using var door = await DoorHost.Start();
        using var client = door.Anonymous();
        for (var i = 0; i < 5; i++)
            (await client.PostAsync("/connect/token", DoorHost.Form(
                ("grant_type", "password"), ("username", "chen"), ("password", "guess")), default))
                .StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var locked = await client.PostAsync("/connect/token", DoorHost.Form(
            ("grant_type", "password"), ("username", "chen"), ("password", "demo-chen")));
        locked.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        locked.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        locked.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await DoorHost.Token(client, "li")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_forged_or_foreign_token_is_refused()
    {
        using var client = await _door.As("li");
        var token = client.DefaultRequestHeaders.Authorization!.Parameter!;
        var parts = token.Split('.');
        var forged = $"{parts[0]}.{Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"sub":"admin"}""")).TrimEnd('=')}.{parts[2]}";
        foreach (var bad in new[] { forged, token[..^4], "abc", $"{parts[0]}.{parts[1]}." })
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bad);
            using var answer = await client.GetAsync("/api/v1/whoami");
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
        }
    }

    [Fact]
    public async Task The_discovery_document_and_the_public_key_are_there_and_the_private_key_is_the_owners_alone()
    {
        using var client = _door.Anonymous();
        var discovery = await client.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");
        discovery.GetProperty("token_endpoint").GetString().ShouldBe(new Uri(_door.Address, "/connect/token").ToString());
        var keys = await client.GetFromJsonAsync<JsonElement>("/.well-known/jwks");
        var key = keys.GetProperty("keys").EnumerateArray().Single(k => k.GetProperty("use").GetString() == "sig");
        key.TryGetProperty("d", out _).ShouldBeFalse();
        File.GetUnixFileMode(Path.Combine(_door.Data, "keys", "signing.pem"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task The_list_of_demo_accounts_opens_every_account_it_lists()
    {
        using var client = _door.Anonymous();
        var list = await client.GetFromJsonAsync<JsonElement>("/api/v1/demo/accounts");
        var accounts = list.GetProperty("items").EnumerateArray().ToArray();
        accounts.Length.ShouldBe(5);
        foreach (var account in accounts)
            (await DoorHost.Token(
                client, account.GetProperty("username").GetString()!, account.GetProperty("password").GetString()!)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_token_outlives_a_restart_because_the_key_is_kept()
    {
        var folder = Directory.CreateTempSubdirectory("door").FullName;
        string token;
        await using (var first = DoorHost.Build(folder))
        {
            await first.StartAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient { BaseAddress = new Uri(first.Urls.First()) };
            token = await DoorHost.Token(client, "li");
        }

        await using var second = await DoorHost.Start(folder: folder);
        using var again = second.Anonymous();
        again.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await again.GetAsync("/api/v1/whoami")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

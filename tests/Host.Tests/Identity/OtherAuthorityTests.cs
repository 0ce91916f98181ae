using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SmartCity.Host.Identity;

namespace SmartCity.Host.Tests.Identity;

public sealed class OtherAuthorityTests : IAsyncLifetime
{
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "theirs" };
    private DoorHost _door = null!;

    public async ValueTask InitializeAsync()
    {
        var metadata = new OpenIdConnectConfiguration
        {
            Issuer = "https://sso.example/",
            AuthorizationEndpoint = "https://sso.example/authorize",
        };
        metadata.SigningKeys.Add(_key);
        _door = await DoorHost.Start(
            new()
            {
                ["SmartCity:DemoMode"] = "false",
                ["Identity:TlsTerminatedByProxy"] = "true",
                ["Identity:Authority"] = "https://sso.example/",
                ["Identity:Audience"] = "district",
                ["Identity:Claims:Id"] = "employee_no",
                ["Identity:Claims:Role"] = "groups",
                ["Identity:Claims:Unit"] = "org_code",
                ["Identity:Pages:ClientId"] = "pages",
            },
            configure: services => services
                .PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer =>
                    bearer.ConfigurationManager = new Microsoft.IdentityModel.Protocols.StaticConfigurationManager<OpenIdConnectConfiguration>(metadata))
                .PostConfigure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, pages =>
                    pages.ConfigurationManager = new Microsoft.IdentityModel.Protocols.StaticConfigurationManager<OpenIdConnectConfiguration>(metadata)));
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact]
    public async Task Its_tokens_are_read_under_its_own_claim_names()
    {
        using var client = _door.Anonymous();
        for (var again = 0; again < 2; again++)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token());
            var actor = await client.GetFromJsonAsync<JsonElement>("/api/v1/whoami");
            actor.GetProperty("id").GetString().ShouldBe("0042");
            actor.GetProperty("unit").GetString().ShouldBe("DX-SCJGJ");
            actor.GetProperty("roles").EnumerateArray().Select(r => r.GetString()).ShouldBe(["auditor", "officer"]);
            (await client.GetAsync("/api/v1/audited")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("https://other.example/", "district", 60)]
    [InlineData("https://sso.example/", "another", 60)]
    [InlineData("https://sso.example/", "district", -60)]
    public async Task A_token_of_another_issuer_for_another_audience_or_of_yesterday_is_refused(
        string issuer, string audience, int minutes)
    {
        using var client = _door.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(issuer, audience, minutes));
        (await client.GetAsync("/api/v1/whoami")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task People_are_sent_there_to_sign_in_and_no_token_is_issued_here()
    {
        using var client = _door.Anonymous();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var login = await client.GetAsync("/account/login?returnUrl=/inbox");
        login.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        login.Headers.Location!.AbsoluteUri.ShouldStartWith("https://sso.example/authorize?client_id=pages");
        login.Headers.Location.Query.ShouldContain("code_challenge=");
        (await client.PostAsync("/connect/token", DoorHost.Form(("grant_type", "client_credentials"))))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void A_password_is_hashed_for_the_accounts_file()
    {
        using var output = new StringWriter();
        PasswordVerb.Run("li", new StringReader("a long enough secret"), output, TextWriter.Null).ShouldBe(0);
        var hash = output.ToString().Trim();
        new Account { Username = "li", DisplayName = "李", PasswordHash = hash }.Accepts("a long enough secret").ShouldBeTrue();
        PasswordVerb.Run("li", new StringReader("short"), output, TextWriter.Null).ShouldBe(1);
    }

    private string Token(string issuer = "https://sso.example/", string audience = "district", int minutes = 60) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = DateTime.UtcNow.AddHours(-2),
            Expires = DateTime.UtcNow.AddMinutes(minutes),
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["employee_no"] = "0042", ["name"] = "李", ["org_code"] = "DX-SCJGJ",
                ["groups"] = new[] { "auditor", "officer" },
            },
        });
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;

namespace SmartCity.Host.Tests.Identity;

public sealed partial class RightsTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private readonly DoorHost _door = open.Host;

    [Fact]
    public void Every_endpoint_names_a_right_or_is_open_on_purpose() =>
        EndpointRights.Without(_door.App.Services.GetRequiredService<EndpointDataSource>())
            .ShouldBe(["HTTP: GET /api/v1/forgotten"], "the one that the fixture forgot on purpose, and no other");

    [Theory]
    [InlineData("/api/v1/forgotten", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/whoami", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/audited", "li", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/audited", "audit", HttpStatusCode.OK)]
    [InlineData("/api/v1/nowhere", null, HttpStatusCode.NotFound)]
    public async Task A_right_opens_an_endpoint_to_its_holders(string path, string? username, HttpStatusCode status)
    {
        using var client = username is null ? _door.Anonymous() : await _door.As(username);
        using var answer = await client.GetAsync(path);
        answer.StatusCode.ShouldBe(status);
        if (status != HttpStatusCode.OK)
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public void Every_right_has_holders_and_every_role_has_a_right()
    {
        Rights.Holders.Values.ShouldAllBe(roles => roles.Count > 0);
        foreach (var role in Roles.Staff) Rights.Holders.Values.ShouldContain(roles => roles.Contains(role), role);
    }

    [Fact]
    public async Task A_person_signs_in_to_the_pages_with_a_form_and_out_again()
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = _door.Address,
        };
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        using var turnedAway = await client.GetAsync("/pages/inbox");
        turnedAway.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        turnedAway.Headers.Location!.ToString().ShouldContain("/account/login?ReturnUrl=%2Fpages%2Finbox");

        var page = await client.GetStringAsync("/account/login?returnUrl=/pages/inbox");
        var token = HiddenToken().Match(page).Groups[1].Value;
        using var wrong = await client.PostAsync("/account/login", DoorHost.Form(
            ("username", "li"), ("password", "no"), ("__RequestVerificationToken", token)));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        using var signedIn = await client.PostAsync("/account/login", DoorHost.Form(("username", "li"),
            ("password", "demo-li"), ("returnUrl", "/pages/inbox"), ("__RequestVerificationToken", token)));
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect, await signedIn.Content.ReadAsStringAsync());
        signedIn.Headers.Location!.ToString().ShouldBe("/pages/inbox");
        (await client.GetStringAsync("/pages/inbox")).ShouldBe("ok");
        (await client.GetStringAsync("/api/v1/whoami")).ShouldContain("李审核");

        token = HiddenToken().Match(await client.GetStringAsync("/account/login")).Groups[1].Value;
        using var signedOut = await client.PostAsync("/account/logout", DoorHost.Form(("__RequestVerificationToken", token)));
        signedOut.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetAsync("/pages/inbox")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_sign_in_without_the_form_s_own_token_is_refused()
    {
        using var client = _door.Anonymous();
        using var answer = await client.PostAsync("/account/login", DoorHost.Form(("username", "li"), ("password", "demo-li")));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    public async Task Signing_in_never_leads_to_another_host(string returnUrl)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _door.Address };
        var page = await client.GetStringAsync("/account/login?returnUrl=" + Uri.EscapeDataString(returnUrl));
        using var signedIn = await client.PostAsync("/account/login", DoorHost.Form(("username", "li"), ("password", "demo-li"),
            ("returnUrl", returnUrl), ("__RequestVerificationToken", HiddenToken().Match(page).Groups[1].Value)));
        signedIn.Headers.Location!.ToString().ShouldBe("/");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex HiddenToken();
}

/// <summary>Finds endpoints that anybody could call because nobody thought of it; run it over the whole host.</summary>
public static class EndpointRights
{
    public static IReadOnlyList<string> Without(EndpointDataSource endpoints) =>
        [.. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null
                && !e.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy is { } p && Rights.Holders.ContainsKey(p)))
            .Select(e => e.DisplayName ?? e.RoutePattern.RawText ?? "?")
            .Order(StringComparer.Ordinal)];
}

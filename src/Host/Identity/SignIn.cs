using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Pages.Common;
using SmartCity.Host.Pages.Layout;

namespace SmartCity.Host.Identity;

/// <summary>Signing in to the pages: one form for the accounts kept here, or the other authority's own; one cookie.</summary>
internal static class SignIn
{
    private static readonly TimeSpan DelayAfterFailure = TimeSpan.FromMilliseconds(250);

    /// <summary>What the page of the form is rendered with.</summary>
    public static IServiceCollection AddSignInPage(this IServiceCollection services)
    {
        services.AddRazorComponents();
        return services.AddScoped<Language>();
    }

    public static void MapSignIn(this IEndpointRouteBuilder routes, IdentitySettings settings)
    {
        var account = routes.MapGroup("/account").AllowAnonymous().ExcludeFromDescription();
        if (settings.Authority is null)
        {
            account.MapGet("/login", (HttpContext http, IAntiforgery antiforgery, string? returnUrl) =>
                Page(http, antiforgery, returnUrl, message: null));
            account.MapPost("/login", Post);
        }
        else if (settings.PagesClientId is not null)
        {
            account.MapGet("/login", (string? returnUrl) => Results.Challenge(
                new AuthenticationProperties { RedirectUri = Local(returnUrl) }, [OpenIdConnectDefaults.AuthenticationScheme]));
        }

        account.MapPost("/logout", async ([FromForm] string? returnUrl, HttpContext http) =>
        {
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return Results.LocalRedirect(Local(returnUrl));
        });
    }

    private static async Task<IResult> Post(
        [FromForm] string? username, [FromForm] string? password, [FromForm] string? returnUrl, [FromForm] string? demoAccount,
        HttpContext http, IAntiforgery antiforgery, AccountBook book, Attempts attempts, IdentitySettings settings)
    {
        var (name, address) = (username ?? "", http.Connection.RemoteIpAddress?.ToString() ?? "");
        if (attempts.Wait(name, address) is var wait && wait > TimeSpan.Zero)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Page(http, antiforgery, returnUrl, "尝试次数过多，请稍后再试。 / Too many attempts; please wait.", 429);
        }

        // In demo mode every password is public anyway: an account of the list is signed in by a click on it.
        var chosen = settings.Demo && demoAccount is not null ? book.Person(demoAccount) : null;
        if ((chosen ?? book.SignIn(name, password ?? "")) is not { } person)
        {
            attempts.Failed(name, address);
            await Task.Delay(DelayAfterFailure, http.RequestAborted);
            return Page(http, antiforgery, returnUrl, "用户名或密码不正确。 / Wrong user name or password.", 400);
        }

        attempts.Succeeded(name, address);
        await http.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            new ClaimsPrincipal(person.ToIdentity(CookieAuthenticationDefaults.AuthenticationScheme)));
        return Results.LocalRedirect(Local(returnUrl));
    }

    // Only a path on this host: "//elsewhere" and "/\elsewhere" are addresses of other hosts to a browser.
    internal static string Local(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";

    private static RazorComponentResult<SignInPage> Page(
        HttpContext http, IAntiforgery antiforgery, string? returnUrl, string? message, int status = 200)
    {
        var tokens = antiforgery.GetAndStoreTokens(http);
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        return new(new Dictionary<string, object?>
        {
            [nameof(SignInPage.ReturnUrl)] = Local(returnUrl),
            [nameof(SignInPage.Message)] = message,
            [nameof(SignInPage.TokenField)] = tokens.FormFieldName,
            [nameof(SignInPage.Token)] = tokens.RequestToken,
            [nameof(SignInPage.Demo)] = DemoPeople(http),
        })
        {
            StatusCode = status,
        };
    }

    private static IReadOnlyList<SignInPage.Person> DemoPeople(HttpContext http)
    {
        var services = http.RequestServices;
        if (!services.GetRequiredService<IdentitySettings>().Demo) return [];
        var units = services.GetService<UnitDirectory>();
        return [.. services.GetRequiredService<AccountBook>().People.Select(a => new SignInPage.Person(
            a.Username, a.DisplayName, a.Roles, units?.Name(a.Unit) ?? new(a.Unit, a.Unit)))];
    }
}

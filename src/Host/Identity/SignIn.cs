using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;

namespace SmartCity.Host.Identity;

/// <summary>Signing in to the pages: one form for the accounts kept here, or the other authority's own; one cookie.</summary>
internal static class SignIn
{
    private const string Path = "/account/login";
    private static readonly TimeSpan DelayAfterFailure = TimeSpan.FromMilliseconds(250);

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
        [FromForm] string? username, [FromForm] string? password, [FromForm] string? returnUrl,
        HttpContext http, IAntiforgery antiforgery, AccountBook book, Attempts attempts)
    {
        var (name, address) = (username ?? "", http.Connection.RemoteIpAddress?.ToString() ?? "");
        if (attempts.Wait(name, address) is var wait && wait > TimeSpan.Zero)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Page(http, antiforgery, returnUrl, "尝试次数过多，请稍后再试。Too many attempts; please wait.", 429);
        }

        if (book.SignIn(name, password ?? "") is not { } person)
        {
            attempts.Failed(name, address);
            await Task.Delay(DelayAfterFailure, http.RequestAborted);
            return Page(http, antiforgery, returnUrl, "用户名或密码不正确。Wrong user name or password.", 400);
        }

        attempts.Succeeded(name, address);
        await http.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            new ClaimsPrincipal(person.ToIdentity(CookieAuthenticationDefaults.AuthenticationScheme)));
        return Results.LocalRedirect(Local(returnUrl));
    }

    // Only a path on this host: "//elsewhere" and "/\elsewhere" are addresses of other hosts to a browser.
    private static string Local(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";

    private static IResult Page(
        HttpContext http, IAntiforgery antiforgery, string? returnUrl, string? message, int status = 200)
    {
        var tokens = antiforgery.GetAndStoreTokens(http);
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        return Results.Content($$"""
            <!doctype html>
            <html lang="zh-CN">
            <head>
              <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
              <title>登录 · SmartCity</title>
              <style>
                body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #eef2f6;
                       color: #1c2733; font: 16px/1.5 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif }
                form { background: #fff; padding: 2rem 2.25rem 2.25rem; border-radius: 12px; width: min(20rem, 80vw);
                       box-shadow: 0 8px 32px rgba(20, 50, 90, .12); display: grid; gap: 1rem }
                h1 { font-size: 1.35rem; margin: 0 } p { margin: 0; color: #b3261e }
                label { display: grid; gap: .25rem; font-size: .9rem; color: #47566a }
                input { font: inherit; padding: .55rem .7rem; border: 1px solid #b9c4d0; border-radius: 8px }
                button { font: inherit; padding: .65rem; border: 0; border-radius: 8px; background: #1257a8; color: #fff }
              </style>
            </head>
            <body>
              <form method="post" action="{{Path}}">
                <h1>登录 <small>Sign in</small></h1>
                {{(message is null ? "" : $"<p role=\"alert\">{WebUtility.HtmlEncode(message)}</p>")}}
                <label>用户名 User name<input name="username" autocomplete="username" required autofocus></label>
                <label>密码 Password<input name="password" type="password" autocomplete="current-password" required></label>
                <input type="hidden" name="returnUrl" value="{{WebUtility.HtmlEncode(Local(returnUrl))}}">
                <input type="hidden" name="{{tokens.FormFieldName}}" value="{{tokens.RequestToken}}">
                <button type="submit">登录 Sign in</button>
              </form>
            </body>
            </html>
            """, "text/html; charset=utf-8", statusCode: status);
    }
}

using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using SmartCity.Host.Problems;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SmartCity.Host.Identity;

/// <summary>
/// <c>POST /connect/token</c>: OpenIddict reads the request and makes the token, this decides who gets one.
/// </summary>
internal static class TokenEndpoint
{
    private static readonly TimeSpan DelayAfterFailure = TimeSpan.FromMilliseconds(250);

    public static async Task<IResult> Handle(
        HttpContext http, AccountBook book, Attempts attempts, IdentitySettings settings)
    {
        var request = http.GetOpenIddictServerRequest()
            ?? throw new InvalidOperationException("The request did not pass through OpenIddict.");
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        var byPassword = request.IsPasswordGrantType();
        var name = (byPassword ? request.Username : request.ClientId) ?? "";

        if (attempts.Wait(name, address) is var wait && wait > TimeSpan.Zero) return TooMany(http, wait);
        // A password proves the person; a client that names a secret beside it must still name the right one.
        if (byPassword && request is { ClientId: { } id, ClientSecret: { } clientSecret } && book.Client(id, clientSecret) is null)
            return await Refuse(Errors.InvalidClient, "Unknown client or wrong secret. / 客户端或密钥不正确。");

        var account = byPassword
            ? book.SignIn(name, request.Password ?? "")
            : book.Client(name, request.ClientSecret ?? "");
        if (account is null)
            return byPassword
                ? await Refuse(Errors.InvalidGrant, "Wrong user name or password. / 用户名或密码不正确。")
                : await Refuse(Errors.InvalidClient, "Unknown client or wrong secret. / 客户端或密钥不正确。");

        attempts.Succeeded(name, address);
        var principal = new ClaimsPrincipal(account.ToIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme));
        principal.SetAudiences(settings.Audience);
        principal.SetDestinations(static _ => [Destinations.AccessToken]);
        return Results.SignIn(principal, null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);

        async Task<IResult> Refuse(string error, string description)
        {
            attempts.Failed(name, address);
            await Task.Delay(DelayAfterFailure, http.RequestAborted);
            // RFC 6749, 5.2: 401 with the scheme for a client that could not be authenticated, else 400.
            var status = error == Errors.InvalidClient ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest;
            if (status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Basic realm=\"smartcity\"";
            http.Response.Headers.CacheControl = "no-store";
            return Results.Json(new OAuthError(error, description), statusCode: status);
        }
    }

    /// <summary>429 with the seconds to wait.</summary>
    public static IResult TooMany(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problem.TooManyAttempts.ToResult();
    }
}

/// <summary>A refusal in the words of OAuth 2.0.</summary>
internal sealed record OAuthError(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description);

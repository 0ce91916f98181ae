using System.Buffers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using SmartCity.Application.Devices;
using SmartCity.Host.Identity;

namespace SmartCity.Host.Devices.Doors;

/// <summary>
/// How a device proves itself over HTTP: its secret as bearer token, or, as OCPP has it, its code and secret by Basic
/// authentication. It counts for the device that the address names, and for nothing else.
/// </summary>
internal sealed class DeviceScheme(
    IDeviceDirectory directory, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "device";

    private const string Bearer = "Bearer ", Basic = "Basic ";
    private const int SecretLength = 40, LongestHeader = 512;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>What the caller proves itself with; null where it is nothing that a device has.</summary>
    public static string? SecretOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return header.AsSpan(Bearer.Length).Trim() is { Length: SecretLength } token && IsHex(token) ? token.ToString() : null;
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) || header.Length > LongestHeader) return null;
        Span<byte> bytes = stackalloc byte[LongestHeader];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes[..length]);
        return pair.IndexOf(':') is >= 0 and var colon && pair[..colon] == request.RouteValues["code"] as string ? pair[(colon + 1)..] : null;
    }

    /// <summary>A bearer token of this form is a device's, and no token of a person.</summary>
    public static bool Concerns(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: 47 } header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && IsHex(header.AsSpan(Bearer.Length));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        SecretOf(Request) is not { } secret || Request.RouteValues["code"] is not string code
            ? AuthenticateResult.NoResult()
        : directory.ByCode(code) is { } device && directory.Proves(device, secret)
            ? AuthenticateResult.Success(new(Principal(device), Name))
        : AuthenticateResult.Fail("No such device, or not its secret."));

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Request.Path.StartsWithSegments("/ocpp") ? "Basic realm=\"smartcity\"" : "Bearer";
        return Task.CompletedTask;
    }

    private static ClaimsPrincipal Principal(DeviceCard device) => new(new Account
    {
        Username = device.Code,
        DisplayName = device.Code,
        Unit = device.Unit,
        Roles = [Rights.DeviceRole],
        Channel = Rights.DeviceRole,
    }.ToIdentity(Name));

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(HexDigits);
}

/// <summary>The scheme beside that of people.</summary>
internal static class DeviceSchemeRegistration
{
    public static void AddDeviceScheme(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, DeviceScheme>(DeviceScheme.Name, null);
        // What is no token of a person is not tried as one: that would cost more than the telemetry that comes with it.
        services.PostConfigureAll<PolicySchemeOptions>(options =>
        {
            var people = options.ForwardDefaultSelector;
            options.ForwardDefaultSelector = http => DeviceScheme.Concerns(http.Request) ? DeviceScheme.Name : people?.Invoke(http);
        });
        services.Configure<AuthorizationOptions>(options => options.AddPolicy(
            Rights.SendTelemetry,
            policy => policy.AddAuthenticationSchemes(DeviceScheme.Name).RequireAuthenticatedUser().RequireRole(Rights.DeviceRole)));
    }
}

using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using SmartCity.Host.Pages.Layout;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Identity;

/// <summary>Who may come in: tokens, cookie sign-in for the pages, rights.</summary>
public static class IdentityRegistration
{
    private const string EitherScheme = "bearer-or-cookie";
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(8);

    /// <summary>Adds the token server, the validation of tokens, the cookie and the rights.</summary>
    /// <exception cref="StartRefusedException">The configuration is not safe to serve.</exception>
    public static WebApplicationBuilder AddIdentity(this WebApplicationBuilder builder)
    {
        var settings = IdentitySettings.From(builder.Configuration, builder.Environment.ContentRootPath);
        var book = AccountBook.Load(settings);
        StartGuard.Check(settings, book, builder.Configuration);

        PrivateFiles.MakeFolder(settings.KeysFolder);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(book)
            .AddSingleton(new Attempts(TimeProvider.System))
            .AddSingleton<TokenCache>()
            .AddHostedService<OpenAddressGuard>()
            .AddSignInPage()
            .AddAuthorization(Rights.Register)
            .AddAntiforgery()
            .AddDataProtection().SetApplicationName("SmartCity")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.KeysFolder, "cookies")));

        var authentication = builder.Services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = EitherScheme;
                options.DefaultSignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultSignOutScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            })
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = http =>
                http.Request.Headers.ContainsKey("Authorization") || IsForPrograms(http.Request)
                    && !http.Request.Headers.ContainsKey("Cookie")
                    ? JwtBearerDefaults.AuthenticationScheme
                    : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(Cookie);

        if (settings.Authority is null)
        {
            var key = SigningKey.Load(settings);
            builder.Services.AddOpenIddict().AddServer(server => Serve(server, settings, key));
            authentication.AddJwtBearer(bearer => Validate(bearer, settings, key));
        }
        else
        {
            authentication.AddJwtBearer(bearer => Validate(bearer, settings, null));
            if (settings.PagesClientId is not null) authentication.AddOpenIdConnect(pages => SignInElsewhere(pages, settings));
        }

        if (settings.TlsTerminatedByProxy) builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in settings.Proxies) options.KnownProxies.Add(IPAddress.Parse(proxy));
        });
        return builder;
    }

    /// <summary>Finds out who is calling and whether they hold the right that the endpoint names.</summary>
    public static WebApplication UseIdentity(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IdentitySettings>().TlsTerminatedByProxy) app.UseForwardedHeaders();
        // The token server looks at every request that it is offered; it is offered its own only.
        // (The builder puts its own middleware before everything unless this mark says that there is one.)
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseWhen(IsForTokenServer, its => its.UseAuthentication());
        app.UseWhen(http => !IsForTokenServer(http), others => others.Use(Authenticate));
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    /// <summary>The token endpoint, sign-in and sign-out for the pages, and in demo mode the list of accounts.</summary>
    public static WebApplication MapIdentity(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<IdentitySettings>();
        if (settings.Authority is null)
            app.MapPost("/connect/token", TokenEndpoint.Handle).AllowAnonymous().ExcludeFromDescription();
        if (settings.Demo) app.MapDemoAccounts();
        app.MapSignIn(settings);
        return app;
    }

    /// <summary>Whether this host runs as a demo.</summary>
    public static bool IsDemo(this WebApplication app) => app.Services.GetRequiredService<IdentitySettings>().Demo;

    private static bool IsForTokenServer(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/connect") || http.Request.Path.StartsWithSegments("/.well-known");

    /// <summary>What the framework's middleware does for a request that no remote sign-in handler asks for.</summary>
    private static async Task Authenticate(HttpContext http, RequestDelegate next)
    {
        var result = await http.AuthenticateAsync();
        if (result.Principal is { } principal) http.User = principal;
        await next(http);
    }

    private static void Serve(OpenIddictServerBuilder server, IdentitySettings settings, RsaSecurityKey key)
    {
        server.EnableDegradedMode().SetTokenEndpointUris("connect/token").AllowClientCredentialsFlow();
        if (settings.Demo) server.AllowPasswordFlow();
        if (settings.Issuer is not null) server.SetIssuer(settings.Issuer);
        server.AcceptAnonymousClients().DisableScopeValidation();
        // Nothing that this server issues is encrypted or refreshed; OpenIddict wants an encryption key all the same.
        server.AddSigningKey(key)
            .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
            .DisableAccessTokenEncryption();
        server.SetAccessTokenLifetime(TokenLife);
        // The endpoint itself checks the caller; degraded mode asks for a handler that would do it earlier.
        server.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler => handler.UseInlineHandler(_ => default));
        // Tokens live in the machine's time: a demo clock that is moved must not sign everybody out.
        server.Configure(options => options.TimeProvider = TimeProvider.System);
        var web = server.UseAspNetCore().EnableTokenEndpointPassthrough();
        if (settings.Demo) web.DisableTransportSecurityRequirement();
    }

    private static void Validate(JwtBearerOptions bearer, IdentitySettings settings, RsaSecurityKey? key)
    {
        bearer.MapInboundClaims = false;
        bearer.TimeProvider = TimeProvider.System;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = settings.Audience,
            NameClaimType = settings.Claims.Name,
            RoleClaimType = settings.Claims.Role,
            ClockSkew = TimeSpan.FromSeconds(30),
        };
        if (key is null)
        {
            bearer.Authority = settings.Authority;
        }
        else
        {
            bearer.TokenValidationParameters.IssuerSigningKey = key;
            bearer.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256];
            bearer.TokenValidationParameters.ValidTypes = ["at+jwt"];
            // Only this host signs with this key; without a configured address the issuer is whatever name it was called by.
            bearer.TokenValidationParameters.ValidateIssuer = settings.Issuer is not null;
            bearer.TokenValidationParameters.ValidIssuer = settings.Issuer?.AbsoluteUri;
        }

        var names = key is null ? settings.Claims : Account.BuiltIn;
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = context =>
            {
                if (BearerToken(context.Request) is { } token && Cache(context.HttpContext).Find(token) is { } known)
                {
                    context.Principal = known;
                    context.Success();
                }

                return Task.CompletedTask;
            },
            OnTokenValidated = context =>
            {
                context.Principal = Account.FromToken(context.Principal!, names, JwtBearerDefaults.AuthenticationScheme);
                if (BearerToken(context.Request) is { } token)
                    Cache(context.HttpContext).Keep(token, context.Principal, context.SecurityToken.ValidTo);
                return Task.CompletedTask;
            },
        };
    }

    private static void SignInElsewhere(OpenIdConnectOptions pages, IdentitySettings settings)
    {
        pages.Authority = settings.Authority;
        pages.ClientId = settings.PagesClientId;
        pages.ClientSecret = settings.PagesClientSecret;
        pages.ResponseType = OpenIdConnectResponseType.Code;
        pages.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        pages.MapInboundClaims = false;
        pages.TimeProvider = TimeProvider.System;
        pages.Events.OnTokenValidated = context =>
        {
            context.Principal = Account.FromToken(
                context.Principal!, settings.Claims, CookieAuthenticationDefaults.AuthenticationScheme);
            return Task.CompletedTask;
        };
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "smartcity";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
        options.ExpireTimeSpan = TokenLife;
        options.TimeProvider = TimeProvider.System;
        options.LoginPath = "/account/login";
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    // People are sent to the sign-in page or told on a page, programs get the status.
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        if (IsForPrograms(context.Request)) return Task.CompletedTask;
        if (status == StatusCodes.Status403Forbidden)
            return PlainPage.NotAllowed().ExecuteAsync(context.HttpContext);
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/fhir") || !request.Headers.Accept.ToString().Contains("text/html");

    private static TokenCache Cache(HttpContext http) => http.RequestServices.GetRequiredService<TokenCache>();

    private static string? BearerToken(HttpRequest request) =>
        request.Headers.Authorization.ToString() is ['B' or 'b', ..] value
        && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value["Bearer ".Length..].Trim() : null;
}

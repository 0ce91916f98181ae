using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;

namespace SmartCity.Host.Tests.Identity;

/// <summary>The door alone on a loopback port: identity, problems and attachments, with a few endpoints behind them.</summary>
public sealed class DoorHost : IAsyncDisposable
{
    public const string Accounts = """
        [
          { "username": "chen", "displayName": "陈窗口", "roles": ["window-clerk"], "unit": "DX-HALL" },
          { "username": "li", "displayName": "李审核", "roles": ["reviewer", "officer"], "unit": "DX-SCJGJ" },
          { "username": "wang", "displayName": "王窗口", "roles": ["window-clerk"], "unit": "110115001" },
          { "username": "audit", "displayName": "审计", "roles": ["auditor"], "unit": "DX" },
          { "username": "admin", "displayName": "管理员", "roles": ["administrator"], "unit": "DX", "password": "other-secret" }
        ]
        """;

    private readonly WebApplication _app;

    private DoorHost(WebApplication app, string folder) => (_app, Folder) = (app, folder);

    public string Folder { get; }
    public string Data => Path.Combine(Folder, "data");
    public WebApplication App => _app;
    public Uri Address => new(_app.Urls.First());
    public HttpClient Anonymous() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    public static async Task<DoorHost> Start(
        Dictionary<string, string?>? settings = null, MayReadAttachment? mayRead = null, string? folder = null,
        Action<IServiceCollection>? configure = null)
    {
        folder ??= Directory.CreateTempSubdirectory("door").FullName;
        var app = Build(folder, settings, mayRead, configure);
        await app.StartAsync();
        return new DoorHost(app, folder);
    }

    public static WebApplication Build(
        string folder, Dictionary<string, string?>? settings = null, MayReadAttachment? mayRead = null,
        Action<IServiceCollection>? configure = null)
    {
        Directory.CreateDirectory(Path.Combine(folder, "catalog"));
        File.WriteAllText(Path.Combine(folder, "catalog", "accounts.demo.json"), Accounts);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["SmartCity:DemoMode"] = "true",
            ["SmartCity:Data"] = Path.Combine(folder, "data"),
            ["SmartCity:Catalog"] = Path.Combine(folder, "catalog"),
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.AddProblems().AddIdentity().AddAttachments(mayRead);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseProblems().UseIdentity();
        app.MapIdentity().MapAttachments();
        MapProbes(app);
        return app;
    }

    public static Task<string> Token(HttpClient client, string username) =>
        Token(client, username, username == "admin" ? "other-secret" : "demo-" + username);

    public static async Task<string> Token(HttpClient client, string username, string password)
    {
        using var answer = await client.PostAsync("/connect/token", Form(
            ("grant_type", "password"), ("username", username), ("password", password)));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public async Task<HttpClient> As(string username)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token(client, username));
        return client;
    }

    public static FormUrlEncodedContent Form(params (string, string)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static void MapProbes(WebApplication app)
    {
        app.MapGet("/api/v1/whoami", (HttpContext http) => http.Actor()).RequireAuthorization(Rights.ReadMatters);
        app.MapGet("/api/v1/audited", () => "ok").RequireAuthorization(Rights.Audit);
        app.MapGet("/api/v1/forgotten", () => "ok");
        app.MapGet("/pages/inbox", () => "ok").RequireAuthorization(Rights.WorkOnTasks);
        app.MapGet("/api/v1/by-id/{id}", (Guid id) => id).AllowAnonymous();
        app.MapPost("/api/v1/probe", (Probe probe, CommandHeaders headers) => new { probe, headers }).AllowAnonymous();
        app.MapGet("/api/v1/broken", string () => throw new InvalidOperationException("secret detail")).AllowAnonymous();
        app.MapGet("/api/v1/refused/{kind}", (RefusalKind kind) => new ProbeRefusal(kind).ToProblem()).AllowAnonymous();
    }

    internal sealed record Probe(string Name, int Level, ProbePerson Person, string? Comment, Probe? Next = null);

    internal sealed record ProbePerson(string IdNumber, DateOnly? Born);

    private sealed record ProbeRefusal(RefusalKind Kind)
        : Refusal(Kind, "probe.refused", new LocalizedText("不行", "No"));
}

/// <summary>One demo door for all tests of a class.</summary>
public sealed class OpenDoor : IAsyncLifetime
{
    public DoorHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await DoorHost.Start();
    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Tests.Referrals.Settlements;

/// <summary>A claim that the payer got.</summary>
internal sealed record GotClaim(string Key, string Body, string Signature)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Claim => Json.GetProperty("claim").GetString()!;
}

/// <summary>A small payer: a real web server on a free loopback port that takes claims, or does not.</summary>
internal sealed class SmallPayer : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-tests";
    private readonly WebApplication _app;

    private SmallPayer(WebApplication app) => _app = app;

    /// <summary>Every call, in order.</summary>
    public ConcurrentQueue<GotClaim> Calls { get; } = new();

    /// <summary>What a call is answered with; 202 where nothing is said.</summary>
    public Func<GotClaim, int> Answer { get; set; } = _ => 202;

    public string[] Settings => [$"--Payers:DX-YB:Url={_app.Urls.First()}/claims", $"--Payers:DX-YB:Secret={Secret}"];

    public static async Task<SmallPayer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var payer = new SmallPayer(app);
        app.MapPost("/claims", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var call = new GotClaim(
                request.Headers["Idempotency-Key"].ToString(), await reader.ReadToEndAsync(),
                request.Headers[SignedCalls.SignatureHeader].ToString());
            payer.Calls.Enqueue(call);
            return Results.StatusCode(payer.Answer(call));
        });
        await app.StartAsync();
        return payer;
    }

    public IReadOnlyList<GotClaim> Of(string claim) => [.. Calls.Where(call => call.Claim == claim)];

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

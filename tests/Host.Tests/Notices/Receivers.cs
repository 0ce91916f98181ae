using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MimeKit;
using SmartCity.Host.Notices;

namespace SmartCity.Host.Tests.Notices;

/// <summary>A call that an adapter got.</summary>
internal sealed record Call(string Path, string Key, string Body, string Signature)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Occasion => Json.GetProperty("occasion").GetString()!;

    public string Matter => Json.GetProperty("matter").GetString()!;

    public JsonElement To => Json.GetProperty("to");

    public string Zh => Json.GetProperty("text").GetProperty("zh").GetString()!;

    public string En => Json.GetProperty("text").GetProperty("en").GetString()!;
}

/// <summary>The adapters for text messages, WeChat and staff, as one real web server on a free loopback port.</summary>
internal sealed class Adapters : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-tests";
    private readonly WebApplication _app;

    private Adapters(WebApplication app) => _app = app;

    /// <summary>Every call, in order.</summary>
    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>What a call is answered with; 200 where nothing is said.</summary>
    public Func<Call, Task<int>> Answer { get; set; } = _ => Task.FromResult(200);

    public Uri Address => new(_app.Urls.First());

    public static async Task<Adapters> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var adapters = new Adapters(app);
        app.MapPost("/{channel}", async (string channel, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var call = new Call(channel, request.Headers["Idempotency-Key"].ToString(), await reader.ReadToEndAsync(),
                request.Headers[WebhookSender.SignatureHeader].ToString());
            adapters.Calls.Enqueue(call);
            return Results.StatusCode(await adapters.Answer(call));
        });
        app.MapGet("/elsewhere", () => Results.Ok());
        await app.StartAsync();
        return adapters;
    }

    public IReadOnlyList<Call> Of(string path, string number) => [.. Calls.Where(c => c.Path == path && c.Matter == number)];

    public string[] Settings =>
    [
        .. new[] { "Sms", "WeChat", "Staff" }.SelectMany(name => new[]
        {
            $"--Notices:Webhooks:{name}:Url={new Uri(Address, name.ToLowerInvariant())}", $"--Notices:Webhooks:{name}:Secret={Secret}",
        }),
    ];

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>A mail server that keeps what it gets; as much of RFC 5321 as a client needs.</summary>
internal sealed class MailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public MailServer()
    {
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether it takes no mail now (421).</summary>
    public bool Closed { get; set; }

    public ConcurrentQueue<(MimeMessage Message, IReadOnlyList<string> To)> Mails { get; } = new();

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync(Closed ? "421 closed" : "220 test");
        var to = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT") to.Add(line[(line.IndexOf('<') + 1)..line.IndexOf('>')]);
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var text = new StringBuilder();
                while (await reader.ReadLineAsync() is { } part && part != ".") text.Append(part.StartsWith("..", StringComparison.Ordinal) ? part[1..] : part).Append("\r\n");
                using var body = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
                Mails.Enqueue((await MimeMessage.LoadAsync(body), [.. to]));
            }
            await writer.WriteLineAsync(verb switch { "EHLO" => "250-test\r\n250 8BITMIME", "QUIT" => "221 bye", _ => "250 ok" });
            if (verb == "QUIT") return;
        }
    }
}

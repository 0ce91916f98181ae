using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Identity;

/// <summary>
/// What must hold before the host may serve. Demo mode: only loopback addresses. Otherwise: TLS here or at a named proxy,
/// somebody who can sign in, and none of the demo's secrets.
/// </summary>
internal static class StartGuard
{
    /// <exception cref="StartRefusedException">The first rule that does not hold.</exception>
    public static void Check(IdentitySettings settings, AccountBook book, IConfiguration configuration)
    {
        CheckAddresses(settings, [.. ConfiguredAddresses(configuration)]);
        if (settings.Demo) return;

        if (!settings.TlsTerminatedByProxy && !ConfiguredAddresses(configuration).Any(IsHttps))
            throw No("没有配置 TLS：请配置 https 地址和证书，或在反向代理终止 TLS 时设置 Identity:TlsTerminatedByProxy=true。",
                "TLS is not configured: configure an https address and certificate, or set "
                + "Identity:TlsTerminatedByProxy=true when a proxy in front ends TLS.");
        if (settings.Authority is { } authority && !IsHttps(authority))
            throw No("身份认证服务 Identity:Authority 必须使用 https 地址。", "Identity:Authority must be an https address.");
        if (settings.Authority is null && book.People.Count == 0 && book.Clients.Count == 0)
            throw No("没有任何人能够登录：请配置 Identity:Authority，或 Identity:Accounts 与 Identity:Clients 文件。",
                "Nobody could sign in: configure Identity:Authority, or the files Identity:Accounts and Identity:Clients.");
        CheckSecrets(settings, book);
    }

    /// <summary>Demo mode is for this machine alone: its passwords are known to everybody.</summary>
    public static void CheckAddresses(IdentitySettings settings, IReadOnlyList<string> addresses)
    {
        if (settings.Demo && addresses.FirstOrDefault(a => !IsLoopback(a)) is { } open)
            throw No($"演示模式只允许监听本机回环地址，而 {open} 对外开放。",
                $"Demo mode may only listen on a loopback address, and {open} is open to others.");
    }

    private static void CheckSecrets(IdentitySettings settings, AccountBook book)
    {
        Account[] all = [.. book.People, .. book.Clients];
        if (all.FirstOrDefault(a => a.PasswordHash is null || a.Password is not null) is { } plain)
            throw No($"账号 {plain.Username} 的密码必须以哈希（passwordHash）保存。",
                $"Account {plain.Username} must carry a hashed password (passwordHash) and no plain one.");
        if (book.Clients.FirstOrDefault(c => c.Accepts(AccountBook.DemoClientSecret)) is { } client)
            throw No($"客户端 {client.Username} 仍在使用演示密钥，请更换。",
                $"Client {client.Username} still has the demo secret; change it.");

        // Each hash takes tens of milliseconds to try, so only names that the demo knows are tried.
        var demoFile = Path.Combine(settings.CatalogFolder, AccountBook.DemoFile);
        var demo = File.Exists(demoFile)
            ? AccountBook.ReadDemo(settings.CatalogFolder).ToDictionary(a => a.Username, StringComparer.OrdinalIgnoreCase)
            : [];
        if (book.People.FirstOrDefault(a => demo.TryGetValue(a.Username, out var known) && a.Accepts(known.Password!))
            is { } person)
            throw No($"账号 {person.Username} 仍在使用演示密码，请更换。",
                $"Account {person.Username} still has its demo password; change it.");
    }

    private static IEnumerable<string> ConfiguredAddresses(IConfiguration configuration)
    {
        foreach (var url in List(configuration["urls"])) yield return url;
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
            if (endpoint["Url"] is { } url)
                yield return url;
        foreach (var port in List(configuration["http_ports"])) yield return $"http://*:{port}";
        foreach (var port in List(configuration["https_ports"])) yield return $"https://*:{port}";
    }

    private static string[] List(string? text) =>
        text?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsHttps(string url) => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string url)
    {
        var host = BindingAddress.Parse(url).Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
            || host.StartsWith("unix:", StringComparison.Ordinal);
    }

    private static StartRefusedException No(string zh, string en) => new(new LocalizedText(zh, en));
}

/// <summary>Looks again at the addresses that are really open, whatever named them, and stops a demo that is open to others.</summary>
internal sealed class OpenAddressGuard(IServer server, IdentitySettings settings) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        StartGuard.CheckAddresses(settings, [.. server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []]);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Playwright;
using SmartCity.Host.Tests.Shared;

[assembly: AssemblyFixture(typeof(SmartCity.Host.Tests.Pages.Browser))]

namespace SmartCity.Host.Tests.Pages;

/// <summary>
/// One headless chromium for the tests of the pages: the one that <c>SMARTCITY_CHROMIUM</c> names, else the machine's.
/// Pictures are kept only where <c>SMARTCITY_SCREENSHOTS</c> is set.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string? Program =
        new[] { Environment.GetEnvironmentVariable("SMARTCITY_CHROMIUM"), "/usr/bin/chromium" }.FirstOrDefault(File.Exists);

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _running = new(Start);

    /// <summary>Skips the test where no browser is.</summary>
    public static void IsWanted() =>
        Assert.SkipWhen(Program is null, "No chromium on this machine (SMARTCITY_CHROMIUM, /usr/bin/chromium).");

    /// <summary>A window of its own, without anybody's cookies.</summary>
    public async Task<IPage> Window(Uri host, int width = 1440, int height = 900)
    {
        var context = await (await _running.Value).Browser.NewContextAsync(new()
        {
            BaseURL = host.AbsoluteUri, Locale = "zh-CN", ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(30_000);
        Assertions.SetDefaultExpectTimeout(20_000);
        return await context.NewPageAsync();
    }

    /// <summary>Signs in with a demo account, by a click on it.</summary>
    public async Task<IPage> SignIn(Uri host, string username, int width = 1440, int height = 900)
    {
        var page = await Window(host, width, height);
        await page.GotoAsync("/");
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.removeAttribute('name'); d.open = true })");
        await page.Locator($"button[value='{username}']").ClickAsync();
        await page.Locator(".bar .person").WaitForAsync();
        return page;
    }

    /// <summary>Keeps a picture for <c>docs/pages</c>.</summary>
    public static async Task Keep(IPage page, string name, bool whole = false)
    {
        if (Environment.GetEnvironmentVariable("SMARTCITY_SCREENSHOTS") is not { Length: > 0 }) return;
        await page.Mouse.MoveAsync(0, 0);
        await page.WaitForTimeoutAsync(700);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "docs", "pages", name + ".png"), FullPage = whole });
    }

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsValueCreated) return;
        var (playwright, browser) = await _running.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        }));
    }
}

using Microsoft.Playwright;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Pages;

/// <summary>What a supervisor picks stays from page to page.</summary>
[Collection(PagesHost.Name)]
public sealed class SupervisionPageTests(PagesHost host, Browser browser)
{
    [Fact]
    public async Task A_period_that_was_picked_stays_from_page_to_page_until_it_is_cleared()
    {
        Browser.IsWanted();
        await host.District.File("drainage-permit");
        var page = await browser.SignIn(host.District.Address, "supervisor-1");
        await page.GotoAsync("/supervision/units");
        await page.Locator("#from").FillAsync("2019-01-01");
        await page.Locator("#to").FillAsync("2019-12-31");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("from=2019-01-01.*to=2019-12-31"));
        await Assertions.Expect(page.GetByText("2019-01-01 00:00 – 2020-01-01 00:00")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "看板", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("没有符合条件的事项")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#from")).ToHaveValueAsync("2019-01-01");
        await page.GetByRole(AriaRole.Link, new() { Name = "清除条件" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "按类别与灯色" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("header .active")).ToHaveCountAsync(1);
        await page.GotoAsync("/supervision/cards");
        await Assertions.Expect(page.Locator("header .active")).ToHaveTextAsync("督办卡");
    }
}

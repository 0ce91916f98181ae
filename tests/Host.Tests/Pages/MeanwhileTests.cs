using Microsoft.Playwright;
using SmartCity.Host.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SmartCity.Host.Tests.Pages;

/// <summary>What a clerk sees when others act at the same time, and in the other language.</summary>
[Collection(PagesHost.Name)]
public sealed class MeanwhileTests(PagesHost host, Browser browser)
{
    private const string First = "hall-clerk-1", Second = "hall-clerk-2";

    [Fact]
    public async Task A_task_that_a_colleague_was_quicker_with_is_said_to_be_theirs()
    {
        Browser.IsWanted();
        var task = await FileOne();
        var page = await browser.SignIn(host.District.Address, First);
        await page.GotoAsync("/tasks/" + task);
        await page.GetByText("任务待签收").WaitForAsync();
        (await (await host.District.As(Second)).Post($"tasks/{task}/claim")).Expect(200);
        await Expect(page.GetByText("此任务现由 赵艳 办理")).ToBeVisibleAsync();
        await Expect(page.GetByText("提交办理结果")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task What_was_typed_stays_when_the_task_is_taken_meanwhile()
    {
        Browser.IsWanted();
        var task = await FileOne();
        var page = await browser.SignIn(host.District.Address, First);
        await page.GotoAsync("/tasks/" + task);
        await page.GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true }).ClickAsync();
        await page.GetByLabel("备注").FillAsync("电话核实过地址");
        await page.Keyboard.PressAsync("Tab");
        (await (await host.District.As(First)).Post($"tasks/{task}/release")).Expect(200);
        (await (await host.District.As(Second)).Post($"tasks/{task}/claim")).Expect(200);
        await Expect(page.GetByText("此任务现由 赵艳 办理")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("备注")).ToHaveValueAsync("电话核实过地址");
    }

    [Fact]
    public async Task A_form_that_is_refused_says_what_is_wrong_beside_each_field()
    {
        Browser.IsWanted();
        var task = await FileOne();
        var page = await browser.SignIn(host.District.Address, First);
        await page.GotoAsync("/tasks/" + task);
        await page.GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true }).ClickAsync();
        await page.GetByText("材料不齐，一次性告知").ClickAsync();
        await page.GetByText("提交办理结果").ClickAsync();
        await Expect(page.Locator(".field.bad").Filter(new() { HasText = "补正要求" })).ToContainTextAsync("必填");
    }

    [Fact]
    public async Task The_pages_speak_English_to_those_who_ask_for_it()
    {
        Browser.IsWanted();
        var page = await browser.SignIn(host.District.Address, First);
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Inbox" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Matters" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_that_a_role_has_no_use_for_is_not_shown_to_it()
    {
        Browser.IsWanted();
        var page = await browser.SignIn(host.District.Address, "swj-officer-1");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "窗口收件" })).ToHaveCountAsync(0);
        (await page.GotoAsync("/accept"))!.Status.ShouldBe(403);
        await Expect(page.GetByText("您的岗位没有使用此页面的权限")).ToBeVisibleAsync();
    }

    private async Task<string> FileOne() =>
        (await host.District.OpenTask(await host.District.File("drainage-permit"), "materials-check")).GetProperty("id").GetString()!;
}

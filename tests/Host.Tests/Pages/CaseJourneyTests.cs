using Microsoft.Playwright;
using SmartCity.Host.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SmartCity.Host.Tests.Pages;

/// <summary>A city case as the people at their desks see it: reported, read, dispatched, and in an emergency.</summary>
[Collection(PagesHost.Name)]
public sealed class CaseJourneyTests(PagesHost host, Browser browser)
{
    private const string Dispatcher = "centre-dispatcher-1";
    private readonly Uri _address = host.District.Address;

    [Fact]
    public async Task A_case_is_reported_read_and_dispatched_through_the_pages_and_its_emergency_is_seen()
    {
        Browser.IsWanted();
        var page = await browser.SignIn(_address, Dispatcher);
        var number = await Report(page);
        await page.GetByText("查看案件").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "案件信息" })).ToBeVisibleAsync();
        await Expect(page.GetByText("13900005678")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "办理", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true }).ClickAsync();
        await page.GetByText("提交办理结果").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "待办" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "本单位" }).ClickAsync();
        await page.Locator("tbody tr").Filter(new() { HasText = number }).GetByText("签收办理").ClickAsync();
        await page.GetByText("提交办理结果").WaitForAsync();
        await Expect(page.GetByLabel("案件类别")).ToHaveValueAsync("event-06010");
        await Browser.Keep(page, "13-case-analysis", whole: true);
        await page.GetByText("提交办理结果").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "待办" })).ToBeVisibleAsync();

        var id = (await (await host.District.Integrator).Get("matters?q=" + number))["items"][0].GetProperty("id").GetGuid();
        var task = await host.District.OpenTask(id, "acceptance");
        task.Unit().ShouldBe("110115001", "by the dispatch table");

        (await (await host.District.As("yjj-commander-1")).Post($"grid-cases/{id}/emergency", new { level = 4, reason = "垃圾堆起火" })).Expect(200);
        await page.GotoAsync("/matters/" + id);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "应急态势" })).ToBeVisibleAsync();
        await Expect(page.GetByText("预案任务 0 /")).ToBeVisibleAsync();
        await Browser.Keep(page, "14-emergency", whole: true);
        (await host.Host.Sql.Value<long>(
            $"select count(*) from ledger.mt_events where stream_id = '{id}' and correlation_id is null and causation_id is null"))
            .ShouldBe(0, "what was done on a page can be traced like what came over the API");
    }

    private static async Task<string> Report(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "案件上报" }).ClickAsync();
        await page.GetByLabel("标题").FillAsync("兴华大街垃圾成堆");
        await page.GetByLabel("问题描述").FillAsync("路边垃圾两天没有清运。");
        await page.GetByLabel("类别").SelectOptionAsync("event-06010");
        await page.GetByLabel("经度").FillAsync("2.35");
        await page.GetByLabel("纬度").FillAsync("39.7269");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("不在本区范围内")).ToBeVisibleAsync();
        await page.GetByLabel("经度").FillAsync("116.3412");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("兴丰街道办事处")).ToBeVisibleAsync();
        await page.GetByLabel("姓名").FillAsync("李四");
        await page.GetByLabel("联系电话").FillAsync("13900005678");
        await Browser.Keep(page, "12-report");
        await page.GetByRole(AriaRole.Button, new() { Name = "上报", Exact = true }).ClickAsync();
        return await page.Locator(".notice b").First.InnerTextAsync();
    }
}

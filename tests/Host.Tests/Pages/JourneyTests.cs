using System.Text.Json;
using Microsoft.Playwright;
using SmartCity.Host.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SmartCity.Host.Tests.Pages;

/// <summary>An approval as the people at their desks see it, from the window to the archive.</summary>
[Collection(PagesHost.Name)]
public sealed class JourneyTests(PagesHost host, Browser browser)
{
    private const string Item = "drainage-permit", Window = "hall-clerk-1";
    private readonly Uri _address = host.District.Address;

    [Fact]
    public async Task An_approval_goes_from_the_window_to_the_archive_through_the_pages()
    {
        Browser.IsWanted();
        await OthersAreUnderWay();
        var signIn = await browser.Window(_address);
        await signIn.GotoAsync("/");
        await Browser.Keep(signIn, "01-sign-in");

        var clerk = await browser.SignIn(_address, Window);
        var number = await TakeIn(clerk);
        await Browser.Keep(await Inbox(number), "05-inbox");
        await clerk.GetByText("去审核材料").ClickAsync();
        await clerk.GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true }).ClickAsync();
        await clerk.GetByText("提交办理结果").IsEnabledAsync();

        // The officer's inbox is open all the while: the task appears there by itself.
        var officer = await browser.SignIn(_address, "swj-officer-1");
        await Expect(officer.GetByRole(AriaRole.Heading, new() { Name = "待办" })).ToBeVisibleAsync();
        await clerk.GetByLabel("已在窗口核验未上传材料的原件").CheckAsync();
        await Browser.Keep(clerk, "04-task");
        await clerk.GetByText("提交办理结果").ClickAsync();
        await Expect(clerk.GetByRole(AriaRole.Heading, new() { Name = "待办" })).ToBeVisibleAsync();
        await Expect(Row(officer, number)).ToBeVisibleAsync(new() { Timeout = 10_000 });
        await Browser.Keep(officer, "06-inbox-new-task");

        var (id, done) = (await IdOf(number), 0);
        for (var matter = await Matter(id); matter.GetProperty("archivedAt").ValueKind == JsonValueKind.Null; matter = await Matter(id))
        {
            done.ShouldBeLessThan(12, "The matter does not come to its end: " + matter);
            await Handle(matter.GetProperty("openTasks")[0], number);
            done++;
        }

        await officer.GotoAsync("/matters/" + id);
        await Expect(officer.Locator(".steps .now")).ToContainTextAsync("归档");
        await Expect(officer.Locator(".diagram .djs-container")).ToBeVisibleAsync();
        await Expect(officer.GetByText("归档").Last).ToBeVisibleAsync();
        await Browser.Keep(officer, "09-matter-archived", whole: true);
        await officer.GotoAsync("/matters");
        await Expect(Row(officer, number)).ToContainTextAsync("归档");
        await Browser.Keep(officer, "10-matters");
        var phone = await browser.SignIn(_address, "swj-officer-1", 390, 844);
        await phone.GotoAsync("/matters/" + id);
        await Expect(phone.Locator(".timeline li").First).ToBeVisibleAsync();
        await Browser.Keep(phone, "11-matter-on-a-phone");
    }

    /// <summary>Nobody's inbox is empty: some matters wait longer than others.</summary>
    private async Task OthersAreUnderWay()
    {
        await host.District.CarryTo(await host.District.File(Item), "first-check");
        foreach (var item in new[] { "labour-dispatch", "food-business" }) await host.District.File(item);
        await host.District.Advance("P3D");
        await host.District.CarryTo(await host.District.File(Item), "first-check");
        foreach (var item in new[] { "tree-felling", "restaurant-one-thing" }) await host.District.File(item);
    }

    private async Task<IPage> Inbox(string number)
    {
        var page = await browser.SignIn(_address, "hall-clerk-2");
        await page.Locator("button", new() { HasText = "本单位" }).ClickAsync();
        await Expect(Row(page, number)).ToBeVisibleAsync();
        return page;
    }

    private async Task<string> TakeIn(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "窗口收件" }).ClickAsync();
        await page.GetByLabel("查找事项").PressSequentiallyAsync("污水");
        await page.GetByText("城镇污水排入排水管网许可").ClickAsync();
        await page.GetByLabel("姓名").FillAsync("张三");
        await page.GetByLabel("联系电话").FillAsync("13800001234");
        await page.GetByLabel("身份证号").PressSequentiallyAsync("110105194912310021");
        await Expect(page.GetByText("校验码不对")).ToBeVisibleAsync();
        await page.GetByLabel("身份证号").FillAsync("11010519491231002X");
        await Expect(page.GetByText("号码校验通过")).ToBeVisibleAsync();
        await Expect(page.GetByText("还缺 4 项必交材料")).ToBeVisibleAsync();
        var integrator = await host.District.Integrator;
        await page.FillIn((await integrator.Get("approval-items/" + Item))["formSchema"]);
        await page.GetByText("勾选全部必交材料").ClickAsync();
        await Expect(page.GetByText("必交材料齐全")).ToBeVisibleAsync();
        await Browser.Keep(page, "02-window");
        await page.GetByText("收件，出具收件凭证").ClickAsync();
        var number = await page.Locator(".receipt .number").InnerTextAsync();
        await Browser.Keep(page, "03-receipt");
        return number;
    }

    private async Task Handle(JsonElement task, string number)
    {
        var people = await host.District.Entitled(task.GetProperty("role").GetString()!, task.GetProperty("unit").GetString()!);
        var page = await browser.SignIn(_address, people[0].Account.Username);
        await page.GetByRole(AriaRole.Button, new() { Name = "本单位" }).ClickAsync();
        await Row(page, number).GetByText("签收办理").ClickAsync();
        await page.GetByText("提交办理结果").WaitForAsync();
        await page.FillIn(task.GetProperty("outcomes")[0].GetProperty("formSchema"));
        if (task.GetProperty("code").GetString() == "decision")
        {
            await Browser.Keep(page, "07-decision");
            var other = await page.Context.NewPageAsync();
            await other.GotoAsync("/matters/" + task.GetProperty("matterId").GetString());
            await Expect(other.Locator(".diagram .token-here").First).ToBeVisibleAsync();
            await Browser.Keep(other, "08-matter", whole: true);
            await other.CloseAsync();
        }

        await page.GetByText("提交办理结果").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "待办" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    private static ILocator Row(IPage page, string number) =>
        page.Locator("tbody tr").Filter(new() { HasText = number });

    private async Task<string> IdOf(string number) =>
        (await (await host.District.Integrator).Get("matters?q=" + number))["items"][0].GetProperty("id").GetString()!;

    private async Task<JsonElement> Matter(string id) => (await (await host.District.Integrator).Get("matters/" + id)).Expect(200).Json;
}

using Microsoft.Playwright;
using SmartCity.Host.Tests.Referrals;
using SmartCity.Host.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SmartCity.Host.Tests.Pages;

/// <summary>A referral as doctors and the referral office see it: written, accepted, read, and gone on from.</summary>
[Collection(PagesHost.Name)]
public sealed class ReferralJourneyTests(PagesHost host, Browser browser)
{
    private readonly Uri _address = host.District.Address;

    [Fact]
    public async Task A_doctor_refers_a_patient_and_the_referral_office_accepts()
    {
        Browser.IsWanted();
        var page = await browser.SignIn(_address, "sq1-doctor-1");
        await page.GetByRole(AriaRole.Link, new() { Name = "新建转诊" }).ClickAsync();
        await page.GetByLabel("接收机构").SelectOptionAsync("up/DX-YY-01");
        await page.GetByLabel("科室").SelectOptionAsync("cardiology");
        await page.GetByLabel("紧急程度").SelectOptionAsync("urgent");
        await page.GetByLabel("现病史及转诊原因").FillAsync("反复胸闷一周，社区处理后未缓解。");
        await page.GetByLabel("诊断编码").FillAsync("I20.9");
        await page.GetByLabel("初步诊断").FillAsync("心绞痛");
        await page.GetByLabel("姓名").FillAsync("欧阳修文");
        await page.GetByLabel("身份证号").FillAsync(ReferralOrders.NewIdNumber());
        await page.GetByLabel("联系电话").FillAsync("13800001234");
        await Expect(page.GetByText("出生")).ToBeVisibleAsync();
        await page.GetByLabel("附件").SetInputFilesAsync(new FilePayload { Name = "会诊.txt", MimeType = "text/plain", Buffer = "不接受的文件"u8.ToArray() });
        await Expect(page.GetByText("不接受该类型的文件")).ToBeVisibleAsync();
        await page.GetByLabel("附件").SetInputFilesAsync(new FilePayload
        {
            Name = "心电图.pdf", MimeType = "application/pdf", Buffer = [.. "%PDF-1.7\n"u8, .. new byte[300_000]],
        });
        await Expect(page.Locator("#attached li")).ToContainTextAsync("心电图.pdf");
        await Browser.Keep(page, "22-refer", whole: true);
        await page.GetByLabel("诊断编码").FillAsync("flu");
        await page.GetByText("提交转诊").ClickAsync();
        await Expect(page.GetByText("不是 ICD-10 编码")).ToBeVisibleAsync();
        await page.GetByLabel("诊断编码").FillAsync("I20.9");
        await page.GetByText("提交转诊").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "转诊已提交" })).ToBeVisibleAsync();
        var number = await page.Locator(".notice b").First.InnerTextAsync();
        number.ShouldStartWith("DX-RF-");

        var office = await browser.SignIn(_address, "yy1-referral-1");
        await office.GetByRole(AriaRole.Button, new() { Name = "本单位" }).ClickAsync();
        await office.Locator("tbody tr").Filter(new() { HasText = number }).GetByText("签收办理").ClickAsync();
        await office.GetByText("提交办理结果").WaitForAsync();
        await Expect(office.GetByText("反复胸闷一周")).ToBeVisibleAsync();
        await Expect(office.GetByText("欧阳修文")).ToBeVisibleAsync();
        await Expect(office.GetByText("附件 1")).ToBeVisibleAsync();
        await Browser.Keep(office, "23-referral-reception", whole: true);
        await office.GetByText("提交办理结果").ClickAsync();
        await Expect(office.GetByRole(AriaRole.Heading, new() { Name = "待办" })).ToBeVisibleAsync();

        var id = (await (await host.District.Integrator).Get("matters?q=" + number))["items"][0].GetProperty("id").GetGuid();
        (await host.District.Matter(id)).Text("status").ShouldBe("accepted");
        await page.GotoAsync("/refer?follows=" + id);
        await Expect(page.GetByLabel("姓名")).ToHaveValueAsync("欧阳修文");
        await page.GetByLabel("接收机构").SelectOptionAsync("up/DX-YY-02");
        await page.GetByText("存为草稿").ClickAsync();
        await Expect(page.GetByText("草稿已保存")).ToBeVisibleAsync();
        await page.GetByText("查看转诊单").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "该患者的其他转诊" })).ToBeVisibleAsync();
        await Expect(page.GetByText(number)).ToBeVisibleAsync();
        await Browser.Keep(page, "24-referral", whole: true);
    }
}

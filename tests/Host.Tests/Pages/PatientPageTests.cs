using Microsoft.Playwright;
using SmartCity.Host.Tests.Referrals.Patients;
using SmartCity.Host.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SmartCity.Host.Tests.Pages;

/// <summary>A doctor finds a patient and opens the record; whoever has no ground is refused.</summary>
[Collection(PagesHost.Name)]
public sealed class PatientPageTests(PagesHost host, Browser browser)
{
    [Fact]
    public async Task A_doctor_finds_a_patient_and_opens_the_record_and_a_stranger_does_not()
    {
        Browser.IsWanted();
        var (person, district) = (Person.New(), host.District);
        var id = await person.Register(district);
        var doctor = await district.As("sq1-doctor-1");
        (await doctor.Post($"patients/{id}/sections/history", new { fields = new { allergies = "青霉素", pastIllnesses = "高血压十年" } })).Expect(200);
        (await doctor.Post($"patients/{id}/sections/check-up", new { fields = new { bloodPressure = "132/84", bmi = "23.4" } })).Expect(200);
        (await doctor.Post($"patients/{id}/cards", new { medium = "physical" })).Expect(200);
        (await doctor.Post($"patients/{id}/consents", new { scope = new[] { "record" }, purpose = "consultation", unit = "DX-YY-02" })).Expect(200);

        var stranger = await browser.SignIn(district.Address, "yy1-doctor-1");
        await stranger.GotoAsync("/patients");
        await Expect(stranger.GetByText("输入条件查找患者")).ToBeVisibleAsync();
        await Find(stranger, person);
        await Expect(stranger.GetByText("输入条件查找患者")).ToHaveCountAsync(0);
        await Expect(stranger.Locator(".grid tbody tr")).ToHaveCountAsync(1);
        await Expect(stranger.Locator(".grid")).Not.ToContainTextAsync(person.Name);
        await stranger.GetByRole(AriaRole.Button, new() { Name = "打开档案" }).ClickAsync();
        await Expect(stranger.GetByText("本机构未在诊治该患者")).ToBeVisibleAsync();
        await Expect(stranger.GetByText(person.Name)).ToHaveCountAsync(0);

        var page = await browser.SignIn(district.Address, "sq1-doctor-1");
        await Find(page, person);
        await page.GetByRole(AriaRole.Button, new() { Name = "打开档案" }).ClickAsync();
        await Expect(page.Locator("#record")).ToContainTextAsync(person.Name);
        await Expect(page.GetByText("高血压十年")).ToBeVisibleAsync();
        await Expect(page.Locator("#reads + ul li").First).ToContainTextAsync("sq1-doctor-1");
        await Expect(page.Locator("#reads + ul")).ToContainTextAsync("已拒绝");
        page.Url.ShouldEndWith("/patients", Case.Insensitive, "nothing of the patient stands in the address");
        await Browser.Keep(page, "25-patient", whole: true);
    }

    private static async Task Find(IPage page, Person person)
    {
        await page.GotoAsync("/patients");
        await page.WaitForTimeoutAsync(1500);
        await page.GetByLabel("身份证号或健康卡号").FillAsync(person.IdNumber);
        await page.GetByRole(AriaRole.Button, new() { Name = "查找", Exact = true }).ClickAsync();
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SmartCity.Host.Notices;
using SmartCity.Host.Tests.GridCases;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Notices;

/// <summary>Who is told what, over every channel, once.</summary>
[Collection(NoticeHost.Name)]
public sealed class DeliveryTests(NoticeHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task Correction_acceptance_decision_and_what_follows_are_told_once_on_each_channel_in_the_right_words()
    {
        await host.GoTo(10);
        var id = await _district.File("drainage-permit", without: "drainage-plan");
        var number = await host.Number(id);
        (await _district.Do(id, "materials-check", "incomplete", form: f => f["missing"] = new JsonArray("drainage-plan"))).Expect(200);
        (await Channels(number, "approval.correction")).ShouldBe(["message-centre", "sms", "wechat"]);
        var asked = host.Adapters.Of("sms", number).ShouldHaveSingleItem();
        asked.Zh.ShouldContain("缺少：排水");
        asked.En.ShouldContain("lacks: ");
        asked.En.ShouldNotContain("drainage-plan", Case.Sensitive, "materials are named, not coded");
        asked.To.GetProperty("name").GetString().ShouldBe("张三");
        asked.To.GetProperty("phone").GetString().ShouldBe("13800001234");
        asked.Json.GetProperty("id").GetString().ShouldBe(asked.Key);
        Signed(asked);

        (await _district.Do(id, "correction", "supplied")).Expect(200);
        await _district.CarryTo(id, "first-check");
        (await Channels(number, "approval.accepted")).ShouldBe(["inbox", "message-centre", "sms", "wechat"]);
        await _district.CarryTo(id, null);
        (await Channels(number, "approval.granted")).ShouldBe(["message-centre", "sms", "wechat"]);
        (await Channels(number, "approval.ready")).ShouldBe(["message-centre", "sms", "wechat"]);
        (await Channels(number, "approval.rating")).ShouldBe(["message-centre", "wechat"]);

        host.Adapters.Of("sms", number).Select(c => c.Occasion)
            .ShouldBe(["approval.correction", "approval.accepted", "approval.granted", "approval.ready"], ignoreOrder: true);
        host.Adapters.Of("sms", number).Single(c => c.Occasion == "approval.granted").Zh.ShouldContain($"（{number}）已于");
        var messages = (await _district.Anonymous.Get($"progress/{number}/messages?phoneLast4=1234")).Expect(200)["items"].EnumerateArray().ToList();
        messages.Select(m => m.Of("occasion")).ShouldBe(
            ["approval.rating", "approval.ready", "approval.granted", "approval.accepted", "approval.correction"]);
        messages[^1].GetProperty("text").Of("zh").ShouldBe(asked.Zh);
        messages[^1].GetProperty("text").Of("en").ShouldBe(asked.En);
        messages[^1].GetProperty("title").Of("zh").ShouldBe("请补正申请材料");
    }

    [Fact]
    public async Task A_limit_that_nears_and_passes_reaches_inbox_mail_and_webhook_of_those_who_answer_for_it()
    {
        await host.GoTo(9);
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "first-check");
        var number = await host.Number(id);
        await _district.Advance("P40D");
        await host.GoTo(10);
        var near = await host.Sent(number, "limit.near");
        // Each clock once, and each on the three channels of the unit that has the task.
        near.GroupBy(n => n.Of("text")).ShouldAllBe(clock => clock.Count() == 3);
        near.ShouldAllBe(n => n.Of("unit") == "DX-SWJ");
        var mails = host.Mail.Mails.Where(m => m.Message.Headers["X-SmartCity-Notice"] is { } notice && near.Any(n => n.Of("id") == notice)).ToList();
        mails.Count.ShouldBe(near.Count / 3);
        mails.ShouldAllBe(m => m.To.Single() == "officer@example.org");
        mails[0].Message.Subject.ShouldStartWith("临近时限：");
        mails[0].Message.TextBody!.ShouldContain(number);
        mails.Select(m => m.Message.MessageId).ShouldBeUnique();
        host.Adapters.Of("staff", number).Where(c => c.Occasion == "limit.near").ShouldAllBe(c => c.To.Of("unit") == "DX-SWJ" && c.To.Of("phone") == null);

        var over = await host.Sent(number, "limit.over");
        over.ShouldContain(n => n.Of("unit") == "DX-SWJ" && n.Of("channel") == "email");
        over.ShouldContain(n => n.Of("unit") == null && n.Of("channel") == "inbox");
        host.Mail.Mails.ShouldContain(m => m.To.Single() == "water@example.org", "the approver has no address: the unit's is used");
        host.Mail.Mails.ShouldContain(m => m.To.Single() == "supervisor@example.org");
        (await Mine("supervisor-1")).ShouldContain(n => n.Of("occasion") == "limit.over" && n.Of("matterNumber") == number);
        (await Mine("swj-approver")).ShouldContain(n => n.Of("occasion") == "limit.over" && n.Of("matterNumber") == number);
        (await Mine("cgw-approver")).ShouldNotContain(n => n.Of("matterNumber") == number);
    }

    [Fact]
    public async Task A_case_is_told_to_its_reporter_and_to_the_unit()
    {
        await host.GoTo(10);
        var id = await _district.Report();
        var number = await host.Number(id);
        await _district.CarryTo(id, "acceptance");
        (await Channels(number, "case.accepted")).ShouldBe(["message-centre", "sms", "wechat"]);
        (await Channels(number, "case.dispatched")).ShouldBe(["inbox", "message-centre", "staff-webhook", "wechat"], "no unit's address is known");
        await _district.CarryTo(id, null);
        (await Channels(number, "case.closed")).ShouldBe(["message-centre", "sms", "wechat"]);
        host.Adapters.Of("sms", number).Select(c => c.Occasion).ShouldBe(["case.accepted", "case.closed"], ignoreOrder: true);
        var anonymous = await _district.Report(CaseReports.Refuse(anonymous: true));
        await _district.CarryTo(anonymous, "acceptance");
        (await Channels(await host.Number(anonymous), "case.dispatched")).ShouldBe(["inbox", "staff-webhook"], "nobody is known who could be told");
    }

    [Fact]
    public async Task No_column_holds_who_the_citizens_are()
    {
        var id = await _district.File("drainage-permit", without: "identity");
        (await _district.Do(id, "materials-check", "incomplete", form: f =>
        {
            f["missing"] = new JsonArray("identity");
            f["explanation"] = "张三，13800001234，请补交身份证 11010519491231002X";
        })).Expect(200);
        var reported = await _district.Report();
        await _district.CarryTo(reported, "acceptance");
        await host.Sent(await host.Number(id), "approval.correction");
        await host.Sent(await host.Number(reported), "case.accepted");
        var rows = await host.Host.Sql.Rows("select n::text from desk.notices n");
        rows.Count.ShouldBeGreaterThan(5);
        foreach (var secret in (string[])["张三", "13800001234", "1234", "11010519491231002X", "路边"])
            rows.Where(row => row.Contains(secret, StringComparison.Ordinal) && !(secret == "1234" && !row.Contains("0001234", StringComparison.Ordinal)))
                .ShouldBeEmpty(secret);
    }

    [Fact]
    public async Task A_wrong_telephone_and_a_wrong_number_see_nothing_and_look_the_same()
    {
        var id = await _district.File("drainage-permit");
        var number = await host.Number(id);
        var wrong = (await _district.Anonymous.Get($"progress/{number}/messages?phoneLast4=4321")).Refused(404, "progress.not-found");
        (await _district.Anonymous.Get("progress/DX-AP-20200101-000001/messages?phoneLast4=1234")).Refused(404, "progress.not-found").Body.ShouldBe(wrong.Body);
        (await _district.Anonymous.Get($"progress/{number}/messages")).Refused(404, "progress.not-found").Body.ShouldBe(wrong.Body);
        (await _district.Anonymous.Get($"progress/{number}?phoneLast4=4321")).Body.ShouldBe(wrong.Body);
        (await _district.Anonymous.Get($"progress/{number}/messages?phoneLast4=1234")).Expect(200)["items"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_is_read_is_no_longer_counted_for_who_read_it_and_for_nobody_else()
    {
        var id = await _district.File("drainage-permit");
        await _district.CarryTo(id, "first-check");
        await host.Sent(await host.Number(id), "approval.accepted");
        var (officer, colleague) = (await _district.As("swj-officer-1"), await _district.As("swj-officer-2"));
        var before = (await officer.Get("notices/mine")).Expect(200);
        var others = (await colleague.Get("notices/mine"))["unread"].GetInt32();
        var notice = before["items"].EnumerateArray().First(n => n.GetProperty("matterId").GetGuid() == id);
        notice.GetProperty("read").GetBoolean().ShouldBeFalse();
        (await officer.Post($"notices/{notice.Of("id")}/read")).Expect(204);
        (await officer.Post($"notices/{notice.Of("id")}/read")).Expect(204);
        var after = (await officer.Get("notices/mine")).Expect(200);
        after["unread"].GetInt32().ShouldBe(before["unread"].GetInt32() - 1);
        after["items"].EnumerateArray().Single(n => n.Of("id") == notice.Of("id")).GetProperty("read").GetBoolean().ShouldBeTrue();
        (await colleague.Get("notices/mine"))["unread"].GetInt32().ShouldBe(others);
        (await (await _district.As("cgw-officer-1")).Post($"notices/{notice.Of("id")}/read")).Refused(404, "notice.not-found");
        (await officer.Get("notices")).Expect(403);
        (await officer.Post($"notices/{notice.Of("id")}/retry")).Expect(403);
        var supervisor = await _district.As("supervisor-1");
        (await supervisor.Post($"notices/{notice.Of("id")}/retry")).Refused(409, "notice.already-sent");
        (await supervisor.Post($"notices/{Guid.NewGuid()}/retry")).Refused(404, "notice.not-found");
        (await supervisor.Get("notices?state=gone")).Refused(400, "request.unknown-word");
        (await supervisor.Get("notices?occasion=gone")).Refused(400, "request.unknown-word");
        (await supervisor.Get("notices?cursor=x")).Refused(400, "request.bad-cursor");
        var first = (await supervisor.Get("notices?limit=1")).Expect(200);
        var second = (await supervisor.Get($"notices?limit=1&cursor={first.Text("nextCursor")}")).Expect(200);
        second["items"][0].Of("id").ShouldNotBe(first["items"][0].Of("id"));
    }

    private async Task<IReadOnlyList<string>> Channels(string number, string occasion) =>
        [.. (await host.Sent(number, occasion)).Select(n => n.Of("channel")!).Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<System.Text.Json.JsonElement>> Mine(string username) =>
        [.. (await (await _district.As(username)).Get("notices/mine?limit=200")).Expect(200)["items"].EnumerateArray()];

    private static void Signed(Call call)
    {
        var seconds = long.Parse(call.Signature.Split(',')[0][2..], CultureInfo.InvariantCulture);
        call.Signature.ShouldBe(WebhookSender.Signature(Adapters.Secret, seconds, Encoding.UTF8.GetBytes(call.Body)));
        (DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(seconds)).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }
}

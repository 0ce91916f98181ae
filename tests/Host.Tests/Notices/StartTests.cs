using Microsoft.Extensions.Configuration;
using SmartCity.Host.Identity;
using SmartCity.Host.Notices;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Notices;

/// <summary>What is wrong with words or settings is said at the start, and not when somebody should be told.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("templates.v1.json", "{dueOn} 前作出决定", "{when} 前作出决定", "{when}")]
    [InlineData("templates.v1.json", "\"approval.rating\"", "\"approval.raiting\"", "approval.raiting")]
    [InlineData("channels.json", "\"21:00\"", "\"21 Uhr\"", "21 Uhr")]
    [InlineData("channels.json", "\"message-centre\", \"wechat\"", "\"message-centre\", \"inbox\"", "inbox")]
    public async Task A_file_that_breaks_a_rule_stops_the_start(string file, string old, string changed, string named)
    {
        using var catalog = new TestCatalog();
        var path = Path.Combine(catalog.Folder, "notices", file);
        var text = File.ReadAllText(path);
        text.ShouldContain(old);
        File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));
        var database = await Databases.New();
        var refused = await Should.ThrowAsync<StartRefusedException>(() => RunningHost.Start(database, more: catalog.Setting));
        refused.Message.ShouldContain(named);
        await Databases.Drop(database);
    }

    [Theory]
    [InlineData("Webhooks:Sms:Url", "http://sms.example.org/send", "Url")]
    [InlineData("Webhooks:Sms:Url", "https://sms.example.org/send", "Secret")]
    [InlineData("Smtp:Host", "mail.example.org", "From")]
    [InlineData("LeaseSeconds", "5", "LeaseSeconds")]
    [InlineData("Addresses:Units:DX-SWJ", "nobody", "DX-SWJ")]
    public void A_setting_that_is_missing_or_unsafe_is_refused(string name, string value, string named)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Notices:{name}", value)]).Build();
        Should.Throw<StartRefusedException>(() => NoticeSettings.From(configuration)).Message.ShouldContain(named);
    }

    [Fact]
    public async Task What_happened_before_there_were_notices_is_told_to_nobody()
    {
        await using var host = await RunningHost.Start();
        await host.Sql.Execute("update desk.notices_since set sequence = 1000000000");
        await host.District.CarryTo(await host.District.File("drainage-permit"), "first-check");
        await host.Sql.Execute("update desk.notices_since set sequence = (select max(seq_id) from ledger.mt_events)");
        var later = await host.District.File("drainage-permit");
        await host.District.CarryTo(later, "first-check");
        await NoticeHost.Until(
            async () => await host.Sql.Value<long>($"select count(*) from desk.notices where matter_id = '{later}'") == 2, () => "the later one is told");
        (await host.Sql.Value<long>($"select count(*) from desk.notices where matter_kind = 'approval' and matter_id <> '{later}'")).ShouldBe(0);
    }

    [Fact]
    public void Without_settings_nothing_leaves_the_house()
    {
        var settings = NoticeSettings.From(new ConfigurationBuilder().Build());
        settings.Serves("message-centre").ShouldBeTrue();
        settings.Serves("inbox").ShouldBeTrue();
        foreach (var channel in (string[])["sms", "wechat", "email", "staff-webhook"]) settings.Serves(channel).ShouldBeFalse();
    }

    [Fact]
    public void Mail_in_clear_is_for_a_loopback_address_only()
    {
        NoticeSettings Of(string host) => NoticeSettings.From(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Notices:Smtp:Host", host), new("Notices:Smtp:Security", "none"), new("Notices:Smtp:From", "a@example.org"),
        ]).Build());
        Of("127.0.0.1").Smtp!.Port.ShouldBe(587);
        Should.Throw<StartRefusedException>(() => Of("mail.example.org")).Message.ShouldContain("Security");
    }
}

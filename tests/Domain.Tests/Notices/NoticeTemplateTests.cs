using NodaTime;
using SmartCity.Domain.Notices;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Tests.Approvals;

namespace SmartCity.Domain.Tests.Notices;

/// <summary>Words of notices: names in braces, versions with validity.</summary>
public sealed class NoticeTemplateTests
{
    private static readonly NoticeOccasion Accepted = new("x.accepted", NoticeAudiences.Citizen, "dueOn");
    private static readonly LocalizedText Words = new("{number} 已受理，{dueOn} 前办结", "{number} is accepted, done by {dueOn}");
    private static readonly Dictionary<string, LocalizedText> Values =
        new() { ["number"] = new("甲1", "A1"), ["dueOn"] = new("2026-03-10", "2026-03-10") };

    [Fact]
    public void Names_in_braces_are_replaced_in_both_languages()
    {
        var (title, text) = new NoticeTemplate("x.accepted", "citizen", new("好", "Good"), Words).Render(Values);
        title.ShouldBe(new("好", "Good"));
        text.ShouldBe(new("甲1 已受理，2026-03-10 前办结", "A1 is accepted, done by 2026-03-10"));
    }

    [Fact]
    public void What_a_value_says_is_not_read_as_a_name() =>
        NoticeText.Render("{a}{b}", name => name == "a" ? "{b}" : "B").ShouldBe("{b}B");

    [Fact]
    public void What_is_not_known_reads_as_a_dash() => NoticeText.Render("到 {x} 为止", _ => null).ShouldBe("到 — 为止");

    [Theory]
    [InlineData("{nobody}", "nobody")]
    [InlineData("{number", "brace")]
    [InlineData("number}", "brace")]
    [InlineData("", "empty")]
    public void A_template_that_could_not_be_filled_in_is_refused(string text, string why) =>
        Should.Throw<FormatException>(() => Book(File(1, "2026-01-01", new(text, "x")))).Message.ShouldContain(why);

    [Fact]
    public void An_occasion_without_words_or_words_without_an_occasion_are_refused()
    {
        Should.Throw<FormatException>(() => Book(new NoticeTemplateFile(1, new(2026, 1, 1), new("a", "a"), []))).Message.ShouldContain("missing");
        Should.Throw<FormatException>(() => new NoticeTemplates([File(1, "2026-01-01")], [])).Message.ShouldContain("no such occasion");
        Should.Throw<FormatException>(() => Book(File(1, "2026-01-01"), File(1, "2026-02-01"))).Message.ShouldContain("twice");
        Should.Throw<FormatException>(() => Book()).Message.ShouldContain("no templates");
    }

    [Fact]
    public void The_version_of_the_day_is_the_one_that_is_used()
    {
        var book = Book(File(1, "2026-01-01"), File(2, "2026-06-01", to: "2026-12-31"));
        book.Find(Accepted, new(2026, 5, 31)).Name.ShouldBe("x.accepted@1");
        book.Find(Accepted, new(2026, 6, 1)).Name.ShouldBe("x.accepted@2");
        book.Find(Accepted, new(2027, 1, 1)).Name.ShouldBe("x.accepted@1", "the later one has run out");
    }

    [Fact]
    public void Where_no_version_is_in_force_the_newest_that_began_still_has_words()
    {
        var book = Book(File(1, "2026-01-01", to: "2026-05-31"), File(2, "2026-06-01", to: "2026-12-31"));
        book.InForce(new(2027, 1, 1)).ShouldBeFalse();
        book.Find(Accepted, new(2027, 1, 1)).Name.ShouldBe("x.accepted@2");
        book.Find(Accepted, new(2025, 12, 31)).Name.ShouldBe("x.accepted@1");
    }

    [Fact]
    public void Days_without_words_between_two_versions_are_refused()
    {
        Should.Throw<FormatException>(() => Book(File(1, "2026-01-01", to: "2026-05-30"), File(2, "2026-06-01")))
            .Message.ShouldContain("2026-05-30");
        _ = Book(File(1, "2026-01-01"), File(2, "2026-02-01", to: "2026-02-28"), File(3, "2026-06-01"));
    }

    [Fact]
    public void What_ships_has_words_and_a_way_for_every_occasion_that_there_is()
    {
        var folder = Path.Combine(ShippedCatalogue.Folder, "notices");
        var file = CatalogueJson.Parse<NoticeTemplateFile>(System.IO.File.ReadAllText(Path.Combine(folder, "templates.v1.json")));
        _ = new NoticeTemplates([file], Told.Occasions);
        var plan = new NoticePlan(
            CatalogueJson.Parse<NoticePlanFile>(System.IO.File.ReadAllText(Path.Combine(folder, "channels.json"))), Told.Occasions);
        foreach (var occasion in Told.Occasions)
            plan.Channels(occasion)[0].ShouldBe(
                occasion.Audience == NoticeAudiences.Citizen ? NoticeChannels.MessageCentre : NoticeChannels.Inbox, occasion.Code);
        Told.Occasions.Select(o => (o.Code, o.Audience)).ShouldBeUnique();
    }

    private static NoticeTemplates Book(params NoticeTemplateFile[] files) => new(files, [Accepted]);

    private static NoticeTemplateFile File(int version, string from, LocalizedText? text = null, string? to = null) => new(
        version, Day(from), new("来源", "Source"), [new("x.accepted", "citizen", new("标题", "Title"), text ?? Words)],
        to is null ? null : Day(to));

    private static LocalDate Day(string day) => NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
}

using NodaTime;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Tests.GridCases.Catalogue;

public sealed class CaseKindTests
{
    private static readonly CaseKindDirectory Directory = new()
    {
        StandardRef = "STD-1", Version = 1, Title = new("目录", "Directory"), ValidFrom = new(2026, 1, 1),
        Source = new("试验", "test"), Certainty = new("高", "high"),
        Majors = [new("event-06", new("市容环境", "City appearance"))],
        Kinds = [new("event-06010", "event-06", new("暴露垃圾", "Exposed refuse"))],
    };

    private static readonly CaseKindCatalogue Published = Given(Directory);

    private static CaseKindCatalogue Given(params CaseKindDirectory[] directories) => directories.Aggregate(
        CaseKindCatalogue.Empty, (state, d) => CaseKindCatalogue.Evolve(state, new CaseKindsPublished(d)));

    private static Decision Publish(CaseKindDirectory directory, CaseKindCatalogue? state = null) =>
        CaseKindDecider.Publish(state ?? CaseKindCatalogue.Empty, new(directory));

    [Fact]
    public void A_directory_is_published_whole() => Publish(Directory).Events.ShouldBe([new CaseKindsPublished(Directory)]);

    [Fact]
    public void The_same_again_changes_nothing()
    {
        var again = Publish(CatalogueJson.Parse<CaseKindDirectory>(CatalogueJson.Write(Directory)), Published);
        again.Refusal.ShouldBeNull();
        again.Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_version_follows_the_one_before()
    {
        var next = Directory with { Version = 2, ValidFrom = new(2027, 1, 1) };
        Publish(Directory with { Kinds = [] }, Published).Refusal!.Code.ShouldBe("case-kinds.version-exists");
        Publish(next with { Version = 3 }, Published).Refusal!.Code.ShouldBe("case-kinds.version-not-next");
        Publish(next with { ValidFrom = new(2026, 1, 1) }, Published).Refusal!.Code.ShouldBe("case-kinds.validity-overlaps");
        var both = CaseKindCatalogue.Evolve(Published, Publish(next, Published).Events.Single());
        both.InForce(new LocalDate(2026, 12, 31)).Single().Version.ShouldBe(1);
        both.InForce(new LocalDate(2027, 1, 1)).Single().Version.ShouldBe(2);
        both.LastDay(Directory).ShouldBe(new LocalDate(2026, 12, 31));
    }

    [Fact]
    public void A_code_stands_once_on_a_day()
    {
        var other = Directory with { StandardRef = "STD-2", ValidFrom = new(2026, 7, 1) };
        Publish(other, Published).Refusal!.Code.ShouldBe("case-kinds.code-twice");
        Publish(other, Given(Directory with { ValidTo = new(2026, 6, 30) })).Refusal.ShouldBeNull();
        Publish(other with { ValidFrom = new(2025, 1, 1), ValidTo = new(2025, 12, 31) }, Published).Refusal.ShouldBeNull();
        Publish(Directory with { Kinds = [.. Directory.Kinds, .. Directory.Kinds] }).Refusal!.Code.ShouldBe("case-kinds.code-twice");
    }

    [Fact]
    public void A_kind_that_belongs_to_nothing_is_refused()
    {
        Publish(Directory with { Kinds = [new("event-07001", "event-07", new("一", "One"))] }).Refusal!.Sentence.En.ShouldContain("event-07001.major");
        Publish(Directory with { Kinds = [new("part-0601", "event-06", new("一", "One"))] }).Refusal!.Code.ShouldBe("case-kinds.field-invalid");
        Publish(Directory with { Kinds = [new("thing-1", "event-06", new("一", "One"))] }).Refusal!.Code.ShouldBe("case-kinds.field-invalid");
        Publish(Directory with { Kinds = [] }).Refusal!.Code.ShouldBe("case-kinds.field-invalid");
        Publish(Directory with { ValidTo = new(2025, 1, 1) }).Refusal!.Code.ShouldBe("case-kinds.field-invalid");
    }
}

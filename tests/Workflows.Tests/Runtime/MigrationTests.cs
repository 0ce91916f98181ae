using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows.Runtime;

namespace SmartCity.Workflows.Tests.Runtime;

public sealed class MigrationTests
{
    private readonly ProcessRegistry _registry = new();

    [Fact]
    public void A_matter_goes_on_in_the_newer_version()
    {
        var walk = Begun(
            Simple(), new Draft().Start().End().User("a").User("more").Flow("s -> a -> more -> e"));
        walk.Add(Moved(walk, []));
        Complete(walk).ShouldBeTrue();
        walk.State.WorkItems.Values.Single().Element.ShouldBe("more");
        walk.State.Key.Version.ShouldBe(2);
        walk.StopAndReplay();
        walk.State.Key.Version.ShouldBe(2);
    }

    [Fact]
    public void A_renamed_task_maps_by_the_map()
    {
        var walk = Begun(Simple(), new Draft().Start().End().User("b").Flow("s -> b -> e"));
        Refused(walk, []).Sentence.En.ShouldBe("Element 'a': The new version has no such element.");
        walk.Add(Moved(walk, new() { ["a"] = "b" }));
        walk.State.WorkItems.Values.Single().Element.ShouldBe("b");
        Complete(walk).ShouldBeTrue();
        walk.State.Ended.ShouldBeTrue();
    }

    [Fact]
    public void A_task_that_became_another_thing_is_refused() =>
        Refused(Begun(Simple(), new Draft().Start().End().Service("a").Flow("s -> a -> e")), [])
            .Sentence.En.ShouldBe("Element 'a': It is a serviceTask in the new version, and was a userTask.");

    [Fact]
    public void A_task_that_moved_into_a_sub_process_is_refused() =>
        Refused(Begun(Simple(), new Draft().Start().End().Open("p").Start("ps").User("a").End("pe").Flow("ps -> a -> pe")
            .Close().Flow("s -> p -> e")), []).Code.ShouldBe("process.cannot-migrate");

    [Fact]
    public void A_timer_without_counterpart_is_refused() =>
        Refused(Begun(Simple().Timer("t", "a").Flow("t -> e"), Simple()), []).Element.ShouldBe("t");

    [Fact]
    public void A_token_at_a_join_keeps_the_way_it_came_by()
    {
        static Draft Join(string extra) => new Draft().Start().End().User("a").User("b").And("split", "join")
            .Flow("s -> split").Flow("split -> a -> join").Flow("split -> b -> join -> e").Raw(extra);
        var walk = Begun(Join(""), Join("<documentation>2</documentation>"));
        Complete(walk).ShouldBeTrue();
        walk.Add(Moved(walk, []));
        Complete(walk).ShouldBeTrue();
        walk.State.Ended.ShouldBeTrue();
    }

    [Fact]
    public void The_version_it_is_on_already_changes_nothing()
    {
        var walk = Begun(Simple(), Simple());
        Engine.Migrate(walk.State, walk.State.Key, new Dictionary<string, string>(), "li").Events.ShouldBeEmpty();
    }

    private ProcessEngine Engine => new(_registry);

    private static Draft Simple() => new Draft().Start().End().User("a").Flow("s -> a -> e");

    private Walk Begun(Draft first, Draft second)
    {
        _registry.Add(first.Source()).ShouldBeEmpty();
        _registry.Add(second.Source(2)).ShouldBeEmpty();
        var walk = new Walk(Engine, new("draft", 1), ProcessFacts.None);
        walk.Start();
        return walk;
    }

    private object Moved(Walk walk, Dictionary<string, string> map) => Move(walk, map).Events.Single();

    private ProcessCannotMigrate Refused(Walk walk, Dictionary<string, string> map) =>
        Move(walk, map).Refusal.ShouldBeOfType<ProcessCannotMigrate>();

    private Decision Move(Walk walk, Dictionary<string, string> map) =>
        Engine.Migrate(walk.State, new("draft", 2), map, "li");

    private static bool Complete(Walk walk) =>
        walk.Send(new WorkItemCompleted(walk.State.WorkItems.Values.MinBy(x => x.Element)!.Id, "complete", "li"));
}

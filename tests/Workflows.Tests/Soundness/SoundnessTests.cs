using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Tests.Soundness;

public sealed class SoundnessTests
{
    [Fact]
    public void A_choice_before_a_parallel_join_is_a_deadlock_named_at_the_join() =>
        Faults(new Draft().Start().End().User("a").User("b").Xor("split").And("join")
            .Flow("s -> split").Flow("split -> a", "outcome = \"x\"").Default("split", "b")
            .Flow("a -> join").Flow("b -> join -> e"))
            .ShouldContain(x => x.Element == "join" && x.Cause.En.Contains("stop here for ever"));

    [Fact]
    public void A_missing_join_would_ask_twice() =>
        Faults(new Draft().Start().End().User("a").User("b").User("after").And("split").Xor("merge")
            .Flow("s -> split").Flow("split -> a -> merge").Flow("split -> b -> merge").Flow("merge -> after -> e"))
            .ShouldContain(x => x.Element == "e" && x.Cause.En.Contains("a join is missing"));

    [Fact]
    public void A_task_behind_a_join_that_never_fires_is_dead()
    {
        var faults = Faults(new Draft().Start().End().End("e2").User("a").User("b").User("after").Xor("split").And("join")
            .Flow("s -> split").Flow("split -> a", "x").Default("split", "b")
            .Flow("a -> join").Flow("b -> join").Flow("join -> after -> e").Timer("t", "b").Flow("t -> e2"));
        faults.ShouldContain(x => x.Element == "after" && x.Cause.En.Contains("never be reached"));
    }

    [Fact]
    public void An_exclusive_merge_of_an_inclusive_split_is_refused() =>
        Faults(new Draft().Start().End().User("a").User("b").User("after").Or("split").Xor("merge")
            .Flow("s -> split").Flow("split -> a", "x").Flow("split -> b", "y").Default("split", "merge")
            .Flow("a -> merge").Flow("b -> merge").Flow("merge -> after -> e"))
            .ShouldContain(x => x.Cause.En.Contains("a join is missing"));

    [Fact]
    public void A_loop_out_of_a_parallel_block_is_refused() =>
        Faults(new Draft().Start().End().User("a").User("b").And("split", "join").Xor("again", "begin")
            .Flow("s -> begin -> split").Flow("split -> a -> again").Flow("again -> begin", "x").Default("again", "join")
            .Flow("split -> b -> join -> e"))
            .ShouldNotBeEmpty();

    [Fact]
    public void A_timer_beside_that_leads_back_into_the_main_way_is_refused() =>
        Faults(new Draft().Start().End().User("a").User("b").Timer("t", "a", beside: true)
            .Flow("s -> a -> b -> e").Flow("t -> b"))
            .ShouldContain(x => x.Cause.En.Contains("a join is missing"));

    [Fact]
    public void Inclusive_joins_may_be_nested() =>
        Faults(new Draft().Start().End().User("a").User("b").User("c").Or("o1", "o2", "j2", "j1")
            .Flow("s -> o1").Flow("o1 -> c", "x").Default("o1", "o2").Flow("o2 -> a", "x").Default("o2", "b")
            .Flow("a -> j2").Flow("b -> j2 -> j1").Flow("c -> j1 -> e"))
            .ShouldBeEmpty();

    [Fact]
    public void A_reminder_beside_a_task_in_a_loop_is_sound() =>
        Faults(new Draft().Start().End().End("e2").User("a").User("read").Xor("begin", "again").Timer("t", "a", beside: true)
            .Flow("s -> begin -> a -> again").Flow("again -> begin", "x").Default("again", "e").Flow("t -> read -> e2"))
            .ShouldBeEmpty();

    [Fact]
    public void A_deadlock_behind_a_reminder_is_found() =>
        Faults(new Draft().Start().End().End("e2").User("a").User("b").User("c").Xor("which").And("join")
            .Timer("t", "a", beside: true).Flow("s -> a -> e").Flow("t -> which").Flow("which -> b", "x")
            .Default("which", "c").Flow("b -> join").Flow("c -> join -> e2"))
            .ShouldContain(x => x.Element == "join");

    [Fact]
    public void A_fault_inside_a_sub_process_is_found() =>
        Faults(new Draft().Start().End().Open("inner").Start("is").End("ie").And("join").Xor("split").User("a").User("b")
            .Flow("is -> split").Flow("split -> a", "x").Default("split", "b").Flow("a -> join").Flow("b -> join -> ie")
            .Close().Flow("s -> inner -> e"))
            .ShouldContain(x => x.Element == "join");

    [Fact]
    public void An_inclusive_join_may_stand_behind_any_split() =>
        Faults(new Draft().Start().End().User("a").User("b").User("c").And("split").Or("join").Xor("which")
            .Flow("s -> split").Flow("split -> a -> join").Flow("split -> which").Flow("which -> b", "x")
            .Default("which", "c").Flow("b -> join").Flow("c -> join -> e"))
            .ShouldBeEmpty();

    [Fact]
    public void A_loop_in_which_nothing_waits_is_refused() =>
        Faults(new Draft().Start().End().Service("again").Xor("merge", "good")
            .Flow("s -> merge -> again -> good").Flow("good -> merge", "x").Default("good", "e"))
            .ShouldContain(x => x.Cause.En.Contains("waits for no person"));

    [Fact]
    public void Ends_may_be_many() =>
        Faults(new Draft().Start().End().End("e2").User("a").User("b").And("split")
            .Flow("s -> split").Flow("split -> a -> e").Flow("split -> b -> e2"))
            .ShouldBeEmpty();

    private static IReadOnlyList<DefinitionError> Faults(Draft draft) => draft.Errors();
}

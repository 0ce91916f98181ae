using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows.Runtime;

namespace SmartCity.Workflows.Tests.Runtime;

public sealed class WorkItemTests
{
    private static readonly Actor Li = new("li", "李", ["clerk"], "U", "web");
    private static readonly Actor Wang = new("wang", "王", ["clerk"], "U", "web");
    private static readonly Actor Boss = new("zhao", "赵", ["supervisor", "administrator"], "U", "web");
    private static readonly Actor Stranger = new("sun", "孙", ["clerk"], "V", "web");

    private readonly Walk _walk;
    private readonly Guid _id;

    public WorkItemTests()
    {
        var registry = new ProcessRegistry();
        registry.Add(new Draft().Start().End().User("a").Timer("t", "a").Flow("t -> e").Flow("s -> a -> e").Source())
            .ShouldBeEmpty();
        _walk = new(new ProcessEngine(registry), new("draft", 1), ProcessFacts.None);
        _walk.Start();
        _id = _walk.State.WorkItems.Keys.Single();
    }

    [Fact]
    public void One_who_may_claims_an_open_task()
    {
        Do(WorkItemDecider.Claim(_walk.State, _id, Li));
        (_walk.State.WorkItems[_id].Status, _walk.State.WorkItems[_id].ClaimedBy).ShouldBe((WorkItemStatus.Claimed, "li"));
    }

    [Fact]
    public void Of_two_clerks_one_wins()
    {
        Do(WorkItemDecider.Claim(_walk.State, _id, Li));
        WorkItemDecider.Claim(_walk.State, _id, Wang).Refusal!.Code.ShouldBe("task.already-claimed");
    }

    [Fact]
    public void A_second_claim_by_the_same_person_stays_quiet()
    {
        Do(WorkItemDecider.Claim(_walk.State, _id, Li));
        WorkItemDecider.Claim(_walk.State, _id, Li).ShouldBeSameAs(Decision.Nothing);
    }

    [Fact]
    public void No_other_role_and_no_other_unit_claims_it()
    {
        WorkItemDecider.Claim(_walk.State, _id, Boss).Refusal!.Code.ShouldBe("task.wrong-role");
        WorkItemDecider.Claim(_walk.State, _id, Stranger).Refusal!.Code.ShouldBe("task.wrong-unit");
        WorkItemDecider.Claim(_walk.State, Guid.Empty, Li).Refusal!.Code.ShouldBe("task.not-found");
        WorkItemDecider.Claim(null, _id, Li).Refusal!.Code.ShouldBe("task.not-found");
    }

    [Fact]
    public void A_released_task_is_open_again()
    {
        Do(WorkItemDecider.Claim(_walk.State, _id, Li));
        WorkItemDecider.Release(_walk.State, _id, Wang).Refusal!.Code.ShouldBe("task.not-claimed-by-you");
        Do(WorkItemDecider.Release(_walk.State, _id, Li));
        _walk.State.WorkItems[_id].Status.ShouldBe(WorkItemStatus.Open);
        WorkItemDecider.Release(_walk.State, _id, Li).ShouldBeSameAs(Decision.Nothing);
    }

    [Fact]
    public void A_task_goes_to_a_colleague_who_may_do_it()
    {
        WorkItemDecider.Delegate(_walk.State, _id, Li, Wang).Refusal!.Code.ShouldBe("task.not-claimed-by-you");
        Do(WorkItemDecider.Claim(_walk.State, _id, Li));
        WorkItemDecider.Delegate(_walk.State, _id, Li, Stranger).Refusal!.Code.ShouldBe("task.delegate-not-entitled");
        Do(WorkItemDecider.Delegate(_walk.State, _id, Li, Wang));
        _walk.State.WorkItems[_id].ClaimedBy.ShouldBe("wang");
        WorkItemDecider.Delegate(_walk.State, _id, Li, Wang).ShouldBeSameAs(Decision.Nothing);
    }

    [Fact]
    public void Only_who_claimed_it_completes_it()
    {
        WorkItemDecider.NotCompletable(_walk.State, _id, Li)!.Code.ShouldBe("task.not-claimed-by-you");
        Do(WorkItemDecider.Claim(_walk.State, _id, Li));
        WorkItemDecider.NotCompletable(_walk.State, _id, Li).ShouldBeNull();
        WorkItemDecider.NotCompletable(_walk.State, _id, Wang)!.Code.ShouldBe("task.not-claimed-by-you");
    }

    [Fact]
    public void A_completion_is_taken_back_while_nobody_acted_on_it()
    {
        var walk = Two();
        var (first, other) = (walk.State.WorkItems.Values.First(x => x.Element == "a"), walk.State.WorkItems.Values.First(x => x.Element == "b"));
        Do(walk, WorkItemDecider.Claim(walk.State, first.Id, Li));
        walk.Send(new WorkItemCompleted(first.Id, "complete", "li")).ShouldBeTrue();
        Do(walk, WorkItemDecider.Claim(walk.State, other.Id, Wang));
        WorkItemDecider.Reopen(walk.State, first.Id, Wang, "?").Refusal!.Code.ShouldBe("task.not-claimed-by-you");
        Do(walk, WorkItemDecider.Reopen(walk.State, first.Id, Li, "误操作"));
        walk.State.WorkItems.Values.Select(x => (x.Element, x.ClaimedBy)).Order().ShouldBe([("a", "li"), ("b", "wang")]);
        WorkItemDecider.Reopen(walk.State, first.Id, Li, "误操作").ShouldBeSameAs(Decision.Nothing);
        var before = Walk.Text(walk.State);
        walk.StopAndReplay();
        Walk.Text(walk.State).ShouldBe(before);
        walk.Send(new WorkItemCompleted(first.Id, "complete", "li")).ShouldBeTrue();
        walk.State.WorkItems.Values.Select(x => x.Element).Order().ShouldBe(["b", "next"]);
    }

    [Fact]
    public void A_completion_that_somebody_acted_on_is_not_taken_back()
    {
        var walk = Two();
        var first = walk.State.WorkItems.Values.First(x => x.Element == "a");
        walk.Send(new WorkItemCompleted(first.Id, "complete", "li")).ShouldBeTrue();
        Do(walk, WorkItemDecider.Claim(walk.State, walk.State.WorkItems.Values.First(x => x.Element == "next").Id, Wang));
        WorkItemDecider.Reopen(walk.State, first.Id, Li, "").Refusal!.Code.ShouldBe("task.cannot-reopen");
        walk.Send(new WorkItemCompleted(walk.State.WorkItems.Values.First(x => x.Element == "b").Id, "complete", "wang"));
        WorkItemDecider.Reopen(walk.State, first.Id, Li, "").Refusal!.Code.ShouldBe("task.cannot-reopen");
    }

    [Fact]
    public void Timers_move_with_the_calendar()
    {
        var timer = _walk.State.Timers.Values.Single();
        var later = timer.DueAt + Duration.FromDays(3);
        _walk.Add(new TimersRescheduled(
            new Dictionary<string, Instant> { [timer.Id] = later, ["gone"] = later },
            new Dictionary<Guid, Instant> { [_id] = later, [Guid.Empty] = later }, "2027"));
        _walk.State.Timers.Values.Single().DueAt.ShouldBe(later);
        _walk.State.WorkItems.Values.Single().DueAt.ShouldBe(later);
        _walk.Send(new TimerElapsed(timer.Id)).ShouldBeTrue();
        _walk.State.Ended.ShouldBeTrue();
    }

    [Fact]
    public void Every_event_folds_onto_nothing_and_onto_an_ended_process()
    {
        var events = new object[]
        {
            new WorkItemClaimed(_id, "x"), new WorkItemReleased(_id, "x"), new WorkItemDelegated(_id, "x", "y"),
            new WorkItemReopened(_id, "x", "", []),
            new TimersRescheduled(new Dictionary<string, Instant>(), new Dictionary<Guid, Instant>(), ""),
            new ProcessMigrated(new("draft", 1), new("draft", 2), new Dictionary<string, string>(), "x"), "something else",
        };
        _walk.Send(new WorkItemCompleted(_id, "complete", "li"));
        foreach (var e in events)
        {
            ProcessState.Evolve(null, e).ShouldBeNull();
            ProcessState.Evolve(_walk.State, e)!.Ended.ShouldBeTrue();
        }
    }

    /// <summary>Tasks a and b side by side; next follows a.</summary>
    private static Walk Two()
    {
        var registry = new ProcessRegistry();
        registry.Add(new Draft().Start().End().User("a").User("b").User("next").And("split", "join")
            .Flow("s -> split").Flow("split -> a -> next -> join").Flow("split -> b -> join -> e").Source()).ShouldBeEmpty();
        var walk = new Walk(new ProcessEngine(registry), new("draft", 1), ProcessFacts.None);
        walk.Start();
        return walk;
    }

    private void Do(Decision decision) => Do(_walk, decision);

    private static void Do(Walk walk, Decision decision)
    {
        decision.Refusal.ShouldBeNull();
        foreach (var e in decision.Events)
            walk.Add(e);
    }
}

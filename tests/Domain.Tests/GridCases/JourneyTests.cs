using NodaTime;
using SmartCity.Application.GridCases;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>The shipped process, every way.</summary>
public sealed class JourneyTests
{
    private static readonly string[] ToHandling = ["intake", "analysis", "acceptance"];

    [Fact]
    public void The_first_outcome_of_every_task_carries_a_call_to_the_hotline_to_the_archive()
    {
        var walk = Walk.Report().Through(ToHandling).Through("handling", "verification", "call-back");

        walk.State.Status.ShouldBe("closed");
        walk.State.Stage.ShouldBe(Stages.Archive);
        walk.State.Clocks.Values.ShouldAllBe(clock => clock.State == ClockState.Stopped);
        walk.Events.OfType<ReportersTold>().Single().Reports.ShouldHaveSingleItem();
        var dispatched = walk.Events.OfType<GridCaseDispatched>().Single();
        (dispatched.Unit, dispatched.Mode, dispatched.Rule).ShouldBe(("DX-CGW", "rule", "dispatch@1"));
        walk.Wait(Duration.FromDays(16)).State.Process!.Ended.ShouldBeTrue();
    }

    [Fact]
    public void What_a_grid_member_reports_is_with_its_unit_in_the_same_command()
    {
        var walk = Walk.Report(CaseStory.Report("patrol", anonymous: true));

        walk.Open.ShouldBe(["acceptance"]);
        walk.State.Status.ShouldBe("dispatched");
        walk.State.Clocks[GridCaseClocks.Total].Limit.ToString().ShouldBe("5 working-days");
        walk.Through("acceptance", "handling", "verification");
        walk.State.Status.ShouldBe("closed");
        walk.State.Process!.Ended.ShouldBeTrue("nobody could say that it is not solved");
    }

    [Fact]
    public void A_likely_duplicate_of_a_trusted_channel_is_looked_at_by_a_person()
    {
        var walk = Walk.Report(CaseStory.Report("camera") with { Suspects = [Guid.NewGuid()] });

        walk.Open.ShouldBe(["analysis"]);
        walk.State.AcceptedAt.ShouldNotBeNull();
    }

    [Fact]
    public void What_the_table_gives_to_nobody_a_dispatcher_gives_to_two()
    {
        var walk = Walk.Report().Complete("intake").Complete("analysis", "classified", $$"""{"kind":"{{Table.Noise}}"}""");
        walk.Open.ShouldBe(["dispatch"]);

        walk.Complete("dispatch", "joint").Complete("acceptance");
        walk.Open.ShouldBe(["handling", "report-in"]);
        walk.Complete("handling");
        walk.Open.ShouldBe(["report-in"], "the co-unit has not done its part yet");
        walk.Act(Feedback, CaseStory.OtherOfficer);
        Feedback(walk.State, CaseStory.On("2026-03-02 18:00", CaseStory.Officer), null!)
            .ShouldRefuse("grid-case.not-in-handling");
        walk.Through("report-in", "co-handling");
        walk.Open.ShouldBe(["rate-co-units"]);
        walk.Through("rate-co-units", "verification", "call-back");

        walk.State.Status.ShouldBe("closed");
        walk.Events.OfType<CoUnitRated>().Single().Unit.ShouldBe("DX-CGZFJ");
    }

    [Fact]
    public void A_case_that_was_returned_twice_is_assigned_by_the_district()
    {
        var walk = Walk.Report().Through("intake", "analysis").Complete("acceptance", "returned");
        walk.Open.ShouldBe(["dispatch"], "not by the table again");

        walk.Complete("dispatch", "assigned", """{"unit":"DX-CGZFJ"}""").Complete("acceptance", "returned");
        walk.Open.ShouldBe(["escalation"]);
        walk.Through("escalation", "acceptance", "handling", "verification", "call-back");

        walk.State.Status.ShouldBe("closed");
        walk.State.Returns.ShouldBe(2);
    }

    [Fact]
    public void A_failed_verification_leads_back_to_handling_and_counts_as_rework()
    {
        var walk = Walk.Report().Through(ToHandling).Complete("handling").Complete("verification", "failed");

        walk.Open.ShouldBe(["handling"]);
        walk.State.Reworks.ShouldBe(1);
        walk.Through("handling", "verification", "call-back").State.Status.ShouldBe("closed");
    }

    [Fact]
    public void What_the_reporter_calls_unsolved_is_handled_again()
    {
        var walk = Walk.Report().Through(ToHandling).Through("handling", "verification").Complete("call-back", "unsolved");

        walk.Open.ShouldBe(["handling"]);
        walk.State.Clocks[GridCaseClocks.Total].State.ShouldBe(ClockState.Running);
        walk.Through("handling", "verification");
        walk.Act((s, c, p) => Rate(s, 5, c, p)).State.Status.ShouldBe("closed");
    }

    [Fact]
    public void Nobody_answers_for_a_week_and_it_is_filed_all_the_same()
    {
        var walk = Walk.Report().Through(ToHandling).Through("handling", "verification").Wait(Duration.FromDays(8));

        walk.State.Status.ShouldBe("closed");
        walk.Events.OfType<SatisfactionUnknown>().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_refused_report_is_filed_and_its_reporter_told()
    {
        var walk = Walk.Report().Complete("intake", "refuse");

        walk.State.Status.ShouldBe("refused");
        walk.State.Stage.ShouldBe(Stages.Archive);
        walk.Events.OfType<ReportersTold>().Single().Outcome.ShouldBe("refused");
        walk.State.Process!.Ended.ShouldBeTrue();
    }

    [Fact]
    public void A_merged_case_ends_where_it_stands()
    {
        var walk = Walk.Report().Complete("intake");
        var into = CaseStory.Classified(CaseStory.Report() with { Id = Guid.NewGuid(), Number = "DX-GC-20260301-000009" });
        walk.Act((s, c, p) => GridCaseHandlers.Handle(new MergeCase(s.Id, into.Id, null), s, into, c, p)[0], CaseStory.Dispatcher);

        walk.State.Status.ShouldBe("merged");
        walk.State.Process!.Ended.ShouldBeTrue();
        walk.Events.OfType<ReportersTold>().ShouldBeEmpty("the case that stays tells them");
    }

    [Fact]
    public void Fifteen_days_long_the_reporter_may_say_that_it_is_not_solved()
    {
        var walk = Walk.Report().Through(ToHandling).Through("handling", "verification", "call-back").Wait(Duration.FromDays(10));
        walk.Act((s, c, p) => GridCaseHandlers.Handle(new ReopenCase(s.Id, "又堆上了", null), s, c, p));

        walk.Open.ShouldBe(["handling"]);
        walk.State.Stage.ShouldBe(Stages.Handling);
        walk.State.Clocks[GridCaseClocks.Reopened(1)].State.ShouldBe(ClockState.Running);
        walk.Through("handling", "verification", "call-back").State.Status.ShouldBe("closed");
        walk.Events.OfType<ReportersTold>().Count().ShouldBe(2);

        walk.Wait(Duration.FromDays(3)).Act((s, c, p) => Rate(s, 1, c, p));
        walk.Open.ShouldBe(["handling"], "a rating of 1 says the same");
        walk.State.Reopenings.ShouldBe(2);
        walk.State.Reworks.ShouldBe(0);
    }

    [Fact]
    public void A_whistle_calls_a_unit_into_the_running_handling()
    {
        var walk = Walk.Report().Through(ToHandling);
        walk.Act((s, c, p) => GridCaseHandlers.Handle(new Whistle(s.Id, ["DX-CGZFJ"], null), s, CaseStory.Rules, c, p), CaseStory.Officer);
        walk.Open.ShouldBe(["handling", "whistled-report-in"]);

        walk.Complete("handling").Open.ShouldBe(["whistled-report-in"]);
        walk.Through("whistled-report-in", "whistled-handling", "rate-co-units", "verification", "call-back");
        walk.State.Status.ShouldBe("closed");
    }

    [Fact]
    public void An_extension_moves_the_running_clocks_and_goes_away_with_the_handling()
    {
        var walk = Walk.Report().Through(ToHandling);
        var due = walk.State.Clocks[GridCaseClocks.Total].DueAt;
        walk.Act((s, c, p) => Extension(s, c, p), CaseStory.Officer);
        walk.Open.ShouldBe(["extension-decision", "handling"]);

        walk.Complete("extension-decision");
        walk.State.Clocks[GridCaseClocks.Total].DueAt.ShouldBeGreaterThan(due);
        walk.State.Clocks.Values.ShouldContain(clock => clock.Limit.ToString() == "12 working-hours");
        walk.Act((s, c, p) => Extension(s, c, p), CaseStory.Officer).Complete("handling");
        walk.Open.ShouldBe(["verification"], "nobody has to decide any more");
        walk.State.ExtensionAsked.ShouldBeNull();
    }

    [Fact]
    public void A_case_that_waits_goes_on_by_itself_when_its_time_is_over()
    {
        var walk = Walk.Report().Through(ToHandling);
        walk.Act((s, c, p) => GridCaseHandlers.Handle(
            new SuspendCase(s.Id, "materials", new(5, TimeUnit.Days), "等待井盖到货", null), s, c, p), CaseStory.Officer);
        walk.State.Status.ShouldBe("suspended");
        walk.State.Clocks.Values.Where(clock => clock.State == ClockState.Running)
            .Select(clock => clock.Name).ShouldBe([GridCaseClocks.Response]);

        walk.Wait(Duration.FromDays(6));
        walk.State.Status.ShouldBe("handling");
        walk.Events.OfType<GridCaseResumed>().Single().Lapsed.ShouldBeTrue();
        walk.Through("handling", "verification", "call-back").State.Status.ShouldBe("closed");
    }

    [Fact]
    public void A_demand_out_of_a_camera_report_is_filed_and_analysed_by_a_person()
    {
        var whole = CaseStory.Reported(CaseStory.Report("camera"));
        var demand = new SplitDemand(Guid.NewGuid(), "DX-GC-20260302-000002", Table.Refuse, "垃圾", "", null, null);
        var walk = Walk.Begin(c => GridCaseDecider.Part(whole, demand, CaseStory.Rules, c));

        walk.Open.ShouldBe(["analysis"]);
    }

    private static Decision Feedback(GridCase state, StepContext context, MatterProgress progress) =>
        GridCaseDecider.Feedback(state, new(state.Id, "仍在清运", [], []), context);

    private static Decision Extension(GridCase state, StepContext context, MatterProgress progress) => GridCaseHandlers.Handle(
        new RequestExtension(state.Id, new(4, TimeUnit.WorkingHours), "量大", null), state, context, progress);

    private static Decision Rate(GridCase state, int level, StepContext context, MatterProgress progress) =>
        GridCaseHandlers.Handle(new RateCase(state.Id, level, null), null, state, context, progress);
}

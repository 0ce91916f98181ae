using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared.Clocks;
using static SmartCity.Domain.Tests.GridCases.Emergencies.EmergencyStory;

namespace SmartCity.Domain.Tests.GridCases.Emergencies;

/// <summary>平战结合: into wartime, from level to level, and out of it.</summary>
public sealed class LevelTests
{
    [Fact]
    public void A_report_that_nobody_has_read_is_accepted_by_becoming_an_emergency()
    {
        var state = Raised();

        state.AcceptedAt.ShouldBe(At("2026-03-02 09:00"));
        state.Wartime.ShouldBeTrue();
        state.Status.ShouldBe("emergency");
        state.Emergency!.Terms.Plan.ShouldBe("flood");
        state.Emergency.Level.ShouldBe(4);
        state.Emergency.NextReportDueAt.ShouldBe(At("2026-03-02 13:00"));
        state.Units.ShouldContain("DX-YJJ");
    }

    [Fact]
    public void The_towns_tasks_go_to_the_town_of_the_case() =>
        Raised().Emergency!.Tasks.Single(task => task.Code == "low-yards").Unit.ShouldBe(Town);

    [Fact]
    public void The_clocks_of_peacetime_stand_still_until_the_review()
    {
        var calendar = On("2026-03-02 08:40").Calendar;
        var state = Fold(Reported(), On("2026-03-02 08:40"),
        [
            .. ClockDecider.Start("total", new(4, TimeUnit.Hours), At("2026-03-02 08:40"), calendar),
            .. ClockDecider.Start("response", new(24, TimeUnit.Hours), At("2026-03-02 08:30"), calendar),
            .. ClockDecider.Start("step:0123", new(1, TimeUnit.Hours), At("2026-03-02 08:40"), calendar),
        ]);
        state = Fold(state, On("2026-03-02 08:50"), new ClockSuspended("response", "materials", At("2026-03-02 08:50")));

        var raised = On("2026-03-02 09:00", DutyOfficer);
        state = state.When(s => EmergencyDecider.Raise(s, new(TheCase, 2, null, "道路中断"), ResponsePlans, raised), raised);
        state.Clocks["total"].Suspensions.ShouldHaveSingleItem().Ground.ShouldBe("emergency");
        state.Clocks["response"].Suspensions[^1].Ground.ShouldBe("emergency");
        state.Clocks["step:0123"].State.ShouldBe(ClockState.Running);

        state = Over(state, "settled");
        state.Clocks["total"].State.ShouldBe(ClockState.Running);
        state.Clocks["total"].DueAt.ShouldBe(At("2026-03-02 14:40"), "two hours of wartime");
        state.Clocks["response"].State.ShouldBe(ClockState.Running);
    }

    [Fact]
    public void What_was_asked_for_in_peacetime_is_not_waited_for_in_wartime()
    {
        var asked = Fold(Reported(), On("2026-03-02 08:50"), new CaseExtensionRequested(new(2, TimeUnit.Hours), "缺材料", "swj-officer-1"));
        EmergencyDecider.Raise(asked, new(TheCase, 4, null, "道路中断"), ResponsePlans, On("2026-03-02 09:00", DutyOfficer))
            .Event<CaseExtensionDenied>().DecidedBy.ShouldBe(DutyOfficer.Id);
    }

    [Theory]
    [InlineData(0, "emergency.level-unknown")]
    [InlineData(5, "emergency.level-unknown")]
    public void There_are_four_levels(int level, string code) =>
        EmergencyDecider.Raise(Reported(), new(TheCase, level, null, "x"), ResponsePlans, On("2026-03-02 09:00", DutyOfficer)).ShouldRefuse(code);

    [Fact]
    public void A_reason_is_needed() =>
        EmergencyDecider.Raise(Reported(), new(TheCase, 4, null, " "), ResponsePlans, On("2026-03-02 09:00", DutyOfficer))
            .ShouldRefuse("emergency.field-invalid");

    [Fact]
    public void Not_everybody_declares_an_emergency() =>
        EmergencyDecider.Raise(Reported(), new(TheCase, 4, null, "x"), ResponsePlans, On("2026-03-02 09:00", WaterOfficer))
            .ShouldRefuse("emergency.not-allowed");

    [Fact]
    public void An_unknown_plan_is_refused() =>
        EmergencyDecider.Raise(Reported(), new(TheCase, 4, "meteor", "x"), ResponsePlans, On("2026-03-02 09:00", DutyOfficer))
            .ShouldRefuse("emergency.plan-unknown");

    [Fact]
    public void A_closed_case_becomes_no_emergency()
    {
        var closed = Fold(Reported(), On("2026-03-02 08:40"), new GridCaseRefused("不属实"));
        EmergencyDecider.Raise(closed, new(TheCase, 4, null, "x"), ResponsePlans, On("2026-03-02 09:00", DutyOfficer))
            .ShouldRefuse("emergency.case-closed");
    }

    [Fact]
    public void What_has_no_plan_of_its_own_follows_the_general_one() =>
        EmergencyDecider.Raise(Reported(null), new(TheCase, 1, null, "x"), ResponsePlans, On("2026-03-02 09:00", DutyOfficer))
            .Event<EmergencyRaised>().Terms.Plan.ShouldBe("general");

    [Fact]
    public void The_level_it_has_already_changes_nothing() =>
        EmergencyDecider.Raise(Raised(), new(TheCase, 4, null, "又一次"), ResponsePlans, On("2026-03-02 09:10", DutyOfficer)).ShouldStayQuiet();

    [Fact]
    public void A_higher_level_starts_the_tasks_that_only_it_has_and_its_own_interval()
    {
        var context = On("2026-03-02 09:20", DutyOfficer);
        var state = Raised().When(s => EmergencyDecider.Raise(s, new(TheCase, 2, null, "雨势加大"), ResponsePlans, context), context);

        state.Emergency!.AddedTasks.Select(task => task.Code).ShouldBe(["trees", "sites", "evacuate", "rescue", "dyke", "epidemic"]);
        state.Emergency.NextReportDueAt.ShouldBe(At("2026-03-02 10:20"));
        state.Emergency.HighestLevel.ShouldBe(2);

        var lower = On("2026-03-02 10:00", Commander);
        state = state.When(s => EmergencyDecider.ChangeLevel(s, new(TheCase, 3, null, "雨停"), ResponsePlans, lower), lower);
        state.Emergency!.AddedTasks.ShouldBeEmpty("they run already");
        state.Emergency.HighestLevel.ShouldBe(2);

        var again = On("2026-03-02 10:10", Commander);
        EmergencyDecider.ChangeLevel(state, new(TheCase, 1, null, "堤坝险情"), ResponsePlans, again).Event<EmergencyLevelChanged>()
            .AddedTasks.Select(task => task.Code).ShouldBe(["mutual-aid"]);
    }

    [Fact]
    public void Another_plan_than_the_one_that_runs_is_refused() =>
        EmergencyDecider.ChangeLevel(Raised(), new(TheCase, 3, "snow", "x"), ResponsePlans, On("2026-03-02 09:20")).ShouldRefuse("emergency.other-plan-runs");

    [Fact]
    public void Only_who_commands_stands_down() =>
        EmergencyDecider.StandDown(Raised(), new(TheCase, "x"), On("2026-03-02 10:00", DutyOfficer)).ShouldRefuse("emergency.command-needed");

    [Fact]
    public void A_member_of_the_command_group_commands()
    {
        var formed = On("2026-03-02 09:20");
        var state = Raised().When(
            s => Do(s, "command-group", "formed", """{"commander":"毛红","members":["centre-duty-officer-1"],"place":"现场"}""", formed), formed);
        EmergencyDecider.StandDown(state, new(TheCase, "水已退"), On("2026-03-02 10:00", DutyOfficer)).Event<EmergencyStoodDown>();
    }

    [Fact]
    public void It_stands_down_once_and_lists_what_nobody_acknowledged()
    {
        var given = On("2026-03-02 09:20");
        var state = Raised().When(s => EmergencyDecider.GiveOrder(s, new(TheCase, "增派泵车", "DX-SWJ", null, null), given), given);
        var down = On("2026-03-02 10:00");
        var decision = EmergencyDecider.StandDown(state, new(TheCase, "水已退"), down);

        decision.Event<EmergencyStoodDown>().Unacknowledged.ShouldBe([Order(1)]);
        state = state.When(_ => decision, down);
        state.Clocks[EmergencyClocks.Order(Order(1))].State.ShouldBe(ClockState.Stopped);
        EmergencyDecider.StandDown(state, new(TheCase, "水已退"), down).ShouldStayQuiet();
        EmergencyDecider.GiveOrder(state, new(TheCase, "x", "DX-SWJ", null, null), down).ShouldRefuse("emergency.over");
    }

    [Fact]
    public void Nothing_left_to_handle_is_resolved_and_goes_to_verification()
    {
        var classified = new GridCaseClassified(
            new("event-0406", 1, new("积水", "Flooding"), "event-04"), new(3, "severity@1"), Reported().Place,
            new(new Dictionary<string, TimeLimit>(), "limits@1"));
        var state = Over(Fold(Raised(), On("2026-03-02 09:05"), classified), "settled");
        state.ResolvedAt.ShouldBe(At("2026-03-02 11:00"));
        state.Emergency!.Review!.Lessons.ShouldBe(["泵车前置"]);
        state.Handlers.ShouldContain(Commander.Id);
        state.Wartime.ShouldBeFalse();
    }

    [Fact]
    public void What_nobody_knows_the_kind_of_is_analysed_first()
    {
        var state = Over(Raised(), "settled");
        state.ResolvedAt.ShouldBeNull();
        state.Status.ShouldBe("accepted");
        state.Wartime.ShouldBeFalse();
    }

    [Fact]
    public void What_is_left_is_handled_in_peacetime() => Over(Raised(), "handling-goes-on").ResolvedAt.ShouldBeNull();

    [Fact]
    public void It_may_flare_up_before_its_review_and_keeps_what_is_in_the_field()
    {
        var given = On("2026-03-02 09:20");
        var state = Raised().When(s => EmergencyDecider.AssignResource(s, new(TheCase, "vehicle", "泵车", 3, "DX-SWJ"), given), given);
        var down = On("2026-03-02 10:00");
        state = state.When(s => EmergencyDecider.StandDown(s, new(TheCase, "水已退"), down), down);
        var again = On("2026-03-02 10:30");
        state = state.When(s => EmergencyDecider.Raise(s, new(TheCase, 3, null, "再次降雨"), ResponsePlans, again), again);

        state.Wartime.ShouldBeTrue();
        state.Emergency!.Resources.ShouldHaveSingleItem().Quantity.ShouldBe(3);
    }

    private static GridCase Over(GridCase state, string outcome)
    {
        var down = On("2026-03-02 10:00");
        var review = On("2026-03-02 11:00");
        return state.When(s => EmergencyDecider.StandDown(s, new(TheCase, "水已退"), down), down).When(
            s => Do(s, "after-action-review", outcome, """{"assessment":"响应及时","lessons":["泵车前置"]}""", review), review);
    }
}

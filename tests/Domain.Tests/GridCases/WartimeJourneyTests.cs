using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>平战转换: the same case into wartime and back, through the shipped process and the shipped plans.</summary>
public sealed class WartimeJourneyTests
{
    private static readonly ResponsePlan[] ResponsePlans =
    [
        .. Directory.EnumerateFiles(Path.Combine(ShippedCatalogue.Folder, "response-plans"), "*.json")
            .Select(file => RulesFile.Parse<ResponsePlan>(File.ReadAllText(file))),
    ];

    [Fact]
    public void A_case_in_handling_becomes_an_emergency_and_comes_back_to_its_unit()
    {
        var walk = Raised();
        walk.State.Status.ShouldBe("emergency");
        walk.Open.ShouldNotContain("handling");
        walk.Open.ShouldContain("response-task");
        foreach (var once in (string[])["command-group", "phone-report", "written-report", "situation-report"])
            walk.Open.ShouldContain(once);
        walk.Through("command-group", "phone-report", "written-report", "situation-report");
        walk.Open.ShouldContain("situation-report", "the next one is due after the interval");

        walk.Act((s, c, p) => p.Receive(s, EmergencyDecider.StandDown(s, new(s.Id, "险情解除"), c), EmergencyProcess.StoodDown, c), Commander);
        walk.Open.ShouldBe(["after-action-review"]);
        walk.Complete("after-action-review", "handling-goes-on");
        walk.Open.ShouldBe(["handling"]);
        walk.State.Clocks[GridCaseClocks.Total].State.ShouldBe(ClockState.Running);
        walk.Through("handling", "verification", "call-back").State.Status.ShouldBe("closed");
    }

    [Fact]
    public void A_settled_emergency_is_verified_and_its_reporter_asked()
    {
        var walk = Raised();
        walk.Act((s, c, p) => p.Receive(s, EmergencyDecider.StandDown(s, new(s.Id, "险情解除"), c), EmergencyProcess.StoodDown, c), Commander);
        walk.Through("after-action-review");

        walk.Open.ShouldBe(["verification"]);
        walk.Through("verification", "call-back").State.Status.ShouldBe("closed");
    }

    [Fact]
    public void The_commander_stands_the_response_down_by_a_task_and_whatever_is_open_ends_with_it()
    {
        var walk = Raised();
        walk.Act(
            (s, c, p) => p.Receive(
                s, EmergencyDecider.ChangeLevel(s, new(s.Id, 2, null, "事态扩大"), ResponsePlans, c), EmergencyProcess.LevelChanged, c),
            Commander);
        walk.Open.ShouldContain("added-response-task");
        walk.Through("command-group", "stand-down-decision");

        walk.Open.ShouldBe(["after-action-review"]);
        walk.State.Wartime.ShouldBeFalse();
        walk.Through("after-action-review").Open.ShouldBe(["verification"]);
    }

    [Fact]
    public void A_missed_situation_report_is_noted_once_and_a_late_one_still_comes()
    {
        var walk = Raised().Wait(Duration.FromHours(5));

        walk.Events.OfType<SituationReportMissed>().ShouldHaveSingleItem();
        walk.Through("situation-report");
        walk.State.Emergency!.LastReport!.Number.ShouldBe(1);
    }

    [Fact]
    public void A_higher_level_starts_what_it_has_more()
    {
        var walk = Raised(level: 4);
        var before = walk.Open.Count;
        walk.Act(
            (s, c, p) => p.Receive(
                s, EmergencyDecider.ChangeLevel(s, new(s.Id, 2, null, "事态扩大"), ResponsePlans, c), EmergencyProcess.LevelChanged, c),
            Commander);

        var added = walk.State.Emergency!.AddedTasks.Count;
        added.ShouldBeGreaterThan(0);
        walk.Open.Count(element => element == "added-response-task").ShouldBe(added);
        walk.Open.Count.ShouldBe(before + added);
    }

    [Fact]
    public void A_report_that_is_an_emergency_from_the_first_word_goes_there_at_once()
    {
        var walk = Walk.Report(also: (state, context) => EmergencyDecider.Raise(
            state, new(state.Id, 3, "gas-leak", "燃气泄漏"), ResponsePlans, context with { Actor = CaseStory.DutyOfficer }));
        walk.Open.ShouldContain("command-group");
        walk.Open.ShouldNotContain("intake");

        walk.Act((s, c, p) => p.Receive(s, EmergencyDecider.StandDown(s, new(s.Id, "险情解除"), c), EmergencyProcess.StoodDown, c), Commander);
        walk.Complete("after-action-review", "handling-goes-on");
        walk.Open.ShouldBe(["analysis"], "nobody has said yet what it is");
    }

    [Fact]
    public void A_lowered_level_sets_the_reports_due_anew_and_then_one_is_missed()
    {
        var walk = Raised(level: 2).Wait(Duration.FromMinutes(10));
        walk.Act(
            (s, c, p) => p.Receive(
                s, EmergencyDecider.ChangeLevel(s, new(s.Id, 4, null, "事态缓和"), ResponsePlans, c),
                EmergencyProcess.LevelChanged, c),
            Commander);
        var (lowered, due) = (walk.Now, walk.State.Emergency!.NextReportDueAt);
        walk.State.Emergency.Terms.ReportEvery.ToString().ShouldBe($"{(due - lowered).TotalHours} hours");
        walk.Open.Count(element => element == "situation-report").ShouldBe(1);

        walk.Wait(due - lowered - Duration.FromMinutes(2));
        walk.Events.OfType<SituationReportMissed>().ShouldBeEmpty("the moments of the level before do not count");
        walk.Wait(Duration.FromMinutes(4));
        walk.Events.OfType<SituationReportMissed>().Single().DueOn.ShouldBe(due);
        walk.Through("situation-report").Open.Count(element => element == "situation-report").ShouldBe(1);
    }

    [Fact]
    public void What_flares_up_before_its_review_has_its_tasks_again_and_one_review_after_it()
    {
        var walk = Raised();
        var first = walk.Open;
        StandDown(walk.Through("command-group"));
        walk.Open.ShouldBe(["after-action-review"]);
        Raise(walk, 3);
        walk.Open.ShouldBe(first);
        walk.State.Process!.Timers.Count.ShouldBe(1, "only that of the situation report");

        StandDown(walk);
        walk.Open.ShouldBe(["after-action-review"]);
        walk.Through("after-action-review").Open.ShouldBe(["verification"]);
        walk.Through("verification", "call-back").State.Status.ShouldBe("closed");
    }

    [Fact]
    public void A_settled_report_is_classified_by_table_and_verified()
    {
        var walk = Walk.Report(also: (state, context) => EmergencyDecider.Raise(
            state, new(state.Id, 3, "gas-leak", "燃气泄漏"), ResponsePlans, context with { Actor = CaseStory.DutyOfficer }));
        StandDown(walk.Wait(Duration.FromDays(20)));
        var reviewed = walk.Now;
        walk.Through("after-action-review").Open.ShouldBe(["verification"]);

        walk.State.Classified!.Code.ShouldBe(Table.Refuse);
        walk.State.Limits.ShouldContainKey(CaseLimits.Verification);
        walk.State.Clocks[GridCaseClocks.Total].StartedAt.ShouldBe(reviewed, "wartime is not counted");
        walk.Through("verification", "call-back").State.Status.ShouldBe("closed");
    }

    [Fact]
    public void A_settled_report_whose_kind_nobody_knows_goes_on_at_the_analysis()
    {
        var walk = Walk.Report(CaseStory.Report(kind: null), (state, context) => EmergencyDecider.Raise(
            state, new(state.Id, 3, "gas-leak", "燃气泄漏"), ResponsePlans, context with { Actor = CaseStory.DutyOfficer }));
        StandDown(walk).Through("after-action-review").Open.ShouldBe(["analysis"]);
        walk.Through("analysis", "acceptance", "handling", "verification", "call-back").State.Status.ShouldBe("closed");
    }

    [Fact]
    public void The_handling_of_a_case_that_was_resolved_before_goes_on_all_the_same()
    {
        var walk = Walk.Report().Through("intake", "analysis", "acceptance", "handling");
        walk.Open.ShouldBe(["verification"]);
        StandDown(Raise(walk, 3)).Complete("after-action-review", "handling-goes-on");
        walk.Open.ShouldBe(["handling"]);
        walk.State.Status.ShouldBe("handling");
    }

    private static Walk Raise(Walk walk, int level) => walk.Act(
        (s, c, p) => p.Receive(
            s, EmergencyDecider.Raise(s, new(s.Id, level, "gas-leak", "燃气泄漏"), ResponsePlans, c), EmergencyProcess.Raised, c),
        CaseStory.DutyOfficer);

    private static Walk StandDown(Walk walk) => walk.Act(
        (s, c, p) => p.Receive(s, EmergencyDecider.StandDown(s, new(s.Id, "险情解除"), c), EmergencyProcess.StoodDown, c),
        Commander);

    private static Actor Commander => ShippedCatalogue.People.First(person => person.Has(Roles.Commander));

    private static Walk Raised(int level = 3) =>
        Raise(Walk.Report().Through("intake", "analysis", "acceptance"), level);
}

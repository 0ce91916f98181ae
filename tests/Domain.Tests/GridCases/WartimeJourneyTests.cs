using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>平战转换: the same case into wartime and back, through the shipped process and the shipped plans.</summary>
public sealed class WartimeJourneyTests
{
    private static readonly ResponsePlan[] Plans =
    [
        .. Directory.EnumerateFiles(Path.Combine(ShippedCatalogue.Folder, "response-plans"), "*.json")
            .Select(file => ResponsePlanFile.Parse(File.ReadAllText(file))),
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
                s, EmergencyDecider.ChangeLevel(s, new(s.Id, 2, null, "事态扩大"), Plans, c), EmergencyProcess.LevelChanged, c),
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
            state, new(state.Id, 3, "gas-leak", "燃气泄漏"), Plans, context with { Actor = CaseStory.DutyOfficer }));
        walk.Open.ShouldContain("command-group");
        walk.Open.ShouldNotContain("intake");

        walk.Act((s, c, p) => p.Receive(s, EmergencyDecider.StandDown(s, new(s.Id, "险情解除"), c), EmergencyProcess.StoodDown, c), Commander);
        walk.Complete("after-action-review", "handling-goes-on");
        walk.Open.ShouldBe(["analysis"], "nobody has said yet what it is");
    }

    private static Actor Commander => ShippedCatalogue.People.First(person => person.Has(Roles.Commander));

    private static Walk Raised(int level = 3) => Walk.Report().Through("intake", "analysis", "acceptance").Act(
        (s, c, p) => p.Receive(
            s, EmergencyDecider.Raise(s, new(s.Id, level, "gas-leak", "燃气泄漏"), Plans, c), EmergencyProcess.Raised, c),
        CaseStory.DutyOfficer);
}

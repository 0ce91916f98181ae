using NodaTime;
using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Shared.Clocks;
using static SmartCity.Domain.Tests.Plans.PlanStory;

namespace SmartCity.Domain.Tests.Plans;

/// <summary>What may happen to an initiative, and what may not.</summary>
public sealed class InitiativeTests
{
    private static readonly Guid Nobody = Guid.NewGuid();

    private const string Accept = """{"score":92,"opinion":"同意","document":"京兴智城办验〔2020〕1号"}""",
        Return = """{"missing":"测评报告"}""", Again = """{"statement":"已补充"}""";

    [Fact]
    public void The_plan_has_63_items_in_64_rows_with_the_deadlines_of_the_document()
    {
        Plan.Initiatives.Count.ShouldBe(64);
        Plan.Initiatives.Select(row => row.Number.Split('(')[0]).Distinct().ShouldBe(Enumerable.Range(1, 63).Select(n => $"{n}"));
        Plan.Initiatives.GroupBy(row => row.LastDay!.Value.Year).Select(year => (year.Key, year.Count())).Order()
            .ShouldBe([(2018, 17), (2019, 20), (2020, 27)]);
        Plan.Initiatives.ShouldAllBe(row => row.LastDay!.Value.Month == 12 && row.LastDay.Value.Day == 31);
    }

    [Fact]
    public void Its_clock_runs_from_the_day_of_the_plan_to_the_end_of_the_last_day()
    {
        var clock = Entered().State.Clocks[Initiative.Clock];
        clock.StartedAt.ShouldBe(Given.At("2018-04-26 00:00"));
        clock.DueAt.ShouldBe(Given.At("2020-12-31 23:59:59"));
        (clock.Breached, clock.Provisional).ShouldBe((false, false));
    }

    [Fact]
    public void What_ran_out_before_it_was_known_here_ran_out_then()
    {
        var late = Entered("2026-11-23 09:00");
        late.State.Clocks[Initiative.Clock].ShouldSatisfyAllConditions(c => c.Warned.ShouldBeTrue(), c => c.Breached.ShouldBeTrue());
        late.State.Missed.ShouldBe([new LocalDate(2020, 12, 31)]);
        late.State.Deviations.ShouldBe([new Deviation("initiative-overdue", "2020-12-31", "DX-WJW", Given.At("2020-12-31 23:59:59"))]);
        Entered("2020-06-01 09:00").State.Deviations.ShouldBeEmpty();
    }

    [Fact]
    public void A_breach_is_a_deviation_that_stays_when_the_deadline_moves_and_each_missed_one_is_another()
    {
        var story = Entered().Until("2021-01-01 00:00");
        story.State.Deviations.Count().ShouldBe(1);
        story.Do((s, c) => InitiativeDecider.Decide(s, Moved(new(2021, 6, 30)), c), Supervisor);
        story.State.Clocks[Initiative.Clock].Breached.ShouldBeFalse();
        story.State.DeadlineMoves.ShouldHaveSingleItem().From.ShouldBe(new LocalDate(2020, 12, 31));
        story.State.Deviations.Select(d => d.Key).ShouldBe(["2020-12-31"]);
        story.Until("2021-07-01 00:00").State.Deviations.Select(d => d.Key).ShouldBe(["2020-12-31", "2021-06-30"]);
    }

    [Fact]
    public void Only_a_supervisor_moves_the_deadline_and_to_the_same_day_nothing_happens()
    {
        var story = Entered();
        story.Decide((s, c) => InitiativeDecider.Decide(s, Moved(new(2021, 6, 30)), c), Lead).ShouldRefuse("initiative.not-yours");
        story.Decide((s, c) => InitiativeDecider.Decide(s, Moved(new(2020, 12, 31)), c), Supervisor).ShouldStayQuiet();
        story.Decide((s, c) => InitiativeDecider.Decide(s, Moved(new(2018, 4, 26)), c), Supervisor).ShouldRefuse("initiative.field-invalid");
        story.Decide((s, c) => InitiativeDecider.Decide(s, Moved(new(2021, 6, 30)) with { Reason = " " }, c), Supervisor)
            .ShouldRefuse("initiative.field-invalid");
    }

    [Fact]
    public void A_milestone_is_set_moved_with_a_reason_and_reached_with_evidence()
    {
        var story = Entered().Do((s, c) => InitiativeDecider.Decide(s, new SetMilestone(Id, "平台上线", new(2019, 6, 30), null), c));
        var id = story.State.Milestones[0].Id;
        story.Decide((s, c) => InitiativeDecider.Decide(s, new MoveMilestone(Id, id, new(2019, 9, 30), "", null), c))
            .ShouldRefuse("initiative.field-invalid");
        story.Do((s, c) => InitiativeDecider.Decide(s, new MoveMilestone(Id, id, new(2019, 9, 30), "设备到货推迟", null), c));
        story.State.Milestones[0].Moves[0].From.ShouldBe(new LocalDate(2019, 6, 30));
        story.Decide((s, c) => InitiativeDecider.Decide(s, new ReachMilestone(Id, id, null, "", [], null), c))
            .ShouldRefuse("initiative.field-invalid");
        story.Do((s, c) => InitiativeDecider.Decide(s, new ReachMilestone(Id, id, null, "已上线", [Paper], null), c));
        story.State.Milestones[0].ReachedOn.ShouldBe(new LocalDate(2018, 5, 2));
        story.Decide((s, c) => InitiativeDecider.Decide(s, new ReachMilestone(Id, id, null, "再次", [Paper], null), c)).ShouldStayQuiet();
        story.Decide((s, c) => InitiativeDecider.Decide(s, new MoveMilestone(Id, id, new(2020, 1, 1), "x", null), c))
            .ShouldRefuse("initiative.milestone-reached");
        story.Decide((s, c) => InitiativeDecider.Decide(s, new SetMilestone(Id, "平台上线", new(2019, 9, 30), null), c)).ShouldStayQuiet();
        story.Decide((s, c) => InitiativeDecider.Decide(s, new SetMilestone(Id, "过早", new(2018, 4, 25), null), c))
            .ShouldRefuse("initiative.field-invalid");
        story.Decide((s, c) => InitiativeDecider.Decide(s, new ReachMilestone(Id, Nobody, null, "", [Paper], null), c))
            .ShouldRefuse("initiative.milestone-not-found");
        story.Decide((s, c) => InitiativeDecider.Decide(s, new SetMilestone(Id, "x", new(2019, 1, 1), null), c), Support)
            .ShouldRefuse("initiative.not-yours");
    }

    [Fact]
    public void The_lead_reports_for_the_whole_and_a_supporting_unit_for_its_part()
    {
        var story = Entered()
            .Do((s, c) => InitiativeDecider.Decide(s, Report(40), c))
            .Do((s, c) => InitiativeDecider.Decide(s, Report(90), c), Support);
        story.State.Percent.ShouldBe(40);
        story.State.Reports.Select(r => (r.Unit, r.Lead)).ShouldBe([("DX-WJW", true), ("DX-RSJ", false)]);
        story.Decide((s, c) => InitiativeDecider.Decide(s, Report(50), c), Stranger).ShouldRefuse("initiative.not-yours");
        story.Decide((s, c) => InitiativeDecider.Decide(s, Report(50), c), Reviewer).ShouldRefuse("initiative.not-yours");
        story.Decide((s, c) => InitiativeDecider.Decide(s, Report(101), c)).ShouldRefuse("initiative.field-invalid");
    }

    [Fact]
    public void Of_several_leading_units_the_mean_counts_and_who_said_nothing_counts_nothing()
    {
        var state = Entered().State with { Lead = [new("a", ["A"]), new("b", ["B"])] };
        state = Reported(Reported(state, "A", 100), "B", 25);
        state.Percent.ShouldBe(62);
        (state with { Lead = [.. state.Lead, new("c", ["C"])] }).Percent.ShouldBe(41);
    }

    [Fact]
    public void A_risk_is_raised_mitigated_and_closed()
    {
        var story = Entered().Do((s, c) => InitiativeDecider.Decide(s, new RaiseInitiativeRisk(Id, "high", "资金未到位", null), c), Support);
        var id = story.State.Risks[0].Id;
        story.Do((s, c) => InitiativeDecider.Decide(s, new MitigateInitiativeRisk(Id, id, "low", "已追加预算", null), c));
        story.State.Risks[0].ShouldSatisfyAllConditions(r => r.Level.ShouldBe("low"), r => r.State.ShouldBe("mitigated"));
        story.Decide((s, c) => InitiativeDecider.Decide(s, new MitigateInitiativeRisk(Id, id, "low", "已追加预算", null), c)).ShouldStayQuiet();
        story.Do((s, c) => InitiativeDecider.Decide(s, new CloseInitiativeRisk(Id, id, "已解决", null), c), Supervisor);
        story.Decide((s, c) => InitiativeDecider.Decide(s, new CloseInitiativeRisk(Id, id, "再关", null), c)).ShouldStayQuiet();
        story.Decide((s, c) => InitiativeDecider.Decide(s, new MitigateInitiativeRisk(Id, id, "low", "x", null), c))
            .ShouldRefuse("initiative.risk-closed");
        story.Decide((s, c) => InitiativeDecider.Decide(s, new RaiseInitiativeRisk(Id, "huge", "x", null), c)).ShouldRefuse("initiative.field-invalid");
        story.Decide((s, c) => InitiativeDecider.Decide(s, new CloseInitiativeRisk(Id, Nobody, "x", null), c)).ShouldRefuse("initiative.risk-not-found");
    }

    [Fact]
    public void Acceptance_is_asked_for_with_evidence_at_100_percent_and_every_milestone_reached()
    {
        var story = Entered();
        story.Ask().ShouldRefuse("initiative.evidence-missing");
        story.Do((s, c) => InitiativeDecider.Decide(s, new AttachInitiativeEvidence(Id, [Paper], "", null), c));
        story.Decide((s, c) => InitiativeDecider.Decide(s, new AttachInitiativeEvidence(Id, [Paper], "", null), c)).ShouldStayQuiet();
        story.Ask().ShouldRefuse("initiative.not-complete");
        story.Do((s, c) => InitiativeDecider.Decide(s, new SetMilestone(Id, "上线", new(2019, 1, 1), null), c)).Complete();
        story.Ask().ShouldRefuse("initiative.milestones-open");
        story.Do((s, c) => InitiativeDecider.Decide(s, new ReachMilestone(Id, s.Milestones[0].Id, null, "", [Paper], null), c));
        story.Ask(Support).ShouldRefuse("initiative.not-yours");
        story.Asked().State.Process!.WorkItems.Values.ShouldHaveSingleItem().Element.ShouldBe("acceptance");
        story.Ask().ShouldStayQuiet();
    }

    [Fact]
    public void What_is_returned_is_supplemented_and_asked_for_again_until_it_is_accepted()
    {
        var story = Entered().Complete().Asked().Finished("acceptance", "returned", Return, Supervisor);
        story.State.Status.ShouldBe("returned");
        story.State.Returns.ShouldHaveSingleItem().Missing.ShouldBe("测评报告");
        story.Finished("supplement", "asked-again", Again, Lead).State.Status.ShouldBe("acceptance-asked");
        story.Finished("acceptance", "returned", Return, Supervisor);
        story.Asked().State.Process!.WorkItems.Values.ShouldHaveSingleItem().Element.ShouldBe("acceptance", "the command is as good as the task");
        story.Finished("acceptance", "accepted", Accept, Supervisor);
        story.State.ShouldSatisfyAllConditions(
            s => s.Status.ShouldBe("accepted"), s => s.Stage.ShouldBe("archive"), s => s.ArchivedAt.ShouldBe(story.Now),
            s => s.Acceptance!.Score.ShouldBe(92), s => s.Acceptance!.Document.ShouldBe("京兴智城办验〔2020〕1号"),
            s => s.Clocks.Values.ShouldAllBe(clock => clock.State == ClockState.Stopped),
            s => s.Performance.InTime.ShouldBe(true), s => s.Performance.Reworks.ShouldBe(2));
    }

    [Fact]
    public void What_was_accepted_is_over()
    {
        var story = Entered().Complete().Asked().Finished("acceptance", "accepted", Accept, Supervisor);
        var context = story.Context(Lead);
        Application.Plans.InitiativeHandlers.Handle(Report(50), story.State, context).ShouldRefuse("initiative.accepted");
        Application.Plans.InitiativeHandlers.Handle(Moved(new(2022, 1, 1)), story.State, story.Context(Supervisor)).ShouldRefuse("initiative.accepted");
        InitiativeDecider.Serve(story.State, "archive", context).ShouldStayQuiet();
        Application.Plans.InitiativeHandlers.Handle(Report(50), null, context).ShouldRefuse("initiative.not-found");
        Application.Plans.InitiativeHandlers.Handle(Report(50) with { Version = 1 }, story.State, context).ShouldRefuse("request.stale-version");
    }

    [Fact]
    public void An_acceptance_without_its_record_is_refused() =>
        Entered().Complete().Asked().Finish("acceptance", "accepted", """{"score":92,"opinion":" ","document":"x"}""", Supervisor)
            .ShouldRefuse("initiative.field-invalid");

    private static MoveInitiativeDeadline Moved(LocalDate to) => new(Id, to, "机构改革", Paper, null);

    private static ReportInitiativeProgress Report(int percent) => new(Id, percent, "进展", [], null);

    private static Initiative Reported(Initiative state, string unit, int percent) => Initiative.Evolve(
        state, new(new InitiativeProgressReported(Guid.NewGuid(), unit, true, percent, "x", [], "x"), state.Version + 1, state.OpenedAt, "x"))!;
}

using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.GridCases;
using SmartCity.Domain.Tests.GridCases.Emergencies;
using static SmartCity.Domain.Tests.GridCases.CaseStory;

namespace SmartCity.Domain.Tests.Supervision.Cards;

/// <summary>案件偏差: what is looked into at a city case, and what is not.</summary>
public sealed class CaseDeviationTests
{
    private static readonly StepContext Noon = On("2026-03-02 12:00");
    private static readonly Instant Moment = Instant.FromUtc(2026, 3, 2, 5, 0);

    [Fact]
    public void The_second_return_is_the_deviation_of_the_unit_that_made_it()
    {
        var once = After(Dispatched(), new GridCaseReturned(Unit, "a", "x"));
        once.Deviations.ShouldBeEmpty();
        After(once, new GridCaseReturned(Other, "b", "x")).Deviations.ShouldHaveSingleItem()
            .ShouldBe(new(GridCaseDeviations.ReturnedTwice, "", Other));
    }

    [Fact]
    public void The_second_verification_that_fails_is_a_deviation_and_a_reporter_who_is_not_satisfied_is_none()
    {
        var once = After(Resolved(), new VerificationFailed("g", "x", []));
        After(once, new SatisfactionGiven(false, false, "call-back", null, "x")).Deviations.ShouldBeEmpty();
        After(once, new VerificationFailed("g", "x", [])).Deviations.ShouldHaveSingleItem()
            .ShouldBe(new(GridCaseDeviations.VerificationFailedTwice, "", Unit));
    }

    [Fact]
    public void Each_missed_moment_is_a_deviation_of_the_unit_that_commands()
    {
        var missed = After(EmergencyStory.Raised(), new SituationReportMissed(Moment), new SituationReportMissed(Moment));
        missed.Deviations.ShouldHaveSingleItem().ShouldBe(new(GridCaseDeviations.SituationReportMissed, "2026-03-02T05:00:00Z", "DX-YJJ", Moment));
        After(missed, new SituationReportMissed(Moment + Duration.FromHours(4))).Deviations.Count().ShouldBe(2);
    }

    [Fact]
    public void The_clock_of_a_reopening_counts_the_whole_and_that_of_an_order_does_not()
    {
        var late = After(
            Resolved(), Started("reopened-1"), new ClockBreached("reopened-1", Moment), Started("order:1"), new ClockBreached("order:1", Moment));
        late.Deviations.Select(d => (d.Cause, d.DueAt)).ShouldBe([("order-overdue", Moment), ("total-overdue", Moment)]);
    }

    [Fact]
    public void A_step_is_late_for_the_unit_that_had_it_and_stays_so()
    {
        var walk = GridCases.Walk.Report().Through("intake", "analysis");
        var item = walk.State.Process!.WorkItems.Values.ShouldHaveSingleItem();
        var late = After(walk.State, new ClockBreached(ClockNames.Step(item.Id), item.DueAt!.Value));
        late.Deviations.ShouldHaveSingleItem().ShouldBe(new(Deviation.StepOverdue, ClockNames.Step(item.Id), item.Unit, item.DueAt));
        After(late, Started(ClockNames.Step(item.Id))).Deviations.Count().ShouldBe(1, "a clock that starts anew takes nothing off");
    }

    private static ClockStarted Started(string clock) => new(clock, new(1, TimeUnit.Hours), Moment, Moment, Moment, false, "c");

    private static GridCase After(GridCase state, params object[] facts) => CaseStory.After(state, Decision.Of(facts), Noon);
}

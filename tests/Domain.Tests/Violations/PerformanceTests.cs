using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Shared.Clocks;
using SmartCity.Domain.Violations;
using static SmartCity.Domain.Tests.Violations.ViolationStory;

namespace SmartCity.Domain.Tests.Violations;

/// <summary>绩效要素: what supervision counts of violations.</summary>
public sealed class PerformanceTests
{
    [Fact]
    public void One_is_finished_with_the_decision_and_nothing_but_the_law_gives_it_time()
    {
        var counted = Delivered().Performance;
        (counted.Item, counted.RespondedAt, counted.AcceptedAt, counted.FinishedAt).ShouldBe(
            ("air-exceedance", Given.At("2026-03-02 09:30"), Given.At("2026-03-02 10:00"), Given.At("2026-03-12 10:00")));
        (counted.InTime, counted.InLegalTime, counted.Counted!.Name).ShouldBe((null, true, ViolationClocks.Case));
        Noticed().Performance.FinishedAt.ShouldBeNull();
    }

    [Fact]
    public void A_decision_after_ninety_days_is_late()
    {
        var context = On("2026-06-02 10:00", Approver);
        var late = Noticed().After(
            Decision.Of([.. ClockDecider.Breach(Noticed().Clocks[ViolationClocks.Case], context.Now)]), context);
        late.When("2026-06-02 10:00", "decision", "penalised", """{"remedy":"复议"}""", Approver).Performance.InLegalTime.ShouldBe(false);
    }

    [Fact]
    public void A_decision_after_ninety_days_is_late_before_anybody_said_that_they_ran_out()
    {
        var late = Noticed().When("2026-06-02 10:00", "decision", "penalised", """{"remedy":"复议"}""", Approver);
        (late.Clocks[ViolationClocks.Case].Breached, late.Performance.InLegalTime).ShouldBe((false, false));
    }

    [Fact]
    public void The_time_of_the_party_makes_no_unit_late()
    {
        var state = Delivered();
        var payment = state.Clocks[ViolationClocks.Payment];
        var late = state.After(Decision.Of([.. ClockDecider.Breach(payment, payment.DueAt)]), On("2026-06-02 10:00", Approver));
        late.LateClocks.Keys.ShouldContain(ViolationClocks.Payment);
        late.LateForUnits.ShouldBeEmpty();
        state.RunningForUnits.ShouldNotContain(payment);
    }

    [Fact]
    public void What_was_dismissed_is_looked_at_but_not_finished()
    {
        var dismissed = Reported().When("2026-03-02 11:00", "verification", "dismissed", """{"reason":"设备校准","flag":"failed"}""");
        (dismissed.Performance.RespondedAt, dismissed.Performance.FinishedAt).ShouldBe((Given.At("2026-03-02 11:00"), null));
    }

    [Fact]
    public void A_penalty_sent_back_is_done_again()
    {
        var context = On("2026-03-10 10:00", Reviewer);
        Noticed().After(Decision.Of(new PenaltyReturned("legal-check", Reviewer.Id, "依据不足")), context).Performance.Reworks.ShouldBe(1);
    }
}

using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using static SmartCity.Domain.Tests.GridCases.CaseStory;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>核实、回访、归档、重新办理.</summary>
public sealed class EvaluationTests
{
    [Fact]
    public void Who_handled_a_case_does_not_verify_it() =>
        Do(Resolved(), "verification", "confirmed", "{}", On("2026-03-02 16:00", Person(Officer.Id, Town, Roles.GridMember)))
            .ShouldRefuse("grid-case.verifier-handled-case");

    [Fact]
    public void A_failed_verification_needs_its_reason() =>
        Do(Resolved(), "verification", "failed", "{}", On("2026-03-02 16:00", GridMember)).ShouldRefuse("grid-case.answer-required");

    [Fact]
    public void While_the_reporter_is_asked_the_total_clock_stands_still()
    {
        Verified().Clocks[GridCaseClocks.Total].State.ShouldBe(ClockState.Suspended);
        var again = Verified().When(
            s => Do(s, "call-back", "unsolved", """{"remark":"还有"}""", On("2026-03-03 09:00")), On("2026-03-03 09:00"));
        again.Clocks[GridCaseClocks.Total].State.ShouldBe(ClockState.Running);
        again.Status.ShouldBe("handling");
        again.Reworks.ShouldBe(1);
    }

    [Theory]
    [InlineData(5, true, true)]
    [InlineData(3, true, true)]
    [InlineData(2, true, false)]
    [InlineData(1, false, false)]
    public void A_rating_says_whether_it_is_solved_and_whether_that_satisfies(int level, bool solved, bool satisfied)
    {
        var given = GridCaseDecider.Rate(Verified(), new(Id, level, null), On("2026-03-03 09:00")).Event<SatisfactionGiven>();
        (given.Solved, given.Satisfied).ShouldBe((solved, satisfied));
    }

    [Fact]
    public void A_handling_is_rated_once_and_not_before_it_was_verified()
    {
        var context = On("2026-03-03 09:00");
        GridCaseDecider.Rate(Resolved(), new(Id, 5, null), context).ShouldRefuse("grid-case.rating-not-open");
        GridCaseDecider.Rate(Verified(), new(Id, 6, null), context).ShouldRefuse("grid-case.rating-out-of-range");
        GridCaseDecider.Rate(null, new(Id, 5, null), context).ShouldRefuse("grid-case.not-found");
        var rated = Verified().When(s => GridCaseDecider.Rate(s, new(Id, 5, "快"), context), context);
        GridCaseDecider.Rate(rated, new(Id, 5, " 快 "), context).ShouldStayQuiet();
        GridCaseDecider.Rate(rated, new(Id, 4, "快"), context).ShouldRefuse("grid-case.already-rated");
    }

    [Fact]
    public void Filing_stops_every_clock_and_happens_once()
    {
        Archived().Clocks.Values.ShouldAllBe(clock => clock.State == ClockState.Stopped);
        GridCaseDecider.Serve(Archived(), "archive", Rules, On("2026-03-03 09:00")).ShouldStayQuiet();
        GridCaseDecider.Contact(Archived(), new(Id, "x"), On("2026-03-03 09:00", Officer)).ShouldRefuse("grid-case.archived");
    }

    [Fact]
    public void It_may_be_reopened_for_fifteen_days()
    {
        GridCaseDecider.Reopen(Archived(), new(Id, "又有", null), On("2026-03-17 23:59")).Event<GridCaseReopened>();
        GridCaseDecider.Reopen(Archived(), new(Id, "又有", null), On("2026-03-18 00:01")).ShouldRefuse("grid-case.reopen-closed");
        GridCaseDecider.Rate(Archived(), new(Id, 1, null), On("2026-03-18 00:01")).ShouldRefuse("grid-case.reopen-closed");
        GridCaseDecider.Reopen(Verified(), new(Id, "又有", null), On("2026-03-03 09:00")).ShouldRefuse("grid-case.not-archived");
        GridCaseDecider.Reopen(Archived(), new(Id, "", null), On("2026-03-03 09:00")).ShouldRefuse("grid-case.answer-required");
    }

    [Fact]
    public void A_reopened_case_is_with_its_unit_again_and_has_a_clock_of_its_own()
    {
        var context = On("2026-03-05 09:00");
        var state = Archived().When(s => GridCaseDecider.Reopen(s, new(Id, "又有", null), context), context);
        state.Status.ShouldBe("handling");
        (state.HandlingUnit, state.Reopenings).ShouldBe((Unit, 1));
        state.Clocks[GridCaseClocks.Reopened(1)].StartedAt.ShouldBe(context.Now);
    }

    [Fact]
    public void A_reopened_case_counts_neither_as_solved_nor_as_satisfied()
    {
        var context = On("2026-03-05 09:00");
        Archived().Satisfaction!.Solved.ShouldBeTrue();
        Archived().When(s => GridCaseDecider.Reopen(s, new(Id, "又有", null), context), context)
            .Satisfaction.ShouldBeNull();
        Archived().When(s => GridCaseDecider.Rate(s, new(Id, 1, "又有"), context), context)
            .Satisfaction!.Solved.ShouldBeFalse("that is what they said last");
    }

    [Fact]
    public void A_duplicate_cannot_be_reopened_or_rated()
    {
        var context = On("2026-03-03 09:00");
        var merged = Verified() with { Closure = "merged" };
        GridCaseDecider.Reopen(merged, new(Id, "x", null), context).ShouldRefuse("grid-case.closed");
        GridCaseDecider.Rate(merged, new(Id, 5, null), context).ShouldRefuse("grid-case.closed");
    }
}

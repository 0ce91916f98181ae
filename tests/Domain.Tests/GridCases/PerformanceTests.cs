using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.GridCases.Imports;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Shared.Clocks;
using static SmartCity.Domain.Tests.GridCases.CaseStory;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>绩效要素: what supervision counts of city cases.</summary>
public sealed class PerformanceTests
{
    [Fact]
    public void A_closed_case_was_finished_when_its_handling_was_done_and_satisfied_at_the_call_back()
    {
        var counted = Archived().Performance;
        (counted.Item, counted.Town, counted.Longitude, counted.Latitude).ShouldBe((Table.Refuse, Town, 116.34, 39.73));
        (counted.AcceptedAt, counted.FinishedAt, counted.RespondedAt).ShouldBe(
            (Given.At("2026-03-02 09:35"), Given.At("2026-03-02 15:00"), Given.At("2026-03-02 17:00")));
        (counted.InTime, counted.InLegalTime, counted.Rating, counted.Counted!.Name).ShouldBe((true, null, 4, GridCaseClocks.Total));
    }

    [Fact]
    public void An_open_one_and_one_that_ended_otherwise_are_not_finished()
    {
        InHandling().Performance.FinishedAt.ShouldBeNull();
        InHandling().Performance.InTime.ShouldBeNull();
        var refused = Reported().When(
            s => Do(s, "intake", "refuse", """{"reason":"不属实"}""", On("2026-03-02 09:35")), On("2026-03-02 09:35"));
        (refused.Performance.FinishedAt, refused.Performance.InTime).ShouldBe((null, null));
    }

    [Fact]
    public void Done_after_the_limit_of_the_whole_is_late()
    {
        var late = On("2026-05-20 15:00", Officer);
        var breached = InHandling().When(s => Decision.Of([.. ClockDecider.Breach(s.Clocks[GridCaseClocks.Total], late.Now)]), late);
        breached.When(s => Do(s, "handling", "resolved", """{"result":"已清运"}""", late), late).Performance.InTime.ShouldBe(false);
    }

    [Fact]
    public void Done_after_the_limit_is_late_before_anybody_said_that_it_ran_out()
    {
        var late = On("2026-05-20 15:00", Officer);
        var done = InHandling().When(s => Do(s, "handling", "resolved", """{"result":"已清运"}""", late), late);
        (done.Clocks[GridCaseClocks.Total].Breached, done.Performance.InTime).ShouldBe((false, false));
    }

    [Fact]
    public void What_was_sent_back_done_again_and_opened_again_is_counted_and_undone_it_is_not_finished()
    {
        var back = On("2026-03-02 09:50", Officer);
        Dispatched().When(s => Do(s, "acceptance", "returned", """{"reason":"不属本单位"}""", back), back).Performance.Returns.ShouldBe(1);
        var checkedAt = On("2026-03-02 16:00", GridMember);
        var failed = Resolved().When(s => Do(s, "verification", "failed", """{"reason":"还有"}""", checkedAt), checkedAt);
        (failed.Performance.Reworks, failed.Performance.FinishedAt, failed.CheckedInTime).ShouldBe((1, null, true));
        var context = On("2026-03-03 09:00");
        var again = Archived().When(s => GridCaseDecider.Reopen(s, new(Id, "又有了", s.Version), context), context);
        (again.Performance.Reopenings, again.Performance.FinishedAt, again.Performance.Rating).ShouldBe((1, null, null));
        again.Performance.Counted!.Name.ShouldBe(GridCaseClocks.Reopened(1));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(1, 1)]
    public void A_rating_is_its_level(int level, int? counted)
    {
        var context = On("2026-03-03 09:00");
        Verified().When(s => GridCaseDecider.Rate(s, new(Id, level, null), context), context).Performance.Rating.ShouldBe(counted);
    }

    [Theory]
    [InlineData("dissatisfied", 2)]
    [InlineData("unsolved", 1)]
    public void At_the_call_back_no_level_is_asked_and_what_is_said_stands_for_one(string outcome, int level) => Verified()
        .When(s => Do(s, "call-back", outcome, """{"remark":"x"}""", On("2026-03-03 09:00")), On("2026-03-03 09:00"))
        .Performance.Rating.ShouldBe(level);

    [Fact]
    public void Filing_dispatch_and_check_without_a_limit_are_in_time() =>
        (Archived().FiledInTime, Archived().DispatchedInTime, Archived().CheckedInTime, Reported().FiledInTime).ShouldBe((true, true, true, null));

    [Theory]
    [InlineData("2020-03-03 09:00", true)]
    [InlineData("2020-03-03 09:01", false)]
    [InlineData(null, null)]
    public void An_imported_one_is_in_time_when_it_was_closed_by_its_due_moment(string? closed, bool? inTime)
    {
        var known = new PastCase(
            "log", "1", "event-0110", "DX-CGW", "hotline", new("路面破损", "Broken road"), Given.At("2020-03-02 09:00"),
            Given.At("2020-03-03 09:00"), null, closed is null ? null : Given.At(closed), "Closed", new(-73.9, 40.7));
        var state = GridCaseImportDecider.Decide(new(Id, "DX-1", known), null, On("2026-03-02 09:00")).Events.Cast<Dated>()
            .Aggregate((ImportedGridCase?)null, (s, fact) =>
                ImportedGridCase.Evolve(s, new(fact.Fact, (s?.Version ?? 0) + 1, fact.OccurredAt, "x")))!;
        (state.Performance.InTime, state.Performance.FinishedAt, state.Performance.Item, state.Performance.Longitude)
            .ShouldBe((inTime, known.ClosedAt, "event-0110", -73.9));
    }

    [Fact]
    public void Three_rates_by_their_weights_make_a_score_and_without_one_of_them_there_is_none()
    {
        var weights = new HotlineWeights(30, 35, 35, "hotline-weights@1");
        weights.Score(1, 0.8, 0.6).ShouldBe(79);
        weights.Score(1, null, 0.6).ShouldBeNull();
        (weights with { Response = 0, Resolution = 0, Satisfaction = 0 }).Score(1, 1, 1).ShouldBeNull();
    }
}

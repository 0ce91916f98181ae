using SmartCity.Domain.Approvals;
using static SmartCity.Domain.Tests.Approvals.Story;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>好差评.</summary>
public sealed class RatingTests
{
    [Theory]
    [InlineData(5, false)]
    [InlineData(3, false)]
    [InlineData(2, true)]
    [InlineData(1, true)]
    public void The_two_lowest_levels_open_a_rectification(int level, bool opens)
    {
        var context = On("2026-03-12 10:00");
        var state = Granted().When(s => ApprovalDecider.Rate(s, new(s.Id, level, null), context), context);

        state.Rating!.Level.ShouldBe(level);
        state.Rectifying.ShouldBe(opens);
        state.Clocks.ContainsKey(ApprovalClocks.Rectification).ShouldBe(opens);
    }

    [Fact]
    public void A_matter_is_rated_once()
    {
        var context = On("2026-03-12 10:00");
        var state = Granted().When(s => ApprovalDecider.Rate(s, new(s.Id, 5, "很好"), context), context);

        ApprovalDecider.Rate(state, new(Samples.Id, 5, " 很好 "), context).ShouldStayQuiet();
        ApprovalDecider.Rate(state, new(Samples.Id, 4, "很好"), context).ShouldRefuse("approval.already-rated");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void There_are_five_levels(int level) =>
        ApprovalDecider.Rate(Granted(), new(Samples.Id, level, null), On("2026-03-12 10:00"))
            .ShouldRefuse("approval.rating-out-of-range");

    [Fact]
    public void Nothing_is_rated_before_the_decision() =>
        ApprovalDecider.Rate(Accepted(), new(Samples.Id, 5, null), On("2026-03-12 10:00"))
            .ShouldRefuse("approval.not-decided");

    [Fact]
    public void A_bad_rating_at_evaluation_leads_through_rectification_and_call_back_to_the_archive()
    {
        var walk = AtEvaluation();
        walk.Act(new RateApproval(Samples.Id, 1, "太慢"), c => ApprovalDecider.Rate(walk.State, new(Samples.Id, 1, "太慢"), c));

        walk.State.Process!.WorkItems.Values.ShouldHaveSingleItem().Element.ShouldBe("rectification");
        walk.Complete().Complete("call-back", "dissatisfied").Complete("rectification").Complete("call-back");

        walk.IsArchived.ShouldBeTrue();
        walk.State.Rectifying.ShouldBeFalse();
    }

    [Fact]
    public void A_good_rating_at_evaluation_archives_at_once()
    {
        var walk = AtEvaluation();
        walk.Act(new RateApproval(Samples.Id, 5, null), c => ApprovalDecider.Rate(walk.State, new(Samples.Id, 5, null), c));
        walk.IsArchived.ShouldBeTrue();
        walk.State.Process!.Ended.ShouldBeTrue();
    }

    [Fact]
    public void Nobody_rates_for_fifteen_days_and_it_is_archived() =>
        AtEvaluation().Wait(NodaTime.Duration.FromDays(16)).IsArchived.ShouldBeTrue();

    [Fact]
    public void A_bad_rating_after_the_archive_still_opens_a_rectification()
    {
        var walk = Walk.File(Drainage).ToArchive().Wait(NodaTime.Duration.FromDays(3));
        walk.Act(new RateApproval(Samples.Id, 2, null), c => ApprovalDecider.Rate(walk.State, new(Samples.Id, 2, null), c));

        walk.Complete("late-rectification").Complete("late-call-back");

        walk.State.Rectifying.ShouldBeFalse();
        walk.State.Stage.ShouldBe("archive");
        walk.State.Process!.Ended.ShouldBeTrue();
    }

    [Fact]
    public void Thirty_days_after_the_archive_the_rating_is_closed()
    {
        var walk = Walk.File(Drainage).ToArchive().Wait(NodaTime.Duration.FromDays(32));

        walk.State.Process!.Ended.ShouldBeTrue();
        ApprovalDecider.Rate(walk.State, new(Samples.Id, 1, null), On("2026-04-03 10:00"))
            .ShouldRefuse("approval.rating-closed");
    }

    private static Walk AtEvaluation()
    {
        var walk = Walk.File(Drainage);
        while (walk.State.Stage != "evaluation")
            walk.Complete();
        return walk;
    }
}

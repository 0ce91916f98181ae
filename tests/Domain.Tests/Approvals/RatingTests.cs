using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
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
    public void A_bad_rating_at_evaluation_leads_through_a_call_within_a_day_and_rectification_to_the_archive()
    {
        var walk = AtEvaluation();
        walk.Act(new RateApproval(Samples.Id, 1, "太慢"), c => ApprovalDecider.Rate(walk.State, new(Samples.Id, 1, "太慢"), c));

        var call = walk.State.Process!.WorkItems.Values.ShouldHaveSingleItem();
        call.Element.ShouldBe("first-call-back");
        (call.DueAt - call.OpenedAt).ShouldBe(Review.CallBackWithin);
        walk.State.Reviewed!.CalledBackAt.ShouldBeNull();
        walk.Complete();
        walk.State.Reviewed!.CalledBackAt.ShouldNotBeNull();
        walk.Complete("rectification").Complete("call-back", "dissatisfied");
        walk.State.Reviewed!.RectifiedAt.ShouldBeNull();
        walk.Complete("rectification").Complete("call-back");

        walk.IsArchived.ShouldBeTrue();
        walk.State.Rectifying.ShouldBeFalse();
        walk.State.Reviewed!.RectifiedAt.ShouldNotBeNull();
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

        walk.Complete("late-first-call-back", "unreachable").Complete("late-rectification").Complete("late-call-back");

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

    [Fact]
    public void A_call_back_says_what_was_heard_and_knows_no_other_outcome()
    {
        var context = On("2026-03-12 10:00");
        var state = Granted().When(s => ApprovalDecider.Rate(s, new(s.Id, 1, null), context), context);
        Do(state, "first-call-back", "reached", """{"remark":"等候久"}""", context).Event<BadRatingCalledBack>().Reached.ShouldBeTrue();
        Do(state, "late-first-call-back", "unreachable", """{"remark":"无人接听"}""", context).Event<BadRatingCalledBack>().Reached.ShouldBeFalse();
        Do(state, "first-call-back", "reached", "{}", context).ShouldRefuse("approval.answer-required");
        Do(state, "first-call-back", "satisfied", "{}", context).ShouldRefuse("task.unknown-outcome");
    }

    [Fact]
    public void The_applicant_is_asked_once_when_it_is_finished_and_not_after_a_rating()
    {
        var walk = Walk.File(Drainage);
        while (walk.State.Stage != "evaluation")
        {
            walk.State.Reviewed.ShouldBeNull();
            walk.Complete();
        }
        var asked = walk.State.Reviewed!.InvitedAt.ShouldNotBeNull();
        walk.Complete("evaluation");
        (walk.State.Reviewed!.InvitedAt, walk.State.Reviewed.Channel).ShouldBe((asked, "hall-device"), "asked at the window as well");

        var rated = Walk.File(Drainage);
        while (rated.State.Decision is null) rated.Complete();
        rated.Act(new RateApproval(Samples.Id, 5, null), c => ApprovalDecider.Rate(rated.State, new(Samples.Id, 5, null), c));
        while (!rated.IsArchived) rated.Complete();
        rated.State.Reviewed!.InvitedAt.ShouldBeNull("who has spoken is not asked");
        rated.State.Reviewed.Level.ShouldBe(5);
    }

    private static Walk AtEvaluation()
    {
        var walk = Walk.File(Drainage);
        while (walk.State.Stage != "evaluation")
            walk.Complete();
        return walk;
    }
}

using SmartCity.Domain.Approvals;
using SmartCity.Domain.Supervision.Reviews;
using SmartCity.Domain.Tests.Approvals;
using static SmartCity.Domain.Tests.Approvals.Story;

namespace SmartCity.Domain.Tests.Supervision;

/// <summary>A supervisor takes a review out of the publication.</summary>
public sealed class WithholdTests
{
    private static Approval Rated => Granted().When(
        s => ApprovalDecider.Rate(s, new(s.Id, 5, "很好"), On("2026-03-12 10:00")), On("2026-03-12 10:00"));

    [Fact]
    public void It_is_recorded_with_its_reason_and_once()
    {
        var context = On("2026-03-13 10:00");
        var withheld = Rated.When(s => ReviewDecider.Withhold(s, new(s.Id, " 涉及他人 "), context), context);
        withheld.Withheld!.Reason.ShouldBe("涉及他人");
        ReviewDecider.Withhold(withheld, new(withheld.Id, "别的理由"), context).ShouldStayQuiet();
    }

    [Fact]
    public void Without_a_reason_or_without_a_rating_it_is_refused()
    {
        var context = On("2026-03-13 10:00");
        ReviewDecider.Withhold(Rated, new(Samples.Id, " "), context).ShouldRefuse("review.reason-required");
        ReviewDecider.Withhold(Granted(), new(Samples.Id, "理由"), context).ShouldRefuse("review.not-found");
        ReviewDecider.Withhold(null, new(Samples.Id, "理由"), context).ShouldRefuse("review.not-found");
    }

    [Fact]
    public void What_was_written_is_released_once_and_a_later_word_is_not_released_by_it()
    {
        var context = On("2026-03-13 10:00");
        Rated.Reviewed!.IsReleased(Rated.Released).ShouldBeFalse();
        var released = Rated.When(s => ReviewDecider.Release(s, context), context);
        released.Reviewed!.IsReleased(released.Released).ShouldBeTrue();
        ReviewDecider.Release(released, context).ShouldStayQuiet();
        (released.Reviewed with { RatedAt = context.Now }).IsReleased(released.Released).ShouldBeFalse();
    }

    [Fact]
    public void What_is_withheld_bad_and_not_put_right_or_was_never_said_is_not_released()
    {
        var context = On("2026-03-13 10:00");
        var withheld = Rated.When(s => ReviewDecider.Withhold(s, new(s.Id, "涉及他人"), context), context);
        ReviewDecider.Release(withheld, context).ShouldRefuse("review.withheld");
        var bad = Granted().When(s => ApprovalDecider.Rate(s, new(s.Id, 1, "张三"), On("2026-03-12 10:00")), On("2026-03-12 10:00"));
        ReviewDecider.Release(bad, context).ShouldRefuse("review.not-settled");
        ReviewDecider.Release(Granted(), context).ShouldRefuse("review.not-found");
    }
}

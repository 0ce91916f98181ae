using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;
using static SmartCity.Domain.Tests.Approvals.Story;

namespace SmartCity.Domain.Tests.Supervision.Cards;

/// <summary>审批偏差: what is looked into at an approval, and what is not.</summary>
public sealed class ApprovalDeviationTests
{
    private const string Refusal = """{"explanation":"不属于本机关职权","authority":"市局"}""";

    private static readonly StepContext Monday = On("2026-03-02 10:00"), Tuesday = On("2026-03-03 10:00");

    [Fact]
    public void A_complete_application_that_is_not_accepted_is_the_windows_deviation() =>
        Filed().When(s => Do(s, "materials-check", "not-competent", Refusal, Monday), Monday).Deviations.ShouldHaveSingleItem()
            .ShouldBe(new(ApprovalDeviations.CompleteApplicationRefused, "", "DX-HALL"));

    [Fact]
    public void One_that_lacks_materials_may_be_not_accepted() =>
        Filed(null, Required()).When(s => Do(s, "materials-check", "not-competent", Refusal, Monday), Monday).Deviations.ShouldBeEmpty();

    [Fact]
    public void One_that_is_returned_as_not_corrected_although_all_was_handed_in_is_one_too()
    {
        var asked = Filed().When(s => Do(s, "materials-check", "incomplete", Asks(), Monday), Monday);
        asked.Deviations.ShouldBeEmpty();
        asked.When(s => ApprovalDecider.Serve(s, "lapse-correction", Tuesday), Tuesday).Deviations.ShouldHaveSingleItem()
            .Cause.ShouldBe(ApprovalDeviations.CompleteApplicationRefused);
    }

    [Fact]
    public void Whoever_is_asked_twice_is_told_so_once()
    {
        var once = Filed(null, Required()).When(s => Do(s, "materials-check", "incomplete", Asks(), Monday), Monday)
            .When(s => Do(s, "correction", "supplied", "{}", Tuesday), Tuesday);
        once.Deviations.ShouldBeEmpty();
        var twice = once.When(s => Do(s, "materials-check", "incomplete", Asks(), Tuesday), Tuesday);
        twice.Deviations.ShouldHaveSingleItem().ShouldBe(new(ApprovalDeviations.MaterialsAskedTwice, "", "DX-HALL"));
        twice.When(s => Do(s, "correction", "supplied", "{}", Tuesday), Tuesday)
            .When(s => Do(s, "materials-check", "incomplete", Asks(), Tuesday), Tuesday).Deviations.Count().ShouldBe(1);
    }

    [Fact]
    public void A_second_notice_that_adds_to_the_first_is_refused_when_it_is_given() =>
        Do(
            Filed(null, Required()).When(s => Do(s, "materials-check", "incomplete", Asks(), Monday), Monday), "materials-check",
            "incomplete", Asks(1), Tuesday).ShouldRefuse("approval.notice-already-given");

    [Fact]
    public void Clocks_that_ran_out_are_deviations_of_the_unit_but_the_applicants_own_is_none()
    {
        var late = Breached(Breached(Accepted(), ApprovalClocks.Promised), ApprovalClocks.Statutory);
        late.Deviations.Select(d => (d.Cause, d.Unit)).ShouldBe([("promised-overdue", "DX-SWJ"), ("statutory-overdue", "DX-SWJ")]);
        var asked = Filed(null, Required()).When(s => Do(s, "materials-check", "incomplete", Asks(), Monday), Monday);
        Breached(asked, ApprovalClocks.Correction).Deviations.ShouldBeEmpty();
    }

    [Fact]
    public void A_bad_rating_that_is_not_put_right_in_time_has_its_own_name()
    {
        var rated = Granted().When(s => ApprovalDecider.Rate(s, new(s.Id, 1, null), On("2026-03-10 10:00")), On("2026-03-10 10:00"));
        rated.Deviations.ShouldBeEmpty();
        var late = Breached(rated, ApprovalClocks.Rectification).Deviations.ShouldHaveSingleItem();
        late.Cause.ShouldBe("bad-rating-not-rectified");
        late.DueAt.ShouldBe(rated.Clocks[ApprovalClocks.Rectification].DueAt, "it happened when the time was over, not when that was seen");
    }

    private static string Required(int at = 0) => Drainage.Materials.Where(m => m.Required).ElementAt(at).Code;

    private static string Asks(int at = 0) => $$"""{"missing":["{{Required(at)}}"],"explanation":"请补交"}""";

    private static Approval Breached(Approval state, string clock) => state.After(
        Decision.Of(new ClockBreached(clock, state.Clocks[clock].DueAt)), On("2026-06-01 09:00", Actor.System));
}

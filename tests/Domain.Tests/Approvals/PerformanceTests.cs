using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Tests.Shared.Clocks;
using static SmartCity.Domain.Tests.Approvals.Story;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>绩效要素: what supervision counts of approvals.</summary>
public sealed class PerformanceTests
{
    [Fact]
    public void A_granted_one_was_finished_with_the_decision_in_promised_and_legal_time()
    {
        var counted = Granted().Performance;
        (counted.Item, counted.Town, counted.AcceptedAt, counted.FinishedAt).ShouldBe(
            ("drainage-permit", null, Given.At("2026-03-03 10:00"), Given.At("2026-03-09 16:00")));
        (counted.InTime, counted.InLegalTime, counted.Counted!.Name).ShouldBe((true, true, ApprovalClocks.Promised));
    }

    [Fact]
    public void One_that_is_not_decided_or_ended_otherwise_is_not_finished()
    {
        var open = Accepted().Performance;
        (open.FinishedAt, open.InTime, open.InLegalTime, open.Rating).ShouldBe((null, null, null, null));
        var context = On("2026-03-05 10:00");
        var withdrawn = Accepted().When(s => ApprovalDecider.Withdraw(s, new(s.Id, "不办了"), context), context);
        withdrawn.Performance.FinishedAt.ShouldBeNull();
    }

    [Fact]
    public void A_decision_after_the_promised_time_and_before_the_legal_one_is_late_in_one_of_them()
    {
        var due = Accepted().Clocks[ApprovalClocks.Promised].DueAt;
        var late = On("2026-03-30 16:00", Head);
        late.Now.ShouldBeInRange(due, Accepted().Statutory().DueAt, "the test stands between the two");
        var counted = Accepted().When(s => Do(s, "decision", "granted", """{"opinion":"准予"}""", late), late).Performance;
        (counted.InTime, counted.InLegalTime).ShouldBe((false, true));
    }

    [Fact]
    public void Corrections_and_checks_sent_back_are_counted_and_the_notice_is_the_first_answer()
    {
        var notice = On("2026-03-02 14:00");
        var asked = Filed(null, "identity").When(
            s => Do(s, "materials-check", "incomplete", """{"missing":["identity"],"explanation":"请补交"}""", notice), notice);
        (asked.Performance.Corrections, asked.Performance.RespondedAt).ShouldBe((1, notice.Now));
        var back = On("2026-03-04 10:00", Reviewer);
        var returned = Accepted().When(
            s => Decision.Of(new ApprovalCheckReturned("second-check", Reviewer.Id, "重新核对")), back);
        (returned.Performance.Reworks, returned.Performance.Returns).ShouldBe((1, 0));
    }

    [Fact]
    public void A_deemed_acceptance_is_no_answer()
    {
        var filed = Filed();
        var deemed = Approval.Evolve(filed, new(
            new ApprovalAccepted(filed.ReceivedAt, new(2026, 3, 2), true, "drainage-permit", 1, "x"), 9, Given.At("2026-03-10 00:00"), "system"))!;
        (deemed.Performance.AcceptedAt, deemed.Performance.RespondedAt).ShouldBe((filed.ReceivedAt, null));
    }

    [Fact]
    public void The_rating_is_the_level_that_was_given()
    {
        var context = On("2026-03-12 10:00");
        Granted().When(s => ApprovalDecider.Rate(s, new(s.Id, 2, null), context), context).Performance.Rating.ShouldBe(2);
    }

    [Theory]
    [InlineData("2020-04-01 12:00", true)]
    [InlineData("2020-04-01 12:01", false)]
    [InlineData(null, null)]
    public void An_imported_one_is_in_time_when_it_ended_by_the_planned_moment(string? end, bool? inTime)
    {
        var known = new ImportedCase(
            "log", "1", "Desk", "Permits", null, "boss", Given.At("2020-03-02 09:00"), Given.At("2020-04-01 12:00"), null,
            end is null ? null : Given.At(end));
        var decision = ApprovalImportDecider.Decide(new(Guid.NewGuid(), "DX-1", known, []), null, On("2026-03-02 09:00"));
        var state = decision.Events.Cast<Dated>().Aggregate((ImportedApproval?)null, (s, fact) =>
            ImportedApproval.Evolve(s, new(fact.Fact, (s?.Version ?? 0) + 1, fact.OccurredAt, "boss")))!;
        (state.Performance.InTime, state.Performance.FinishedAt).ShouldBe((inTime, known.EndedAt));
    }
}
